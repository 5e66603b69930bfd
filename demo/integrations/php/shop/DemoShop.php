<?php

declare(strict_types=1);

use KlarnaCheckout\Shop;

/** A shop whose carts are rows: one pair of shoes in each. The visitor's cart is named by a cookie. */
final class DemoShop implements Shop
{
    public function __construct(private readonly PDO $pdo, private readonly string $origin, private readonly ?string $cart)
    {
    }

    public static function migration(): string
    {
        return 'CREATE TABLE IF NOT EXISTS shop_orders (
  reference VARCHAR(64) NOT NULL PRIMARY KEY,
  cart      VARCHAR(64) NOT NULL,
  quantity  INTEGER NOT NULL,
  status    VARCHAR(16),
  revision  INTEGER NOT NULL DEFAULT 0,
  klarna_id VARCHAR(64)
);';
    }

    /** A purchase of its own for each cart, and a new one when the last is placed. */
    public function visit(): void
    {
        if ($this->order() === null) {
            $reference = 'order-' . bin2hex(random_bytes(8));
            $this->run('INSERT INTO shop_orders (reference, cart, quantity) VALUES (?, ?, 1)', $reference, $this->cart);
        }
    }

    public function setQuantity(int $quantity): void
    {
        $this->run('UPDATE shop_orders SET quantity = ? WHERE cart = ? AND status IS NULL', $quantity, $this->cart);
    }

    public function order(): ?array
    {
        return $this->openOrder('cart', $this->cart);
    }

    public function orderOf(string $reference): ?array
    {
        return $this->openOrder('reference', $reference);
    }

    private function openOrder(string $column, ?string $value): ?array
    {
        $row = $this->run("SELECT * FROM shop_orders WHERE $column = ? AND status IS NULL", $value)->fetch(PDO::FETCH_ASSOC);
        if ($row === false) {
            return null;
        }
        $total = 11_900 * $row['quantity'];
        $tax = 1_900 * $row['quantity'];
        return [
            'purchase_country' => 'DE',
            'purchase_currency' => 'EUR',
            'order_amount' => $total,
            'order_tax_amount' => $tax,
            'order_lines' => [[
                'type' => 'physical',
                'name' => 'Shoes',
                'quantity' => (int) $row['quantity'],
                'unit_price' => 11_900,
                'tax_rate' => 1_900,
                'total_amount' => $total,
                'total_tax_amount' => $tax,
            ]],
            'merchant_reference1' => $row['reference'],
            'merchant_urls' => ['confirmation' => "{$this->origin}/thanks"],
        ];
    }

    public function recall(): array
    {
        session_start(['read_and_close' => true]);
        return $_SESSION['klarna'] ?? [];
    }

    public function remember(array $session): void
    {
        session_start();
        $_SESSION['klarna'] = $session;
        session_write_close();
    }

    public function placed(array $order, array $placed): void
    {
        $this->run(
            'UPDATE shop_orders SET status = ?, revision = ?, klarna_id = ? WHERE reference = ? AND revision < ?',
            $placed['status'],
            $placed['revision'],
            $placed['orderId'],
            $order['merchant_reference1'],
            $placed['revision'],
        );
    }

    public function unresolved(array $attempt): void
    {
        // A real shop sends a mail to somebody who can look into Klarna's portal.
        error_log('Look into the portal: ' . json_encode($attempt));
    }

    private function run(string $sql, string|int|null ...$values): PDOStatement
    {
        $statement = $this->pdo->prepare($sql);
        $statement->execute($values);
        return $statement;
    }
}
