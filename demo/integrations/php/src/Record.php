<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/**
 * What the ledger keeps of one order, and every change that it can go through: the old record in, the new one out, the
 * same one where there is nothing to change. No name, address or token is in it. Times are the ledger's, in milliseconds.
 *
 * An attempt is one authorization token. Its outcome is `sending` until `silentAt`, `unknown`, `placed` with what Klarna
 * said, or `refused`. An attempt whose process has fallen silent is unknown and never free: it may still send.
 */
final class Record
{
    public const SCHEMA = 1;
    /** Klarna's authorization tokens live 60 minutes; the rest is for answers under way and clocks that differ. */
    public const TOKEN_LIFE = 65 * 60_000;
    /** Klarna has 45 s to answer an order; then the process has 15 s to write it down. */
    private const SILENCE = 60_000;
    private const MINUTE = 60_000;
    /** How much a status says: news never replaces something that says more. */
    private const WEIGHT = ['unconfirmed' => 0, 'pending' => 1, 'completed' => 2, 'rejected' => 2];
    /** Refusals after which the same token is as good as before. */
    private const REPEATABLE = ['upstream_unavailable', 'rate_limited', 'misconfigured'];
    /** So many refusals within this time, and the next attempt waits: nobody is to try out tokens at Klarna's cost. */
    private const MOST_REFUSALS = 5;
    private const REFUSALS_WITHIN = 10_000;

    /** @return 'running'|'unknown'|'placed'|'closed' `closed`: no order came of it, and the next attempt may begin */
    public static function standing(array $attempt, int $now): string
    {
        $outcome = $attempt['outcome'];
        return match ($outcome['state']) {
            'sending' => $now < $outcome['silentAt'] ? 'running' : 'unknown',
            'unknown' => 'unknown',
            'placed' => $outcome['placement']['status'] === 'rejected' ? 'closed' : 'placed',
            'refused' => 'closed',
        };
    }

    /** The attempt that holds the order, if one does: a placed one, else one whose end is open. */
    public static function holder(?array $record, int $now): ?array
    {
        $open = null;
        foreach ($record['attempts'] ?? [] as $attempt) {
            $standing = self::standing($attempt, $now);
            if ($standing === 'placed') {
                return $attempt;
            }
            $open ??= $standing === 'closed' ? null : $attempt;
        }
        return $open;
    }

    /**
     * What to do with a token.
     *
     * @return array{do: 'begin'|'reopen'|'answer'|'wait'|'look-up'|'refuse'|'reused', attempt?: array, own?: bool}
     */
    public static function decide(?array $record, string $tokenHash, string $digest, int $now): array
    {
        $mine = null;
        foreach ($record['attempts'] ?? [] as $attempt) {
            $mine = $attempt['tokenHash'] === $tokenHash ? $attempt : $mine;
        }
        $holder = $mine !== null && self::standing($mine, $now) !== 'closed' ? $mine : self::holder($record, $now);
        if ($holder === null) {
            $isRepeatable = in_array($mine['outcome']['refusal']['code'] ?? '', self::REPEATABLE, true);
            return $mine === null ? ['do' => 'begin'] : ['do' => $isRepeatable ? 'reopen' : 'refuse', 'attempt' => $mine];
        }
        $own = $holder === $mine;
        $do = match (self::standing($holder, $now)) {
            'running' => 'wait',
            'placed' => $own || $holder['digest'] === $digest ? 'answer' : 'reused',
            default => 'look-up',
        };
        return ['do' => $do, 'attempt' => $holder, 'own' => $own];
    }

    /** Milliseconds until another attempt may begin, after too many that Klarna has just refused. */
    public static function waitAfterRefusals(?array $record, int $now): int
    {
        $times = [];
        foreach ($record['attempts'] ?? [] as ['outcome' => $outcome]) {
            $isRefusal = ($outcome['refusal']['proof'] ?? '') === 'refused'
                && !in_array($outcome['refusal']['code'] ?? '', self::REPEATABLE, true);
            if ($isRefusal) {
                $times[] = $outcome['at'];
            }
        }
        rsort($times);
        $wait = ($times[self::MOST_REFUSALS - 1] ?? 0) + self::REFUSALS_WITHIN - $now;
        return max(0, min($wait, self::REFUSALS_WITHIN));
    }

    /** @param array $attempt its `nonce`, `session`, `tokenHash`, `digest` and `order` */
    public static function begin(?array $record, array $attempt, int $now): array
    {
        $reference = $attempt['order']['merchant_reference1'];
        $record ??= ['schema' => self::SCHEMA, 'reference' => $reference, 'revision' => 0, 'attempts' => []];
        $record['attempts'][] = ['number' => count($record['attempts']) + 1, 'system' => 'klarna-payments'] + $attempt + [
            'startedAt' => $now,
            'sends' => 1,
            'outcome' => ['state' => 'sending', 'silentAt' => $now + self::SILENCE],
        ];
        return $record;
    }

    /** Once more: after a refusal that took nothing, or when a look-up found no order. */
    public static function sendAgain(array $record, int $number, string $nonce, int $now): array
    {
        return self::with($record, $number, static fn (array $attempt) => [
            'nonce' => $nonce,
            // A refused sending has ended; one of unknown end may still be under way.
            'sends' => $attempt['outcome']['state'] === 'refused' ? 1 : $attempt['sends'] + 1,
            'outcome' => ['state' => 'sending', 'silentAt' => $now + self::SILENCE],
            'check' => null,
        ] + $attempt);
    }

    /** Klarna has the order. Whatever was believed before, this holds. @param array{status: string} $placement */
    public static function placed(array $record, int $number, array $placement, int $now): array
    {
        return self::with($record, $number, static function (array $attempt) use ($placement, $now): array {
            $known = $attempt['outcome']['placement'] ?? ['status' => 'unconfirmed'];
            $saysMore = self::WEIGHT[$placement['status']] > self::WEIGHT[$known['status']];
            $merged = ['status' => $saysMore ? $placement['status'] : $known['status']] + $placement + $known;
            // Of two final words the first stays: a later one is about what became of the order afterwards.
            return $merged == ($attempt['outcome']['placement'] ?? null)
                ? $attempt
                : self::ended($attempt, ['state' => 'placed', 'at' => $now, 'placement' => $merged], $now);
        });
    }

    /**
     * No order came of it, and none can.
     *
     * @param 'refused'|'released'|'expired'|'reported'|'resolved' $proof Klarna refused its only sending; took the token
     * back; knows of no order now that the token is over; has rejected it since; or a person said so
     */
    public static function refused(array $record, int $number, string $proof, int $now, ?string $code = null): array
    {
        return self::with($record, $number, static function (array $attempt) use ($proof, $now, $code): array {
            $outcome = $attempt['outcome'];
            if ($outcome['state'] === 'placed') {
                // The shop knows of the order by now, so that it must hear that it came to nothing.
                $isFinal = self::WEIGHT[$outcome['placement']['status']] === 2;
                $placement = ['status' => 'rejected'] + $outcome['placement'];
                return $isFinal || in_array($proof, ['refused', 'expired'], true)
                    ? $attempt
                    : self::ended($attempt, ['state' => 'placed', 'at' => $now, 'placement' => $placement], $now);
            }
            if ($outcome['state'] === 'refused') {
                return $attempt;
            }
            if ($proof === 'refused' && $attempt['sends'] > 1) {
                // An earlier sending may still have placed it.
                return self::ended($attempt, ['state' => 'unknown', 'since' => $now], $now);
            }
            $refusal = array_filter(['proof' => $proof, 'code' => $code]);
            return self::ended($attempt, ['state' => 'refused', 'at' => $now, 'refusal' => $refusal], $now);
        });
    }

    /** The answer to this sending is lost; without its nonce: the process that sent it has been silent for too long. */
    public static function unknown(array $record, int $number, int $now, ?string $nonce = null): array
    {
        return self::with($record, $number, static function (array $attempt) use ($now, $nonce): array {
            $isLost = $nonce === null ? self::standing($attempt, $now) === 'unknown' : $attempt['nonce'] === $nonce;
            return $isLost && $attempt['outcome']['state'] === 'sending'
                ? self::ended($attempt, ['state' => 'unknown', 'since' => $now], $now)
                : $attempt;
        });
    }

    /** Was looked up, or reported to an operator, and stays open: notes the next time. */
    public static function checked(array $record, int $number, int $now, bool $reported): array
    {
        return self::with($record, $number, static function (array $attempt) use ($now, $reported): array {
            $attempt = ($reported ? ['reportedAt' => $now] : []) + $attempt;
            return self::isOpen($attempt) ? self::withCheck($attempt, $now, ($attempt['check']['tries'] ?? 0) + 1) : $attempt;
        });
    }

    /** Takes the telling that is due for itself, until the shop has had time to take it. */
    public static function claimTelling(array $record, int $number, int $now): array
    {
        return self::with($record, $number, static function (array $attempt) use ($now): array {
            $tries = $attempt['telling']['tries'] ?? 0;
            return self::isTellingDue($attempt, $now)
                ? ['telling' => ['tries' => $tries + 1, 'nextAt' => $now + self::doubling(20_000, $tries)] + $attempt['telling']]
                    + $attempt
                : $attempt;
        });
    }

    public static function isTellingDue(array $attempt, int $now): bool
    {
        return isset($attempt['telling']) && !$attempt['telling']['told'] && $attempt['telling']['nextAt'] <= $now;
    }

    /** The shop has taken this revision. */
    public static function told(array $record, int $number, int $revision): array
    {
        return self::with($record, $number, static fn (array $attempt) => $attempt['telling']['revision'] === $revision
            ? ['telling' => ['told' => true] + $attempt['telling']] + $attempt
            : $attempt);
    }

    /** Whether Klarna may still have something to say about it. */
    public static function isOpen(array $attempt): bool
    {
        $status = $attempt['outcome']['placement']['status'] ?? 'unconfirmed';
        return $attempt['outcome']['state'] !== 'refused' && self::WEIGHT[$status] < 2;
    }

    /** When an operator is to hear of an attempt that stays open: after 5 minutes, then daily; never of a pending one. */
    public static function reportAt(array $attempt): int
    {
        $isOpen = self::isOpen($attempt) && ($attempt['outcome']['placement']['status'] ?? '') !== 'pending';
        return match (true) {
            !$isOpen => PHP_INT_MAX,
            isset($attempt['reportedAt']) => $attempt['reportedAt'] + 24 * 60 * self::MINUTE,
            default => $attempt['startedAt'] + 5 * self::MINUTE,
        };
    }

    /** The earliest time at which something is to be done about the order. */
    public static function dueAt(array $record): ?int
    {
        $times = [];
        foreach ($record['attempts'] as $attempt) {
            $isTold = $attempt['telling']['told'] ?? true;
            $times[] = $attempt['outcome']['silentAt'] ?? null;
            $times[] = $attempt['check']['nextAt'] ?? null;
            $times[] = $isTold ? null : $attempt['telling']['nextAt'];
        }
        return min(array_filter($times) ?: [null]);
    }

    private static function ended(array $attempt, array $outcome, int $now): array
    {
        $attempt['outcome'] = $outcome;
        return self::isOpen($attempt) ? self::withCheck($attempt, $now, 0) : ['check' => null] + $attempt;
    }

    private static function withCheck(array $attempt, int $now, int $tries): array
    {
        $next = min($now + self::doubling(30_000, $tries), self::reportAt($attempt));
        return ['check' => ['tries' => $tries, 'nextAt' => max($now, $next)]] + $attempt;
    }

    private static function doubling(int $first, int $tries): int
    {
        return min($first * 2 ** min($tries, 20), 60 * self::MINUTE);
    }

    /** Changes one attempt; when the shop is to hear of the change, the revision of the record grows. */
    private static function with(array $record, int $number, callable $change): array
    {
        $before = $record['attempts'][$number - 1] ?? null;
        if ($before === null) {
            return $record;
        }
        $after = array_filter($change($before), static fn ($member) => $member !== null);
        if (($after['outcome']['placement'] ?? null) != ($before['outcome']['placement'] ?? null)) {
            $record['revision']++;
            $after['telling'] = ['revision' => $record['revision'], 'told' => false, 'tries' => 0, 'nextAt' => $after['outcome']['at']];
        }
        $record['attempts'][$number - 1] = $after;
        return $record;
    }
}
