<?php

declare(strict_types=1);

namespace KlarnaCheckout\WooCommerce;

use KlarnaCheckout\Shop;
use WC_Order;
use WC_Tax;

/** WooCommerce as the endpoint sees it: the cart and session of this visitor, and the orders. */
final class Visit implements Shop
{
    private const SESSION = 'klarna_checkout_session_';
    /** As long as Klarna's sessions live. */
    private const SESSION_LIFE = 2 * DAY_IN_SECONDS;
    /** One for each purchase: who is logged in has the same cart, and the same reference, on each device. */
    private const REFERENCE = 'klarna_checkout_reference';

    private ?WC_Order $order = null;

    /** @param list<string> $countries where Klarna is offered; all when it is empty */
    public function __construct(private readonly array $countries)
    {
    }

    /** The order that is being placed: it stands in Klarna's portal, and `placed` finds it by its id. */
    public function placing(WC_Order $order): void
    {
        $this->order = $order;
    }

    public static function forget(): void
    {
        delete_transient(self::key());
        WC()->session?->set(self::REFERENCE, null);
    }

    /** A guest who logs in on the way goes on with the same purchase; who had none, with that of another device. */
    public static function follow(string $guest, string $user): void
    {
        $session = get_transient(self::SESSION . $guest);
        if ($session !== false) {
            set_transient(self::SESSION . $user, $session, self::SESSION_LIFE);
        }
    }

    /** The country of the purchase, where Klarna is offered there. */
    public function country(): ?string
    {
        $country = WC()->customer?->get_billing_country() ?: WC()->countries->get_base_country();
        return $this->countries === [] || in_array($country, $this->countries, true) ? $country : null;
    }

    public function order(): ?array
    {
        $cart = WC()->cart;
        $country = $this->country();
        if ($cart === null || $cart->is_empty() || $country === null) {
            return null;
        }
        wc_maybe_define_constant('WOOCOMMERCE_CHECKOUT', true);
        $cart->calculate_totals();
        if (!$cart->needs_payment()) {
            return null;
        }
        $decimals = in_array(get_woocommerce_currency(), ['JPY', 'KRW'], true) ? 0 : 2;
        $total = (int) round((float) $cart->get_total('edit') * 10 ** $decimals);
        return CartOrder::from($this->parts(), $total, $decimals, $country === 'US') + [
            'purchase_country' => $country,
            'purchase_currency' => get_woocommerce_currency(),
            'merchant_reference1' => $this->reference(),
            'merchant_urls' => [
                'confirmation' => $this->order?->get_checkout_order_received_url() ?? wc_get_checkout_url(),
            ],
        ] + ($this->order === null ? [] : ['merchant_reference2' => (string) $this->order->get_id()]);
    }

    public function orderOf(string $reference): ?array
    {
        // WooCommerce makes its order of the form that comes with the token.
        return null;
    }

    public function recall(): array
    {
        return get_transient(self::key()) ?: [];
    }

    public function remember(array $session): void
    {
        // Not in WooCommerce's session: each request writes that as a whole, and of two at once the later one wins.
        set_transient(self::key(), $session, self::SESSION_LIFE);
        // At once: the request may be killed before it ends.
        WC()->session->save_data();
    }

    public function placed(array $order, array $placed): void
    {
        $known = wc_get_order((int) ($order['merchant_reference2'] ?? 0));
        if (!$known instanceof WC_Order) {
            throw new \RuntimeException("WooCommerce has no order for {$order['merchant_reference1']}");
        }
        if ((int) $known->get_meta('_klarna_revision') >= $placed['revision']) {
            return;
        }
        $known->update_meta_data('_klarna_revision', $placed['revision']);
        $known->update_meta_data('_klarna_reference', $order['merchant_reference1']);
        $id = (string) $placed['orderId'];
        switch ($placed['status']) {
            case 'completed':
                $known->add_order_note("Klarna: paid. Order $id, reference {$order['merchant_reference1']}.");
                $known->payment_complete($id);
                break;
            case 'pending':
                $known->set_transaction_id($id);
                $known->update_status('on-hold', "Klarna still decides about order $id. Do not ship yet.");
                break;
            case 'unconfirmed':
                $known->update_status('on-hold', "Klarna has an order with the reference {$order['merchant_reference1']}; its state is not known yet. Do not ship yet.");
                break;
            case 'rejected':
                $known->update_status('failed', "Klarna has rejected order $id after all.");
                break;
        }
        $known->save();
    }

    public function unresolved(array $attempt): void
    {
        wp_mail(
            get_option('admin_email'),
            "Klarna: what became of {$attempt['reference']}?",
            "Nobody knows if there is an order. Search for the reference in Klarna's portal.\n\n" . wp_json_encode($attempt),
        );
    }

    private function reference(): string
    {
        $reference = WC()->session->get(self::REFERENCE)
            ?? $this->recall()['reference']
            ?? 'wc-' . bin2hex(random_bytes(8));
        WC()->session->set(self::REFERENCE, $reference);
        return $reference;
    }

    /** Of this visitor's Klarna session, by the id of WooCommerce's. */
    private static function key(): string
    {
        return self::SESSION . WC()->session?->get_customer_id();
    }

    /** @return list<array> as `CartOrder::from` takes them */
    private function parts(): array
    {
        $cart = WC()->cart;
        $parts = [];
        foreach ($cart->get_cart() as $item) {
            $product = $item['data'];
            $parts[] = [
                'type' => $product->is_virtual() ? 'digital' : 'physical',
                'name' => self::text($product->get_name()),
                'reference' => (string) $product->get_sku(),
                'quantity' => (int) $item['quantity'],
                'net' => (float) $item['line_total'],
                'tax' => (float) $item['line_tax'],
                'rate' => self::rateOf(WC_Tax::get_rates($product->get_tax_class(), WC()->customer)),
            ];
        }
        if ($cart->needs_shipping() && (float) $cart->get_shipping_total() !== 0.0) {
            $parts[] = self::extra('shipping_fee', __('Shipping', 'woocommerce'), (float) $cart->get_shipping_total(), (float) $cart->get_shipping_tax())
                + ['rate' => self::rateOf(WC_Tax::get_shipping_tax_rates(null, WC()->customer))];
        }
        foreach ($cart->get_fees() as $fee) {
            $type = $fee->total < 0 ? 'discount' : 'surcharge';
            $parts[] = self::extra($type, $fee->name, (float) $fee->total, (float) $fee->tax)
                + ['rate' => $fee->taxable ? self::rateOf(WC_Tax::get_rates($fee->tax_class, WC()->customer)) : 0.0];
        }
        return $parts;
    }

    private static function extra(string $type, string $name, float $net, float $tax): array
    {
        return ['type' => $type, 'name' => self::text($name), 'quantity' => 1, 'net' => $net, 'tax' => $tax];
    }

    private static function rateOf(array $rates): float
    {
        return (float) array_sum(array_column($rates, 'rate'));
    }

    private static function text(string $html): string
    {
        return html_entity_decode(wp_strip_all_tags($html), ENT_QUOTES);
    }
}
