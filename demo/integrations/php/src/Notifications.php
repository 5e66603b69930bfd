<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/**
 * What Klarna reports by itself: an approval whose page may be gone, the push of an order, the decision about a pending
 * one. Klarna signs none of them. So an order is read before it is believed, and the address for approvals, which only
 * Klarna is told, has a seal.
 */
final class Notifications
{
    /** @param \Closure(string, array<string, mixed>): void $log */
    public function __construct(
        private readonly string $endpoint,
        private readonly Klarna $klarna,
        private readonly Orders $orders,
        private readonly Shop $shop,
        private readonly \Closure $log,
    ) {
    }

    /** The shop's order with its language, and the addresses of the notifications about it. */
    public function addTo(array $order, string $locale): array
    {
        // The language of the page; the country of the purchase where the page names none.
        [$language, $country] = explode('-', $locale) + [1 => $order['purchase_country']];
        $order['locale'] = "$language-$country";
        $reference = $order['merchant_reference1'];
        $approved = ['reference' => $reference, 'locale' => $order['locale'], 'cart' => Orders::digest($order)];
        $push = $this->url(['reference' => $reference]);
        $order['merchant_urls'] += [
            'authorization' => $this->url($approved + ['seal' => $this->klarna->seal($approved)]),
            'notification' => $push,
            'push' => "$push&order_id={order.id}",
        ];
        return $order;
    }

    /** Takes what Klarna has posted to one of these addresses. */
    public function receive(): void
    {
        $notice = json_decode(file_get_contents('php://input', length: Endpoint::MOST_BYTES), true);
        $notice = array_filter(is_array($notice) ? $notice : [], is_string(...));
        // A push says it in its address.
        $orderId = $_GET['order_id'] ?? $notice['order_id'] ?? null;
        match (true) {
            isset($notice['session_id'], $notice['authorization_token'])
                => $this->approved($notice['session_id'], $notice['authorization_token']),
            is_string($orderId) && is_string($_GET['reference'] ?? null)
                => $this->orders->open->learnOfOrder($_GET['reference'], $orderId),
            default => throw new Problem('invalid_request', 'Not a notification of Klarna'),
        };
    }

    /** Places the order of an approval, in case the page does not: the ledger keeps it from being placed twice. */
    private function approved(string $sessionId, string $token): void
    {
        $about = [];
        foreach (['reference', 'locale', 'cart'] as $name) {
            $about[$name] = is_string($_GET[$name] ?? null) ? $_GET[$name] : '';
        }
        $seal = $_GET['seal'] ?? null;
        if (!is_string($seal) || !hash_equals($this->klarna->seal($about), $seal)) {
            throw new Problem('forbidden', 'The address of this notification was not given out here');
        }
        $order = $this->shop->orderOf($about['reference']);
        if ($order === null || Orders::digest($order) !== $about['cart']) {
            // The page may have been quicker. What the shop has not heard of that order, it hears now.
            if ($this->orders->now($about['reference'])['holder'] === null && $order !== null) {
                ($this->log)('the cart changed after the approval; nothing was placed', ['reference' => $about['reference']]);
            }
            return;
        }
        try {
            $this->orders->place($sessionId, $token, $this->addTo($order, $about['locale']));
        } catch (Problem $problem) {
            // A refusal is the end of it; everything else is worth another notification.
            $problem->status() < 500 || throw $problem;
            ($this->log)('the order of an approval was not placed', ['reference' => $about['reference'], 'code' => $problem->kind]);
        }
    }

    /** @param array<string, string> $query */
    private function url(array $query): string
    {
        $hook = str_contains($this->endpoint, '{call}')
            ? str_replace('{call}', 'hooks_klarna', $this->endpoint)
            : rtrim($this->endpoint, '/') . '/hooks/klarna';
        return $hook . (str_contains($hook, '?') ? '&' : '?') . http_build_query($query, encoding_type: PHP_QUERY_RFC3986);
    }
}
