<?php

declare(strict_types=1);

namespace KlarnaCheckout\WooCommerce;

use KlarnaCheckout\Problem;
use WC_Payment_Gateway;

/** The payment method: its settings, its place in the classic checkout, and what happens with an order. */
final class Gateway extends WC_Payment_Gateway
{
    public const ID = 'klarna_checkout';
    private const TOKEN = 'klarna_authorization_token';

    public function __construct()
    {
        $this->id = self::ID;
        $this->method_title = 'Klarna (klarna-checkout-element)';
        $this->method_description = 'Klarna Payments, in the classic checkout and in the checkout block.';
        $this->has_fields = true;
        $this->supports = ['products'];
        $this->form_fields = self::settings();
        $this->init_settings();
        $this->title = $this->get_option('title');
        add_action("woocommerce_update_options_payment_gateways_{$this->id}", [$this, 'process_admin_options']);
        add_action('wp_enqueue_scripts', [$this, 'enqueue']);
    }

    private static function settings(): array
    {
        return [
            'enabled' => ['title' => 'Enabled', 'type' => 'checkbox', 'label' => 'Offer Klarna', 'default' => 'no'],
            'title' => ['title' => 'Title', 'type' => 'text', 'default' => 'Klarna'],
            'playground' => ['title' => 'Playground', 'type' => 'checkbox', 'label' => 'No real money', 'default' => 'yes'],
            'region' => [
                'title' => 'Region of the contract',
                'type' => 'select',
                'options' => ['eu' => 'Europe', 'na' => 'North America', 'oc' => 'Oceania'],
                'default' => 'eu',
            ],
            'username' => ['title' => 'API username', 'type' => 'text', 'default' => ''],
            'password' => ['title' => 'API password', 'type' => 'password', 'default' => ''],
            'countries' => [
                'title' => 'Countries of the purchase',
                'type' => 'multiselect',
                'class' => 'wc-enhanced-select',
                'options' => WC()->countries->get_countries(),
                'description' => 'Klarna takes the currency of the country only. None means all that the shop sells to.',
                'default' => [],
            ],
        ];
    }

    public function is_available(): bool
    {
        // What Klarna approves is the cart; an older order has a payment page of its own.
        return parent::is_available() && !is_wc_endpoint_url('order-pay')
            && (!WC()->cart || Services::get()->visit->country() !== null);
    }

    public function enqueue(): void
    {
        if (!is_checkout() || !$this->is_available()) {
            return;
        }
        wp_enqueue_script('klarna-checkout', asset('klarna-checkout.js'), [], '0.1.0', ['strategy' => 'defer']);
        if (!has_block('woocommerce/checkout')) {
            wp_enqueue_script('klarna-checkout-classic', asset('classic.js'), ['jquery', 'wc-checkout'], '0.1.0', true);
        }
    }

    /** The element's attributes that the server knows. */
    public static function attributes(): array
    {
        return [
            'endpoint' => Services::endpoint(),
            'fields' => 'woocommerce',
            'country' => (string) Services::get()->visit->country(),
            'currency' => get_woocommerce_currency(),
            'privacy-url' => get_privacy_policy_url(),
        ];
    }

    public function payment_fields(): void
    {
        echo '<klarna-checkout choice="#payment_method_' . self::ID . '"';
        foreach (array_filter(self::attributes()) as $name => $value) {
            echo " $name=\"" . esc_attr($value) . '"';
        }
        echo '></klarna-checkout>';
    }

    public function process_payment($orderId): array
    {
        $order = wc_get_order($orderId);
        $token = wc_clean(wp_unslash($_POST[self::TOKEN] ?? ''));
        if (!is_string($token) || $token === '') {
            return $this->refuse('Klarna has not approved this purchase yet. Please choose Klarna and press the button again.');
        }
        if (!$order->has_cart_hash(WC()->cart->get_cart_hash())) {
            return $this->refuse('Klarna has approved your cart, and this is another order. Please choose another payment method.');
        }
        $services = Services::get();
        $services->visit->placing($order);
        try {
            $attempt = $services->endpoint->placeOrder($token);
        } catch (Problem $problem) {
            return $this->failed($order, $problem);
        }
        $bought = wc_get_order((int) $attempt['order']['merchant_reference2']);
        if ($bought->get_id() !== $order->get_id()) {
            $order->update_status('cancelled', "Klarna: this cart was bought as order {$bought->get_order_number()}.");
        }
        WC()->cart->empty_cart();
        return ['result' => 'success', 'redirect' => $bought->get_checkout_order_received_url()];
    }

    private function failed(\WC_Order $order, Problem $problem): array
    {
        Services::log('no order', ['order' => $order->get_id(), 'code' => $problem->kind, 'detail' => $problem->getMessage()]);
        $order->add_order_note("Klarna: {$problem->kind}. {$problem->getMessage()}");
        return match ($problem->kind) {
            // The ledger keeps the order from being sold again, and tells when it knows more.
            'outcome_unknown' => $this->refuse('We do not know yet whether your payment went through. Please do not pay again: reload this page in a few minutes.'),
            'declined' => $this->refuse('Klarna has declined this purchase. Please choose another payment method.', true),
            'order_mismatch', 'authorization_expired', 'session_expired' => $this->refuse('Your cart has changed since Klarna approved it. Please press the button again.', true),
            'ledger_unavailable', 'upstream_unavailable', 'rate_limited' => $this->refuse('Nothing was charged. Please try again in a moment.'),
            default => $this->refuse('Klarna cannot be used for this purchase. Please choose another payment method.', true),
        };
    }

    /** @param bool $isSpent whether the approval is of no use any more: then the page asks Klarna again */
    private function refuse(string $text, bool $isSpent = false): array
    {
        wc_add_notice(esc_html($text) . ($isSpent ? '<span class="klarna-checkout-spent"></span>' : ''), 'error');
        return ['result' => 'failure'];
    }
}
