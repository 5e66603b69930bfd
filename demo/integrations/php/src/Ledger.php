<?php

declare(strict_types=1);

namespace KlarnaCheckout;

/**
 * The ledger's table: one row an order, with all that was attempted for it. Each call is one statement outside any
 * transaction, and a change is written only where nobody else has changed the row since it was read.
 */
final class Ledger
{
    /** More often than this, no other process is quicker by chance. */
    private const MOST_RACES = 100;

    private ?\PDO $pdo = null;

    /**
     * @param \Closure(): \PDO $connect to MariaDB, MySQL or SQLite, with time limits. A connection of its own: one that
     * the shop has a transaction on would lose with it what was sent to Klarna. Called again when the server hung up.
     */
    public function __construct(
        private readonly \Closure $connect,
        private readonly string $table = 'klarna_checkout_orders',
    ) {
        if (!preg_match('/^[a-z_][a-z0-9_]*$/i', $table)) {
            throw new \DomainException('The ledger\'s table has a name of letters, digits and _');
        }
    }

    /** The statements that make the table, for the shop's own migrations. They may run again. */
    public static function migration(string $driver, string $table = 'klarna_checkout_orders'): string
    {
        $columns = static fn (string $reference, string $record) => "CREATE TABLE IF NOT EXISTS $table (
  reference  $reference NOT NULL PRIMARY KEY,
  version    INTEGER NOT NULL,
  record     $record NOT NULL,
  due_at     BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL";
        return $driver === 'sqlite'
            ? $columns('TEXT', 'TEXT') . "\n);\nCREATE INDEX IF NOT EXISTS {$table}_due ON $table (due_at);\n"
            // Text is compared there without case, and without spaces at its end; a reference goes byte by byte.
            : $columns('VARBINARY(255)', 'LONGTEXT CHARACTER SET utf8mb4') . ",\n  INDEX {$table}_due (due_at)\n) ENGINE=InnoDB;\n";
    }

    /** @return array{now: int, version: int, record: ?array} `now` is the database's time, in milliseconds since 1970 */
    public function read(string $reference): array
    {
        $now = $this->now();
        [$row] = $this->rows(
            "SELECT $now AS now, t.version, t.record FROM (SELECT 1 AS one) AS o
             LEFT JOIN {$this->table} AS t ON t.reference = ?",
            [$reference],
        );
        $record = $row['record'] === null ? null : json_decode($row['record'], true, 64, JSON_THROW_ON_ERROR);
        if ($record !== null && ($record['schema'] ?? 0) !== Record::SCHEMA) {
            throw new Problem('ledger_unavailable', 'The record is of a version that this one does not understand');
        }
        return ['now' => (int) $row['now'], 'version' => (int) $row['version'], 'record' => $record];
    }

    /**
     * Applies a change that may run several times; where it gives null nothing is written.
     *
     * @param callable(?array $record, int $now): ?array $change
     * @return array{now: int, record: ?array} what the ledger has afterwards
     * @throws Problem `ledger_unavailable`
     */
    public function change(string $reference, callable $change): array
    {
        $hasFailed = false;
        for ($races = 0; $races < self::MOST_RACES; $races++) {
            try {
                ['now' => $now, 'version' => $version, 'record' => $record] = $this->read($reference);
                $next = $change($record, $now);
                if ($next === null || $next === $record) {
                    return ['now' => $now, 'record' => $record];
                }
                if ($this->write($reference, $next, $version)) {
                    return ['now' => $now, 'record' => $next];
                }
            } catch (\PDOException | \JsonException $error) {
                // It may have been written all the same: the next round sees that, over a new connection.
                $this->pdo = null;
                if ($hasFailed) {
                    throw new Problem('ledger_unavailable', 'The ledger does not answer', retryAfter: 2, previous: $error);
                }
                $hasFailed = true;
            }
        }
        throw new Problem('ledger_unavailable', 'Other processes were quicker each time', retryAfter: 2);
    }

    /** @return list<string> references of orders that something is to be done about */
    public function due(int $limit): array
    {
        $sql = "SELECT reference FROM {$this->table} WHERE due_at <= {$this->now()} ORDER BY due_at LIMIT $limit";
        return array_map(strval(...), array_column($this->rows($sql, []), 'reference'));
    }

    private function write(string $reference, array $record, int $expected): bool
    {
        $now = $this->now();
        $values = [json_encode($record, JSON_THROW_ON_ERROR), Record::dueAt($record), $reference];
        if ($expected > 0) {
            $sql = "UPDATE {$this->table} SET record = ?, due_at = ?, version = version + 1, updated_at = $now
                    WHERE reference = ? AND version = ?";
            return $this->run($sql, [...$values, $expected])->rowCount() === 1;
        }
        try {
            $sql = "INSERT INTO {$this->table} (record, due_at, reference, version, created_at, updated_at)
                    VALUES (?, ?, ?, 1, $now, $now)";
            return $this->run($sql, $values)->rowCount() === 1;
        } catch (\PDOException $error) {
            // Another process was quicker.
            return str_starts_with((string) $error->getCode(), '23') ? false : throw $error;
        }
    }

    private function rows(string $sql, array $values): array
    {
        return $this->run($sql, $values)->fetchAll(\PDO::FETCH_ASSOC);
    }

    private function run(string $sql, array $values): \PDOStatement
    {
        $statement = $this->pdo()->prepare($sql);
        $statement->execute($values);
        return $statement;
    }

    private function now(): string
    {
        return $this->pdo()->getAttribute(\PDO::ATTR_DRIVER_NAME) === 'sqlite'
            ? "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
            : 'CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)';
    }

    private function pdo(): \PDO
    {
        if ($this->pdo === null) {
            $this->pdo = ($this->connect)();
            $this->pdo->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_EXCEPTION);
        }
        return $this->pdo;
    }
}
