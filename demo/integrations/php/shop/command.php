<?php

/**
 * What an operator runs:
 *
 *     php command.php migrate                        makes the tables
 *     php command.php reconcile                      does what is due; for cron, every minute
 *     php command.php resolve REFERENCE ATTEMPT [ID] ends an attempt as a person has seen it in Klarna's portal: with the
 *                                                    id of the order there, or without one where there is no order
 */

declare(strict_types=1);

$wired = require __DIR__ . '/wire.php';
$words = array_slice($argv, 1);
try {
    match ([$words[0] ?? '', count($words)]) {
        ['migrate', 1] => migrate(($wired->connect)()),
        ['reconcile', 1] => $wired->orders->open->reconcile(),
        ['resolve', 3], ['resolve', 4] => $wired->orders->open->resolve($words[1], (int) $words[2], $words[3] ?? null),
        default => throw new DomainException('Usage: php command.php migrate | reconcile | resolve REFERENCE ATTEMPT [ORDER_ID]'),
    };
} catch (DomainException $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}

function migrate(PDO $pdo): void
{
    $driver = $pdo->getAttribute(PDO::ATTR_DRIVER_NAME);
    $statements = KlarnaCheckout\Ledger::migration($driver) . DemoShop::migration();
    foreach (array_filter(array_map(trim(...), explode(';', $statements))) as $statement) {
        $pdo->exec($statement);
    }
}
