/** A shop of `demo/integrations`: its packages from npm, its database, and its process, which a test may kill. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { simulated } from '../../src/server/index.js';
import { built } from '../harness/node/built.js';
import { context } from '../server/gateways/shop.js';
import { type Database, freePort, released, startPostgres } from '../server/support/databases.js';
import { type FakeKlarna, openKlarna, PASSWORD, USERNAME } from '../server/support/klarna.js';
import { makeOrder } from '../server/support/shop.js';

const run = promisify(execFile);

export interface Recipe {
  /** Below `demo/integrations`. */
  readonly folder: string;
  /** What its package.json calls these steps, in order, and the one that stays. */
  readonly steps: readonly string[];
  readonly start: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answers below 500 when the shop serves. */
  readonly health: string;
  /** Where the checkout page is. */
  readonly checkout: string;
}

/** Klarna's loopback stand-in, PostgreSQL and the shop over both. */
export class ShopProcess {
  readonly origin: string;
  readonly klarna: FakeKlarna;
  readonly pool: pg.Pool;
  readonly log: string[] = [];
  readonly #recipe: Recipe;
  readonly #folder: string;
  readonly #database: Database;
  readonly #env: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;

  private constructor(recipe: Recipe, port: number, klarna: FakeKlarna, database: Database) {
    const databaseUrl = `postgres://shop@127.0.0.1:${database.port}/postgres`;
    this.#recipe = recipe;
    this.#folder = resolve('demo/integrations', recipe.folder);
    this.#database = database;
    this.origin = `http://127.0.0.1:${port}`;
    this.klarna = klarna;
    this.pool = new pg.Pool({ connectionString: databaseUrl });
    this.#env = {
      ...process.env,
      ...recipe.env,
      PORT: String(port),
      PUBLIC_URL: this.origin,
      DATABASE_URL: databaseUrl,
      KLARNA_KEYS: 'a secret of at least thirty-two bytes',
      KLARNA_USERNAME: USERNAME,
      KLARNA_PASSWORD: PASSWORD,
      KLARNA_API_URL: klarna.url,
    };
  }

  /** From nothing to a shop that answers. */
  static async open(recipe: Recipe): Promise<ShopProcess> {
    built('dist/server/index.js');
    const port = await freePort();
    const redirectUrl = `http://127.0.0.1:${port}/thanks`;
    const klarna = await openKlarna({ redirectUrl, clientToken: await readableToken() });
    const shop = new ShopProcess(recipe, port, klarna, await startPostgres());
    try {
      await shop.#npm(
        'install',
        '--no-package-lock',
        '--no-audit',
        '--no-fund',
        '--prefer-offline',
      );
      for (const step of recipe.steps) await shop.#npm('run', step);
      await shop.start();
      return shop;
    } catch (error) {
      await shop.close();
      throw error;
    }
  }

  get checkout(): string {
    return this.origin + this.#recipe.checkout;
  }

  async start(): Promise<void> {
    const child = spawn('npm', ['run', this.#recipe.start], {
      cwd: this.#folder,
      env: this.#env,
      // npm and the shop end together.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => this.log.push(String(data)));
    }
    await this.until(async () => {
      if (child.exitCode !== null) throw new Error(this.log.join(''));
      const answer = await fetch(this.origin + this.#recipe.health).catch(() => undefined);
      return answer !== undefined && answer.status < 500;
    });
  }

  /** As `kill -9`, to all of it. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    await released(Number(new URL(this.origin).port));
  }

  async close(): Promise<void> {
    await this.kill();
    await this.pool.end();
    await this.#database.stop();
    await this.klarna[Symbol.asyncDispose]();
  }

  /** How every attempt in the ledger stands. */
  async attempts(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ record: LedgerRecord }>(
      'SELECT record FROM klarna_checkout_orders',
    );
    return rows.flatMap(({ record }) => record.attempts.map(({ outcome }) => outcome.state));
  }

  /** Lets what the ledger has written down be so many minutes older; small numbers are no times. */
  async age(minutes: number): Promise<void> {
    const { rows } = await this.pool.query<{ reference: string; record: unknown }>(
      'SELECT reference, record FROM klarna_checkout_orders',
    );
    const older = (_: string, value: unknown): unknown =>
      typeof value === 'number' && value > 1e12 ? value - minutes * 60_000 : value;
    for (const { reference, record } of rows) {
      await this.pool.query(
        `UPDATE klarna_checkout_orders SET version = version + 1, record = $2::jsonb,
           due_at = due_at - make_interval(mins => $3) WHERE reference = $1`,
        [reference, JSON.stringify(record, older), minutes],
      );
    }
  }

  /** Whatever a process of its own does has no event here. */
  async until(condition: () => Promise<boolean>): Promise<void> {
    // Some shops take long to start, and have a job that runs every minute.
    const ends = Date.now() + 240_000;
    while (!(await condition())) {
      if (Date.now() > ends) throw new Error(this.log.join(''));
      await pause(100);
    }
  }

  async #npm(...words: readonly string[]): Promise<void> {
    await run('npm', words, { cwd: this.#folder, env: this.#env, maxBuffer: 2 ** 26 });
  }
}

/** A client token that the simulator in the page can read. */
const readableToken = async (): Promise<string> =>
  (await simulated().createSession(makeOrder(), context())).clientToken;

interface LedgerRecord {
  readonly attempts: readonly { readonly outcome: { readonly state: string } }[];
}
