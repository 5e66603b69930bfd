<?php

declare(strict_types=1);

namespace KlarnaCheckout\WooCommerce;

use Automattic\WooCommerce\Blocks\Payments\Integrations\AbstractPaymentMethodType;

/** The payment method in the checkout block. */
final class BlocksMethod extends AbstractPaymentMethodType
{
    protected $name = Gateway::ID;

    public function initialize(): void
    {
        $this->settings = get_option('woocommerce_' . Gateway::ID . '_settings', []);
    }

    public function is_active(): bool
    {
        return $this->get_setting('enabled') === 'yes';
    }

    public function get_payment_method_script_handles(): array
    {
        wp_register_script('klarna-checkout-blocks', asset('blocks.js'), ['wc-blocks-registry', 'wc-settings', 'wp-element'], '0.1.0', true);
        return ['klarna-checkout-blocks'];
    }

    public function get_payment_method_data(): array
    {
        return ['title' => $this->get_setting('title', 'Klarna'), 'attributes' => array_filter(Gateway::attributes())];
    }
}
