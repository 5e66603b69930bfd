<?php

/**
 * `Gateway::process_payment` with as much of WordPress as it calls. Reads a list of payments, each with what the checkout
 * sent and the cart that the order was made of, and prints for each what the gateway answered and what the shopper reads.
 * The endpoint behind it refuses every token, with the token as the reason.
 */

declare(strict_types=1);

namespace {
    class WC_Payment_Gateway
    {
        public function init_settings(): void
        {
        }

        public function get_option(string $name): string
        {
            return $name;
        }
    }

    final class WC_Order
    {
        public function __construct(private readonly string $cart)
        {
        }

        public function get_id(): int
        {
            return 1;
        }

        public function has_cart_hash(string $hash): bool
        {
            return $this->cart === $hash;
        }

        public function add_order_note(string $note): void
        {
        }
    }

    function add_action(string $hook, callable|array $callback): void
    {
    }

    function wc_get_order(int $id): WC_Order
    {
        return new WC_Order($GLOBALS['cart']);
    }

    function wp_unslash(mixed $value): mixed
    {
        return $value;
    }

    function wc_clean(mixed $value): mixed
    {
        return is_array($value) ? array_map(wc_clean(...), $value) : trim((string) $value);
    }

    function esc_html(string $text): string
    {
        return htmlspecialchars($text);
    }

    function wc_add_notice(string $notice, string $type): void
    {
        $GLOBALS['notices'][] = $notice;
    }

    function WC(): object
    {
        $countries = new class () {
            public function get_countries(): array
            {
                return [];
            }
        };
        $cart = new class () {
            public function get_cart_hash(): string
            {
                return 'this cart';
            }
        };
        return (object) compact('countries', 'cart');
    }
}

namespace KlarnaCheckout\WooCommerce {
    use KlarnaCheckout\Problem;

    final class Services
    {
        public static function get(): object
        {
            return new class () {
                public object $visit;
                public object $endpoint;

                public function __construct()
                {
                    $this->visit = new class () {
                        public function placing(\WC_Order $order): void
                        {
                        }
                    };
                    $this->endpoint = new class () {
                        public function placeOrder(string $token): never
                        {
                            throw new Problem($token, 'The endpoint was asked');
                        }
                    };
                }
            };
        }

        public static function log(string $line, array $context): void
        {
        }
    }

    $root = 'demo/integrations';
    require "$root/php/src/load.php";
    require "$root/woocommerce/klarna-checkout-element/includes/Gateway.php";

    $answers = [];
    foreach (json_decode(file_get_contents('php://stdin'), true) as ['sent' => $_POST, 'cart' => $GLOBALS['cart']]) {
        $GLOBALS['notices'] = [];
        ['result' => $result] = (new Gateway())->process_payment(1);
        $answers[] = "$result: " . implode(' ', $GLOBALS['notices']);
    }
    echo json_encode($answers);
}
