<?php

declare(strict_types=1);

namespace KlarnaCheckout\WooCommerce;

use KlarnaCheckout\{Endpoint, Klarna, Ledger, Orders};

/** Puts WooCommerce, the ledger and Klarna together, from the settings of the gateway. */
final class Services
{
    private static ?self $services = null;

    private function __construct(
        public readonly Visit $visit,
        public readonly Orders $orders,
        public readonly Endpoint $endpoint,
    ) {
    }

    public static function get(): self
    {
        return self::$services ??= self::make();
    }

    public static function table(): string
    {
        return $GLOBALS['wpdb']->prefix . 'klarna_checkout_orders';
    }

    /** Not WordPress's own connection: a transaction there must not take back what was sent to Klarna. */
    public static function connect(): \PDO
    {
        [$host, $port, $socket] = $GLOBALS['wpdb']->parse_db_host(DB_HOST) ?: [DB_HOST, null, null];
        $place = $socket ? "unix_socket=$socket" : "host=$host" . ($port ? ";port=$port" : '');
        return new \PDO("mysql:$place;dbname=" . DB_NAME . ';charset=utf8mb4', DB_USER, DB_PASSWORD, [\PDO::ATTR_TIMEOUT => 3]);
    }

    public static function log(string $line, array $context): void
    {
        wc_get_logger()->warning("$line " . wp_json_encode($context), ['source' => 'klarna-checkout']);
    }

    private static function make(): self
    {
        $settings = get_option('woocommerce_' . Gateway::ID . '_settings', []) + ['username' => '', 'password' => ''];
        $log = self::log(...);
        $visit = new Visit($settings['countries'] ?? []);
        $ledger = new Ledger(self::connect(...), self::table());
        $klarna = new Klarna(self::api($settings), $settings['username'], $settings['password'], $log);
        $orders = new Orders($klarna, $ledger, $visit, $log);
        return new self($visit, $orders, new Endpoint(self::endpoint(), $klarna, $orders, $visit, $log));
    }

    /** As the element's attribute takes it. */
    public static function endpoint(): string
    {
        return home_url('/?wc-ajax=klarna_{call}');
    }

    private static function api(array $settings): string
    {
        $region = ['eu' => '', 'na' => '-na', 'oc' => '-oc'][$settings['region'] ?? 'eu'] ?? '';
        $playground = ($settings['playground'] ?? 'yes') === 'yes' ? '.playground' : '';
        /** Where Klarna is, for tests with a stand-in. */
        return apply_filters('klarna_checkout_api_url', "https://api$region$playground.klarna.com");
    }
}
