<?php
/**
 * Plugin Name: Klarna Payments with klarna-checkout-element
 * Description: Klarna Payments in the classic checkout and in the checkout block, by the custom element klarna-checkout.
 * Version: 0.1.0
 * Requires at least: 6.9
 * Requires PHP: 8.1
 * Requires Plugins: woocommerce
 * License: MIT
 */

declare(strict_types=1);

namespace KlarnaCheckout\WooCommerce;

use Automattic\WooCommerce\Utilities\FeaturesUtil;
use KlarnaCheckout\Ledger;

defined('ABSPATH') || exit;

require __DIR__ . '/lib/load.php';
require __DIR__ . '/includes/CartOrder.php';
require __DIR__ . '/includes/Visit.php';
require __DIR__ . '/includes/Services.php';

const RECONCILE = 'klarna_checkout_reconcile';
/** As in `{call}` of the element's endpoint. */
const CALLS = ['session', 'session_update', 'order', 'authorization_cancel', 'hooks_klarna'];

register_activation_hook(__FILE__, static function (): void {
    $pdo = Services::connect();
    foreach (array_filter(array_map('trim', explode(';', Ledger::migration('mysql', Services::table())))) as $statement) {
        $pdo->exec($statement);
    }
});

register_deactivation_hook(__FILE__, static fn () => as_unschedule_all_actions(RECONCILE));

add_action('before_woocommerce_init', static function (): void {
    FeaturesUtil::declare_compatibility('custom_order_tables', __FILE__);
    FeaturesUtil::declare_compatibility('cart_checkout_blocks', __FILE__);
});

add_action('woocommerce_init', static function (): void {
    require_once __DIR__ . '/includes/Gateway.php';
    foreach (CALLS as $call) {
        add_action("wc_ajax_klarna_$call", static function () use ($call): void {
            Services::get()->endpoint->serve($call);
            exit;
        });
    }
    // A purchase of its own for each cart.
    add_action('woocommerce_cart_emptied', Visit::forget(...));
    add_action('woocommerce_guest_session_to_user_id', Visit::follow(...), 10, 2);
});

add_filter('woocommerce_payment_gateways', static fn (array $gateways): array => [...$gateways, Gateway::class]);

add_action('woocommerce_blocks_payment_method_type_registration', static function ($registry): void {
    require_once __DIR__ . '/includes/BlocksMethod.php';
    $registry->register(new BlocksMethod());
});

add_action('init', static function (): void {
    if (function_exists('as_has_scheduled_action') && !as_has_scheduled_action(RECONCILE)) {
        as_schedule_recurring_action(time(), MINUTE_IN_SECONDS, RECONCILE);
    }
});
add_action(RECONCILE, static fn () => Services::get()->orders->open->reconcile());

/** Where the plug-in's own files are on the web. */
function asset(string $file): string
{
    return plugins_url("assets/$file", __FILE__);
}
