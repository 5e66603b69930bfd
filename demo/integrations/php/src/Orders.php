<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/**
 * Places an order once, whichever way its token comes and whatever is lost on the way. The ledger decides, and nothing is
 * held while Klarna is asked.
 */
final class Orders
{
    /** Seconds that a call waits for another one that is sending the same order. */
    private const PATIENCE = 45;
    /** A token that Klarna takes only once is sent once more when nothing came of the first try. */
    private const MOST_SENDINGS = 2;

    public readonly OpenOrders $open;

    /** @param \Closure(string, array<string, mixed>): void $log */
    public function __construct(
        private readonly Klarna $klarna,
        private readonly Ledger $ledger,
        Shop $shop,
        private readonly \Closure $log,
    ) {
        $this->open = new OpenOrders($klarna, $ledger, $shop, $log);
    }

    /** Recognises a token without keeping it. */
    public static function tokenHash(string $token): string
    {
        return hash('sha256', "klarna-payments token $token");
    }

    /** Fingerprint of what is paid: pictures, links and addresses may differ between two looks at one cart. */
    public static function digest(array $order): string
    {
        $paid = array_intersect_key($order, array_flip([
            'merchant_reference1', 'purchase_country', 'purchase_currency', 'order_amount', 'order_tax_amount',
        ]));
        ksort($paid);
        $lines = array_map(static function (array $line): array {
            unset($line['image_url'], $line['product_url']);
            ksort($line);
            return $line;
        }, $order['order_lines']);
        return hash('sha256', json_encode([$paid, $lines], JSON_THROW_ON_ERROR));
    }

    /**
     * The attempt that placed this order.
     *
     * @param array $order what goes to Klarna
     * @throws Problem Klarna's refusal; `outcome_unknown` where nobody can know; `reference_reused`;
     * `ledger_unavailable` and `rate_limited` where nothing was sent
     */
    public function place(string $sessionId, string $token, array $order): array
    {
        // What has begun is written down, even when the shopper goes away.
        ignore_user_abort(true);
        $fresh = [
            'session' => ['id' => $sessionId],
            'tokenHash' => self::tokenHash($token),
            'digest' => self::digest($order),
            'order' => $order,
        ];
        $ends = microtime(true) + self::PATIENCE;
        $sendings = 0;
        $problem = null;
        $lookedUp = null;
        while (true) {
            try {
                $mayRepeat = $lookedUp === 'none' && $sendings < self::MOST_SENDINGS;
                [$step, $record] = $this->nextStep($fresh, $sendings === 0, $mayRepeat);
                $attempt = $step['attempt'];
                switch ($step['do']) {
                    case 'send':
                        $sendings++;
                        $lookedUp = null;
                        $problem = $this->send($attempt, $token);
                        break;
                    case 'wait':
                        if (microtime(true) > $ends) {
                            throw self::unknownOutcome($problem);
                        }
                        usleep(300_000);
                        break;
                    case 'look-up':
                        if ($lookedUp === null) {
                            $lookedUp = $this->open->lookUp($attempt);
                        } elseif ($step['own'] && $lookedUp === 'none' && $this->giveBack($sessionId, $token)) {
                            $this->open->learn($record, fn ($known, $now) => Record::refused($known, $attempt['number'], 'released', $now));
                            $problem = null;
                        } else {
                            throw self::unknownOutcome($problem);
                        }
                        break;
                    case 'answer':
                        $this->open->tellDue($order['merchant_reference1']);
                        if (!$step['own']) {
                            $this->giveBack($sessionId, $token);
                        }
                        return $attempt;
                    case 'reused':
                        $this->giveBack($sessionId, $token);
                        throw $this->reused($attempt);
                    case 'reopen':
                    case 'refuse':
                        throw $problem ?? self::refusalOf($attempt);
                }
            } catch (Problem $failure) {
                // Once something was sent, a ledger that is away must not make it look as if nothing was.
                throw $failure->kind === 'ledger_unavailable' && $sendings > 0 ? self::unknownOutcome($failure) : $failure;
            }
        }
    }

    /**
     * Where an order stands. What is unknown is looked up first, and what the shop has not taken is told again.
     *
     * @return array{holder: ?array, standing: string, spent: list<string>} `spent`: sessions that have had an order
     */
    public function now(string $reference): array
    {
        $known = $this->ledger->change($reference, static fn () => null);
        $holder = Record::holder($known['record'], $known['now']);
        if ($holder !== null && Record::standing($holder, $known['now']) === 'unknown') {
            $this->open->lookUp($holder);
        }
        $known = $this->open->tellDue($reference);
        $holder = Record::holder($known['record'], $known['now']);
        $placed = array_filter(
            $known['record']['attempts'] ?? [],
            static fn (array $attempt) => isset($attempt['outcome']['placement']),
        );
        return [
            'holder' => $holder,
            'standing' => $holder === null ? 'closed' : Record::standing($holder, $known['now']),
            'spent' => array_column(array_column($placed, 'session'), 'id'),
        ];
    }

    /** The shop gave the number of a placed order to another cart. */
    public function reused(array $attempt): Problem
    {
        ($this->log)('the reference of a placed order came with another cart', OpenOrders::idsOf($attempt) + [
            'cure' => 'give each purchase a reference of its own: take a new one when an order is placed',
        ]);
        return new Problem('reference_reused', 'The reference of this order belongs to another order, which is placed');
    }

    /**
     * Decides, and where this call is to send, writes the attempt down in the same change.
     *
     * @param bool $mayReopen whether this call may send a token again that was refused before it
     * @param bool $mayRepeat whether it may send a token again whose sending came to nothing
     */
    private function nextStep(array $fresh, bool $mayReopen, bool $mayRepeat): array
    {
        $nonce = bin2hex(random_bytes(12));
        $reference = $fresh['order']['merchant_reference1'];
        $own = static fn (?array $record): ?array => array_values(array_filter(
            $record['attempts'] ?? [],
            static fn (array $attempt) => $attempt['nonce'] === $nonce,
        ))[0] ?? null;
        $step = null;
        $known = $this->ledger->change($reference, static function (?array $record, int $now) use ($own, $fresh, $nonce, $mayReopen, $mayRepeat, &$step) {
            if ($own($record) !== null) {
                return $record;
            }
            $step = Record::decide($record, $fresh['tokenHash'], $fresh['digest'], $now);
            $wait = $step['do'] === 'begin' ? Record::waitAfterRefusals($record, $now) : 0;
            if ($wait > 0) {
                throw new Problem('rate_limited', 'Klarna refused this order too often', retryAfter: (int) ceil($wait / 1000));
            }
            $isAgain = ($step['do'] === 'reopen' && $mayReopen) || ($step['do'] === 'look-up' && $step['own'] && $mayRepeat);
            return match (true) {
                $step['do'] === 'begin' => Record::begin($record, ['nonce' => $nonce] + $fresh, $now),
                $isAgain => Record::sendAgain($record, $step['attempt']['number'], $nonce, $now),
                default => null,
            };
        });
        $attempt = $own($known['record']);
        return [$attempt === null ? $step : ['do' => 'send', 'attempt' => $attempt], $known['record']];
    }

    /** Sends an attempt and writes down what came of it. How it ended is in the ledger, and what was wrong is returned. */
    private function send(array $attempt, string $token): ?Problem
    {
        $number = $attempt['number'];
        $problem = null;
        try {
            $this->checkToken($attempt['session']['id'], $token);
            $placement = $this->klarna->placeOrder($token, $attempt['order']);
            $change = static fn ($record, $now) => Record::placed($record, $number, $placement, $now);
        } catch (Problem $problem) {
            $change = static fn ($record, $now) => $problem->isOpenEnd()
                ? Record::unknown($record, $number, $now, $attempt['nonce'])
                : Record::refused($record, $number, 'refused', $now, $problem->kind);
        }
        // A ledger that is away for a moment must not lose what Klarna said.
        foreach ([0.5, 1, 2, null] as $pause) {
            try {
                $this->ledger->change(
                    $attempt['order']['merchant_reference1'],
                    static fn (?array $record, int $now) => $record === null ? null : $change($record, $now),
                );
                return $problem;
            } catch (Problem $failure) {
                if ($pause === null) {
                    ($this->log)('the ledger did not take how an attempt ended', OpenOrders::idsOf($attempt) + ($placement ?? []));
                    throw $failure;
                }
                usleep((int) ($pause * 1_000_000));
            }
        }
    }

    /** A token belongs to one session; one that has an order already takes no other. */
    private function checkToken(string $sessionId, string $token): void
    {
        $session = $this->klarna->readSession($sessionId);
        match (true) {
            $session['state'] === 'placed' => throw new Problem('duplicate', 'Klarna has an order of this session already'),
            $session['state'] === 'gone' => throw new Problem('session_expired', 'Klarna does not know this session'),
            ($session['authorization_token'] ?? $token) !== $token
                => throw new Problem('authorization_expired', 'This is not the token of this session'),
            default => null,
        };
    }

    /** Gives a token back: whether Klarna has confirmed that it can no longer be used. It lapses by itself within the hour. */
    public function giveBack(string $sessionId, string $token): bool
    {
        try {
            return $this->klarna->cancelAuthorization($sessionId, $token);
        } catch (Problem) {
            return false;
        }
    }

    private static function unknownOutcome(?Problem $cause): Problem
    {
        return new Problem(
            'outcome_unknown',
            'It is not known whether this order was placed',
            supportReference: $cause?->supportReference,
            previous: $cause,
        );
    }

    /** What a token gets whose attempt has come to nothing before. */
    private static function refusalOf(array $attempt): Problem
    {
        $kind = $attempt['outcome']['state'] === 'placed'
            ? 'declined'
            : $attempt['outcome']['refusal']['code'] ?? 'authorization_expired';
        return new Problem($kind, 'This token was refused before, or can no longer be used');
    }
}
