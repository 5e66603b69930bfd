<?php

declare(strict_types=1);

namespace KlarnaCheckout\WooCommerce;

/**
 * A cart's amounts as Klarna's order lines. Klarna checks each line: `total_amount` is quantity times `unit_price`, and
 * `total_tax_amount` fits `tax_rate` to the cent. WooCommerce rounds elsewhere, so that a price that cannot be divided
 * stands in a line of quantity 1, and cents that are left over in a line of their own.
 */
final class CartOrder
{
    /**
     * @param list<array{type: string, name: string, reference?: string, quantity: int, net: float, tax: float,
     * rate: float}> $parts what the cart shows, after coupons; `rate` in percent, 0 where it is not known
     * @param int $total what the shopper pays, in minor units
     * @return array{order_amount: int, order_tax_amount: int, order_lines: list<array>}
     */
    public static function from(array $parts, int $total, int $decimals, bool $isTaxApart): array
    {
        $minor = static fn (float $amount): int => (int) round($amount * 10 ** $decimals);
        $lines = [];
        foreach ($parts as $part) {
            $gross = $minor($isTaxApart ? $part['net'] : $part['net'] + $part['tax']);
            $tax = $isTaxApart ? 0 : $minor($part['tax']);
            $lines[] = self::line($part, $gross, $tax, $isTaxApart ? 0.0 : $part['rate']);
        }
        $tax = array_sum(array_column($lines, 'total_tax_amount'));
        if ($isTaxApart) {
            // In the United States the tax of an order is a line of its own.
            $tax = $minor(array_sum(array_column($parts, 'tax')));
            $lines[] = self::line(['type' => 'sales_tax', 'name' => 'Tax', 'quantity' => 1], $tax, 0, 0.0);
        }
        $rest = $total - array_sum(array_column($lines, 'total_amount'));
        if ($rest !== 0) {
            $lines[] = self::line(['type' => $rest > 0 ? 'surcharge' : 'discount', 'name' => 'Adjustment', 'quantity' => 1], $rest, 0, 0.0);
        }
        return ['order_amount' => $total, 'order_tax_amount' => (int) $tax, 'order_lines' => $lines];
    }

    private static function line(array $part, int $gross, int $tax, float $percent): array
    {
        $isDivisible = $part['quantity'] > 0 && $gross % $part['quantity'] === 0;
        $quantity = $isDivisible ? $part['quantity'] : 1;
        $name = $isDivisible ? $part['name'] : "{$part['quantity']} × {$part['name']}";
        $rate = self::rate($gross, $tax, (int) round($percent * 100));
        // Taxes on taxes have no rate in hundredths of a percent; then the tax follows the nearest one.
        $tax = self::fits($gross, $tax, $rate) ? $tax : (int) round($gross * $rate / (10_000 + $rate));
        return array_filter(['reference' => mb_substr($part['reference'] ?? '', 0, 255)]) + [
            'type' => $part['type'],
            'name' => mb_substr($name, 0, 255),
            'quantity' => $quantity,
            'unit_price' => intdiv($gross, $quantity),
            'tax_rate' => $rate,
            'total_amount' => $gross,
            'total_tax_amount' => $tax,
        ];
    }

    /** The rate of the shop where it explains the tax, else the nearest that the amounts have. */
    private static function rate(int $gross, int $tax, int $basisPoints): int
    {
        $net = $gross - $tax;
        return $net === 0 || self::fits($gross, $tax, $basisPoints) ? $basisPoints : (int) round($tax / $net * 10_000);
    }

    /** Klarna allows one minor unit. */
    private static function fits(int $gross, int $tax, int $basisPoints): bool
    {
        return abs($tax * (10_000 + $basisPoints) - $gross * $basisPoints) <= 10_000 + $basisPoints;
    }
}
