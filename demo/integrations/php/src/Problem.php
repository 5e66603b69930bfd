<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/** A call that did not end well, in the contract's words. It is answered as RFC 9457 `application/problem+json`. */
final class Problem extends \RuntimeException
{
    /** HTTP status, action and title of each code. The element goes by `action`; the title is for developers. */
    private const KINDS = [
        'invalid_request' => [400, 'contact', 'The request is not what the contract asks for'],
        'forbidden' => [403, 'contact', 'The request does not come from a page of this shop'],
        'not_found' => [404, 'contact', 'No such call below this endpoint'],
        'method_not_allowed' => [405, 'contact', 'This call is made with another method'],
        'payload_too_large' => [413, 'contact', 'The request body is larger than this endpoint reads'],
        'unsupported_media_type' => [415, 'contact', 'Send application/json'],
        'consent_required' => [422, 'fix', 'The shopper has not agreed yet'],
        'no_order' => [409, 'other_method', 'There is no cart to pay for'],
        'invalid_order' => [422, 'fix', 'The order breaks a rule of Klarna'],
        'invalid_customer' => [422, 'fix', 'Something in name or address was not accepted'],
        'locale_mismatch' => [422, 'other_method', 'Country, currency and locale do not fit together'],
        'session_expired' => [410, 'recreate', 'The payment session is over'],
        'authorization_expired' => [410, 'reauthorize', 'The authorization is over or not for this session'],
        'reference_reused' => [409, 'contact', 'This order number belongs to another order, which is placed'],
        'order_mismatch' => [409, 'reauthorize', 'The cart is not the one that was authorized'],
        'declined' => [422, 'other_method', 'The purchase was declined'],
        'duplicate' => [409, 'recreate', 'This purchase was already placed; POST session tells how it went'],
        'misconfigured' => [502, 'contact', 'Klarna refuses this shop'],
        'ledger_unavailable' => [503, 'retry', 'The ledger of this shop does not answer; nothing was sent'],
        'rate_limited' => [503, 'retry', 'Too many calls; try again shortly'],
        'upstream_unavailable' => [503, 'retry', 'Klarna cannot be reached'],
        'outcome_unknown' => [504, 'contact', 'Nobody knows yet whether the order was placed'],
        'internal' => [500, 'contact', 'Something broke in the shop'],
    ];

    /**
     * @param string $kind a key of KINDS
     * @param string $detail for developers; never Klarna's text, a token or what a shopper typed
     * @param list<string> $invalidFields in Klarna's words
     * @param ?string $supportReference Klarna's correlation id
     */
    public function __construct(
        public readonly string $kind,
        string $detail,
        public readonly array $invalidFields = [],
        public readonly ?string $supportReference = null,
        public readonly ?int $retryAfter = null,
        ?\Throwable $previous = null,
    ) {
        parent::__construct($detail, 0, $previous);
    }

    public function status(): int
    {
        return self::KINDS[$this->kind][0];
    }

    /** Whether a request to place an order with this end may have placed one. */
    public function isOpenEnd(): bool
    {
        return in_array($this->kind, ['outcome_unknown', 'duplicate'], true);
    }

    /** @param string $instance names this one failure, as the log does */
    public function body(string $instance): array
    {
        [$status, $action, $title] = self::KINDS[$this->kind];
        return array_filter([
            'type' => "urn:klarna-checkout:problem:{$this->kind}",
            'title' => $title,
            'status' => $status,
            'detail' => $this->getMessage(),
            'instance' => $instance,
            'code' => $this->kind,
            'action' => $action,
            'invalid_fields' => $this->invalidFields ?: null,
            'support_reference' => $this->supportReference,
        ], static fn ($member) => $member !== null);
    }
}
