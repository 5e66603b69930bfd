<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/** What becomes of orders after they were sent: finds out what is not known, and tells the shop and an operator. */
final class OpenOrders
{
    /** Orders in one run of `reconcile`. */
    private const MOST_DUE = 100;

    /** @param \Closure(string, array<string, mixed>): void $log */
    public function __construct(
        private readonly Klarna $klarna,
        private readonly Ledger $ledger,
        private readonly Shop $shop,
        private readonly \Closure $log,
    ) {
    }

    /** Asks Klarna what became of an attempt, and writes it down. @return 'placed'|'none'|'unknown' what Klarna says */
    public function lookUp(array $attempt): string
    {
        $askedAt = $this->ledger->change($attempt['order']['merchant_reference1'], static fn () => null)['now'];
        $number = $attempt['number'];
        $orderId = $attempt['outcome']['placement']['orderId'] ?? null;
        try {
            if ($orderId !== null) {
                $this->learnOfOrder($attempt['order']['merchant_reference1'], $orderId);
                return 'placed';
            }
            // A session that is over by time is gone: that proves nothing.
            $state = $this->klarna->readSession($attempt['session']['id'])['state'];
        } catch (Problem) {
            ($this->log)('an attempt of unknown end could not be looked up', self::idsOf($attempt));
            $state = 'gone';
        }
        $this->learn(['reference' => $attempt['order']['merchant_reference1']], static function (array $record, int $now) use ($number, $state, $askedAt, $attempt) {
            $record = Record::unknown($record, $number, $now);
            // The token was over before Klarna was asked: nothing can come after this answer.
            $isOver = $askedAt >= $attempt['startedAt'] + Record::TOKEN_LIFE;
            return match (true) {
                $state === 'placed' => Record::placed($record, $number, ['status' => 'unconfirmed'], $now),
                $state === 'open' && $isOver => Record::refused($record, $number, 'expired', $now),
                default => $record,
            };
        });
        return ['placed' => 'placed', 'open' => 'none', 'gone' => 'unknown'][$state];
    }

    /** A session of Klarna's says that there is an order, although its attempt counts as refused: the session is right. */
    public function learnOfSession(string $reference, string $sessionId): void
    {
        $this->ledger->change($reference, static function (?array $record, int $now) use ($sessionId): ?array {
            foreach ($record['attempts'] ?? [] as $attempt) {
                if ($attempt['session']['id'] === $sessionId) {
                    $record = Record::placed($record, $attempt['number'], ['status' => 'unconfirmed'], $now);
                }
            }
            return $record;
        });
        $this->tellDue($reference);
    }

    /** Klarna names an order. Anybody could: it is read before it is believed. */
    public function learnOfOrder(string $reference, string $orderId): void
    {
        $known = $this->ledger->change($reference, static fn () => null);
        $order = $known['record'] === null ? null : $this->klarna->readOrder($orderId);
        $meant = null;
        foreach ($known['record']['attempts'] ?? [] as $attempt) {
            $isFor = ($attempt['outcome']['placement']['orderId'] ?? $orderId) === $orderId;
            $meant = $isFor ? $attempt['number'] : $meant;
        }
        if ($order === null || $order['reference'] !== $reference || $meant === null) {
            ($this->log)('a notification fits no order of the ledger', ['reference' => $reference, 'order_id' => $orderId]);
            return;
        }
        $this->learn($known['record'], static fn ($record, $now) => $order['status'] === 'rejected'
            ? Record::refused($record, $meant, 'reported', $now)
            : Record::placed($record, $meant, ['status' => $order['status'], 'orderId' => $orderId], $now));
        $this->tellDue($reference);
    }

    /** Does what is due: asks Klarna about open attempts, tells the shop, tells an operator. For cron, every minute. */
    public function reconcile(): void
    {
        foreach ($this->ledger->due(self::MOST_DUE) as $reference) {
            try {
                $known = $this->ledger->change($reference, static fn () => null);
                foreach ($known['record']['attempts'] ?? [] as $attempt) {
                    $dueAt = $attempt['check']['nextAt'] ?? $attempt['outcome']['silentAt'] ?? PHP_INT_MAX;
                    if (Record::isOpen($attempt) && $dueAt <= $known['now']) {
                        $this->check($attempt);
                    }
                }
                $this->tellDue($reference);
            } catch (Problem $problem) {
                ($this->log)('an order could not be reconciled', ['reference' => $reference, 'cause' => $problem->getMessage()]);
            }
        }
    }

    /**
     * Lets a person end what nobody can tell.
     *
     * @param ?string $orderId what Klarna's portal shows, or null where there is no order
     * @throws \DomainException when there is no such attempt, or its token can still be used
     */
    public function resolve(string $reference, int $number, ?string $orderId): void
    {
        $this->ledger->change($reference, static function (?array $record, int $now) use ($number, $orderId): array {
            $attempt = $record['attempts'][$number - 1] ?? throw new \DomainException("No attempt $number of $reference");
            if ($orderId !== null) {
                return Record::placed($record, $number, ['status' => 'completed', 'orderId' => $orderId], $now);
            }
            if ($now < $attempt['startedAt'] + Record::TOKEN_LIFE) {
                throw new \DomainException('The token of this attempt can still be used; try again 65 minutes after it began');
            }
            return Record::refused($record, $number, 'resolved', $now);
        });
        $this->tellDue($reference);
    }

    /** Tells what is due about this order; never fails because of the shop: the order stands, and is told again. */
    public function tellDue(string $reference): array
    {
        $claimed = [];
        $known = $this->ledger->change($reference, static function (?array $record, int $now) use (&$claimed): ?array {
            $claimed = [];
            foreach ($record['attempts'] ?? [] as $attempt) {
                if (Record::isTellingDue($attempt, $now)) {
                    $claimed[] = $attempt['number'];
                    $record = Record::claimTelling($record, $attempt['number'], $now);
                }
            }
            return $record;
        });
        foreach ($claimed as $number) {
            $attempt = $known['record']['attempts'][$number - 1];
            $placement = $attempt['outcome']['placement'];
            $revision = $attempt['telling']['revision'];
            try {
                $this->shop->placed($attempt['order'], [
                    'status' => $placement['status'],
                    'revision' => $revision,
                    'attempt' => $number,
                    'orderId' => $placement['orderId'] ?? null,
                ]);
                $this->learn($known['record'], static fn ($record) => Record::told($record, $number, $revision));
            } catch (\Throwable $error) {
                ($this->log)('Shop::placed did not take an order; it is told again', self::idsOf($attempt) + ['cause' => $error->getMessage()]);
            }
        }
        return $known;
    }

    /** Changes a record that is there. */
    public function learn(array $record, callable $change): array
    {
        return $this->ledger->change(
            $record['reference'],
            static fn (?array $known, int $now) => $known === null ? null : $change($known, $now),
        );
    }

    /** A look-up that was due, and what an operator has to know after it. */
    private function check(array $attempt): void
    {
        $number = $attempt['number'];
        $this->lookUp($attempt);
        $known = $this->learn(
            ['reference' => $attempt['order']['merchant_reference1']],
            static fn ($record, $now) => Record::checked($record, $number, $now, false),
        );
        $after = $known['record']['attempts'][$number - 1];
        if (Record::reportAt($after) > $known['now']) {
            return;
        }
        ($this->log)('nobody knows what became of an attempt', self::idsOf($after) + ['cure' => 'search in Klarna\'s portal, then resolve']);
        try {
            $this->shop->unresolved(self::idsOf($after));
        } catch (\Throwable $error) {
            ($this->log)('Shop::unresolved failed', self::idsOf($after) + ['cause' => $error->getMessage()]);
            return;
        }
        $this->learn($known['record'], static fn ($record, $now) => Record::checked($record, $number, $now, true));
    }

    /** All that finds an attempt in Klarna's portal. */
    public static function idsOf(array $attempt): array
    {
        return [
            'reference' => $attempt['order']['merchant_reference1'],
            'attempt' => $attempt['number'],
            'sessionId' => $attempt['session']['id'],
            'amount' => $attempt['order']['order_amount'],
            'currency' => $attempt['order']['purchase_currency'],
        ];
    }
}
