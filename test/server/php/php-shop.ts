/** The sample shop in PHP, run by PHP's own server over a loopback Klarna, and browsers that visit it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { checkEndpoint } from '../../../src/server/check/check-endpoint.js';
import { freePort, listening, released } from '../support/databases.js';
import { PASSWORD, USERNAME } from '../support/klarna.js';
import { json, TestBrowser } from '../support/shop.js';

const FOLDER = 'demo/integrations/php/shop';
const run = promisify(execFile);

export interface PhpShop extends AsyncDisposable {
  /** What the shop was last told of the purchase of this cart, in short; nothing where it was told of none. */
  told(cart: string): Promise<string | undefined>;
  /** A browser whose cart is this one: another device of the same shopper has the same. */
  browser(cart: string): Promise<TestBrowser>;
  addPair(browser: TestBrowser): Promise<void>;
  check(cart: string): ReturnType<typeof checkEndpoint>;
  /** `command.php` with these words; gives what it logged, and rejects with that when it fails. */
  command(...words: readonly string[]): Promise<string>;
  /** So many processes at once change one record, each so many times; gives how many changes the record has seen. */
  race(processes: number, changes: number): Promise<number>;
  /** Runs a statement in its database. */
  sql(statement: string): Promise<void>;
  /** Lets what the ledger has written down be so many minutes older; later with a negative number. */
  age(minutes: number): Promise<void>;
  /** As `kill -9` to all its processes; then it is started again. */
  killAndStart(): Promise<void>;
  /** Lines of its log; they may come after the answer that they are about. */
  readonly log: string[];
  /** Waits until the log says this. */
  logged(pattern: RegExp): Promise<void>;
  readonly endpoint: string;
}

/** Subtracts minutes from every time that a record has; members with other numbers are far below. */
const AGE = `
  $pdo = new PDO(getenv('SHOP_DSN'));
  $by = (int) $argv[1] * 60000;
  foreach ($pdo->query('SELECT reference, record FROM klarna_checkout_orders')->fetchAll() as $row) {
    $record = json_decode($row['record'], true);
    array_walk_recursive($record, function (&$value) use ($by) {
      if (is_int($value) && $value > 1e12) $value -= $by;
    });
    $pdo->prepare('UPDATE klarna_checkout_orders SET record = ?, due_at = due_at - ?, version = version + 1 WHERE reference = ?')
      ->execute([json_encode($record), $by, $row['reference']]);
  }`;

/** Changes one record of the ledger so many times, as soon as all its fellows have started. */
const CHANGE = `
  require 'demo/integrations/php/src/load.php';
  $ledger = new KlarnaCheckout\\Ledger(fn () => new PDO(getenv('SHOP_DSN'), options: [PDO::ATTR_TIMEOUT => 20]));
  $revise = fn (string $reference, int $by) => $ledger->change($reference, function (?array $record) use ($reference, $by) {
    $record ??= ['schema' => 1, 'reference' => $reference, 'revision' => 0, 'attempts' => []];
    return ['revision' => $record['revision'] + $by] + $record;
  })['record']['revision'];
  for ($ready = $revise('ready', 1); $ready < $argv[1]; $ready = $revise('ready', 0));
  for ($left = $argv[2]; $left > 0; $left--) $revision = $revise('raced', 1);
  echo $revision;`;

const READ = `
  $rows = (new PDO(getenv('SHOP_DSN')))->prepare('SELECT * FROM shop_orders WHERE cart = ? AND status IS NOT NULL');
  $rows->execute([$argv[1]]);
  foreach ($rows as $row) echo "$row[revision] $row[status] ", isset($row['klarna_id']) ? 'with id' : 'without id';`;

export async function startPhpShop(dsn: string, klarnaUrl: string): Promise<PhpShop> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const endpoint = `${origin}/klarna`;
  const env = {
    ...process.env,
    SHOP_DSN: dsn,
    SHOP_ORIGIN: origin,
    KLARNA_URL: klarnaUrl,
    KLARNA_USERNAME: USERNAME,
    KLARNA_PASSWORD: PASSWORD,
  };
  const log: string[] = [];
  let server: ChildProcess | undefined;

  const php = (...words: readonly string[]): Promise<{ stdout: string; stderr: string }> =>
    run('php', words, { env });

  const start = async (): Promise<void> => {
    server = spawn('php', ['-S', `127.0.0.1:${port}`, `${FOLDER}/index.php`], {
      // Two requests at once need two processes; a group of their own ends together.
      env: { ...env, PHP_CLI_SERVER_WORKERS: '3' },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr?.on('data', (data: Buffer) => log.push(String(data)));
    await listening(port, server);
  };
  const kill = async (): Promise<void> => {
    if (server?.pid === undefined) return;
    const gone = once(server, 'exit');
    process.kill(-server.pid, 'SIGKILL');
    await gone;
    await released(port);
  };

  await php(`${FOLDER}/command.php`, 'migrate');
  await start();
  return {
    log,
    endpoint,
    async logged(pattern) {
      while (!pattern.test(log.join(''))) await once(server!.stderr!, 'data');
    },
    async told(cart) {
      const { stdout } = await php('-r', READ, '--', cart);
      return stdout || undefined;
    },
    async browser(cart) {
      const browser = new TestBrowser((request) => fetch(request), endpoint);
      browser.cookies.set('cart', cart);
      await browser.send('../', { method: 'GET' });
      return browser;
    },
    async addPair(browser) {
      await browser.send('../', { method: 'POST', body: new URLSearchParams({ quantity: '2' }) });
    },
    check: (cart) => checkEndpoint({ endpoint, headers: { Cookie: `cart=${cart}` } }),
    command: async (...words) => (await php(`${FOLDER}/command.php`, ...words)).stderr,
    async race(processes, changes) {
      const racers = Array.from({ length: processes }, () =>
        php('-r', CHANGE, '--', String(processes), String(changes)),
      );
      return Math.max(...(await Promise.all(racers)).map(({ stdout }) => Number(stdout)));
    },
    async sql(statement) {
      await php('-r', `(new PDO(getenv('SHOP_DSN')))->exec($argv[1]);`, '--', statement);
    },
    async age(minutes) {
      await php('-r', AGE, '--', String(minutes));
    },
    async killAndStart() {
      await kill();
      await start();
    },
    [Symbol.asyncDispose]: kill,
  };
}

/** What `POST session` says of an order that is there, or may be. */
export const orderIn = async (browser: TestBrowser): Promise<unknown> =>
  (await json(await browser.session()))['order'];

export const statusIn = async (browser: TestBrowser): Promise<unknown> =>
  ((await orderIn(browser)) as { readonly status?: unknown } | undefined)?.status;
