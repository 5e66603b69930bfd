<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/** What the shop does itself. A shop may refuse a call by throwing a Problem. */
interface Shop
{
    /**
     * The order of this visitor's cart, in Klarna's words: `purchase_country`, `purchase_currency`, `order_amount`,
     * `order_tax_amount`, `order_lines`, `merchant_reference1`, `merchant_urls.confirmation` (absolute). No name and no
     * address. The reference belongs to one purchase: the same cart has the same each time, and a new purchase a new one.
     *
     * @return ?array null when there is nothing to pay for
     */
    public function order(): ?array;

    /**
     * The same order again, when Klarna reports an approval: there is no visitor, and perhaps no page any more.
     *
     * @return ?array null when there is nothing to pay for, or when the order needs what only the page's form sends; then
     * nothing is placed, and without the page the approval lapses
     */
    public function orderOf(string $reference): ?array;

    /** What `remember` was last given for this visitor; empty before. */
    public function recall(): array;

    /** Keeps a few strings for this visitor, such as in the session. Nothing may stay locked afterwards. */
    public function remember(array $session): void;

    /**
     * Klarna has this order, or has news of it. Called at least once for each piece of news, and again if it throws.
     *
     * @param array $order as `order` gave it when it was sent
     * @param array{status: string, revision: int, attempt: int, orderId: ?string} $placed Ship only when `status` is
     * `completed`. `pending`: Klarna still decides. `unconfirmed`: there is an order, and its id and state are not known
     * yet. `rejected`: it was pending and came to nothing. A telling with a lower `revision` than before is to be ignored.
     */
    public function placed(array $order, array $placed): void;

    /**
     * Nobody knows what became of an attempt for five minutes, and again every day. A person looks for its reference in
     * Klarna's portal and calls `OpenOrders::resolve`.
     *
     * @param array{reference: string, attempt: int, sessionId: string, amount: int, currency: string} $attempt
     */
    public function unresolved(array $attempt): void;
}
