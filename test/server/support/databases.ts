/**
 * A real PostgreSQL, with or without a real PgBouncer before it, Redis (or Valkey) and MariaDB of a test's own: empty,
 * on this machine alone, gone afterwards. They come from the system's packages.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

export interface Database {
  readonly port: number;
  readonly process: ChildProcess;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

interface Program {
  /** Debian's package. */
  readonly package: string;
  readonly find: () => string | undefined;
}

const PROGRAMS = {
  postgres: { package: 'postgresql', find: postgresFolder },
  pgbouncer: { package: 'pgbouncer', find: () => onPath('pgbouncer') },
  redis: { package: 'redis-server', find: () => onPath('redis-server', 'valkey-server') },
  mariadb: { package: 'mariadb-server', find: () => onPath('mariadbd') },
  php: { package: 'php-cli', find: () => onPath('php') },
} as const satisfies Record<string, Program>;

/** Why the tests of a program that is missing do not run; with `CI=true` that is a failure instead. */
export function missing(name: keyof typeof PROGRAMS): string | false {
  const program: Program = PROGRAMS[name];
  if (program.find() !== undefined) return false;
  const reason = `no ${name} on this machine: install the package ${program.package}`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}

/** A PostgreSQL; its database is `postgres`, its user `shop`, without a password. */
export async function startPostgres(): Promise<Database> {
  const folder = postgresFolder();
  if (folder === undefined) throw new Error('no postgres on this machine');
  const data = mkdtempSync(join(tmpdir(), 'ledger-postgres-'));
  // PostgreSQL refuses to run as root.
  const owner = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
  if (owner) chownSync(data, owner.uid, owner.gid);
  execFileSync(
    join(folder, 'initdb'),
    ['--pgdata', data, '--username', 'shop', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'],
    { ...owner, stdio: 'pipe', cwd: data },
  );
  const port = await freePort();
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: data };
  const server = spawn(
    join(folder, 'postgres'),
    [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...owner, stdio: 'ignore', cwd: data },
  );
  await listening(port, server);
  await eventually(() => {
    execFileSync(join(folder, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], {
      stdio: 'pipe',
    });
  });
  return { port, process: server, stop: () => stop(server, 'SIGINT', data) };
}

/** A PgBouncer in transaction mode before the PostgreSQL on this port. */
export async function startPgBouncer(postgresPort: number): Promise<Database> {
  const program = onPath('pgbouncer');
  if (program === undefined) throw new Error('no pgbouncer on this machine');
  const data = mkdtempSync(join(tmpdir(), 'ledger-pgbouncer-'));
  const port = await freePort();
  const file = join(data, 'pgbouncer.ini');
  writeFileSync(
    file,
    [
      '[databases]',
      `postgres = host=127.0.0.1 port=${postgresPort} dbname=postgres user=shop`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      // Fewer than the connections of one machine: they take turns.
      'default_pool_size = 2',
    ].join('\n'),
  );
  // It refuses to run as root too.
  const owner = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
  if (owner) chownSync(data, owner.uid, owner.gid);
  const server = spawn(program, ['--quiet', file], { ...owner, stdio: 'ignore', cwd: data });
  await listening(port, server);
  return { port, process: server, stop: () => stop(server, 'SIGINT', data) };
}

/** A Redis with the policy that the ledger asks for. */
export async function startRedis(
  settings: Readonly<Record<string, string>> = {},
): Promise<Database> {
  const program = PROGRAMS.redis.find();
  if (program === undefined) throw new Error('no redis on this machine');
  const data = mkdtempSync(join(tmpdir(), 'ledger-redis-'));
  const port = await freePort();
  const all = {
    port: String(port),
    bind: '127.0.0.1',
    dir: data,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
    ...settings,
  };
  const server = spawn(
    program,
    Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: 'ignore', cwd: data },
  );
  await listening(port, server);
  return { port, process: server, stop: () => stop(server, 'SIGTERM', data) };
}

/** A MariaDB; its database is `shop`, and it asks nobody for a name or password. */
export async function startMariaDb(): Promise<Database> {
  const program = PROGRAMS.mariadb.find();
  if (program === undefined) throw new Error('no mariadb on this machine');
  const data = mkdtempSync(join(tmpdir(), 'ledger-mariadb-'));
  const statements = join(data, 'first.sql');
  writeFileSync(statements, 'CREATE DATABASE shop;\n');
  const port = await freePort();
  const server = spawn(
    program,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--user=${userInfo().username}`,
      '--skip-grant-tables',
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      `--socket=${join(data, 'socket')}`,
      `--init-file=${statements}`,
    ],
    { stdio: 'ignore', cwd: data },
  );
  // It listens when its first statements have run.
  await listening(port, server);
  return { port, process: server, stop: () => stop(server, 'SIGTERM', data) };
}

async function stop(server: ChildProcess, signal: NodeJS.Signals, data: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const stopped = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await stopped;
  }
  rmSync(data, { recursive: true, force: true });
}

/** Debian keeps the programs of each version in a folder of its own, outside the path. */
function postgresFolder(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  const folders = [
    ...versions.sort((one, other) => Number(other) - Number(one)).map((v) => join(root, v, 'bin')),
    ...pathFolders(),
  ];
  return folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
}

function onPath(...names: readonly string[]): string | undefined {
  return [...pathFolders(), '/usr/sbin']
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((program) => existsSync(program));
}

const pathFolders = (): readonly string[] => (process.env['PATH'] ?? '').split(':');

function idsOf(user: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Waits until somebody answers at this port. */
export async function listening(port: number, server: ChildProcess): Promise<void> {
  await eventually(async () => {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    if (!(await isOpen(port))) throw new Error(`nobody listens at ${port}`);
  });
}

/** Waits until nobody answers at this port any more: a process that is killed is gone a little later. */
export async function released(port: number): Promise<void> {
  await eventually(async () => {
    if (await isOpen(port)) throw new Error(`somebody still listens at ${port}`);
  });
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** Tries until it works: a server that starts has no event that says it is ready. */
async function eventually(attempt: () => Promise<void> | void): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
