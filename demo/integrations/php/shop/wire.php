<?php

/**
 * Puts shop, ledger and Klarna together. Variables: `KLARNA_USERNAME` and `KLARNA_PASSWORD`; `KLARNA_URL` (default: the
 * playground in Europe), `SHOP_ORIGIN` (default `http://localhost:8080`), and `SHOP_DSN` with `SHOP_DB_USER` and
 * `SHOP_DB_PASSWORD` (default: a file of SQLite in the folder for temporary files).
 */

declare(strict_types=1);

use KlarnaCheckout\{Endpoint, Klarna, Ledger, Orders};

require __DIR__ . '/../src/load.php';
require __DIR__ . '/DemoShop.php';

// An error in the middle of JSON would make it unreadable; it goes to the log.
ini_set('display_errors', '0');

return (static function (): object {
    $origin = getenv('SHOP_ORIGIN') ?: 'http://localhost:8080';
    $dsn = getenv('SHOP_DSN') ?: 'sqlite:' . sys_get_temp_dir() . '/klarna-shop.sqlite';
    // Seconds; with SQLite how long it waits for a lock.
    $connect = static fn () => new PDO($dsn, getenv('SHOP_DB_USER') ?: null, getenv('SHOP_DB_PASSWORD') ?: null, [
        PDO::ATTR_TIMEOUT => 3,
    ]);
    $log = static function (string $line, array $context): void {
        error_log("klarna-checkout: $line " . json_encode($context, JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR));
    };
    $shop = new DemoShop($connect(), $origin, $_COOKIE['cart'] ?? null);
    $ledger = new Ledger($connect);
    $klarna = new Klarna(
        getenv('KLARNA_URL') ?: 'https://api.playground.klarna.com',
        getenv('KLARNA_USERNAME') ?: '',
        getenv('KLARNA_PASSWORD') ?: '',
        $log,
    );
    $orders = new Orders($klarna, $ledger, $shop, $log);
    $endpoint = new Endpoint("$origin/klarna", $klarna, $orders, $shop, $log);
    return (object) compact('shop', 'orders', 'endpoint', 'connect');
})();
