/**
 * A real PostgreSQL and a real Redis (or Valkey) of a test's own: empty, on this machine alone, gone
 * afterwards. They come from the system's packages, `postgresql` and `redis-server`.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Database {
  readonly port: number;
  readonly process: ChildProcess;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Why the tests of a server that is missing do not run; with `CI=true` that is a failure instead. */
export function missing(server: 'postgres' | 'redis'): string | false {
  const found = server === 'postgres' ? postgresFolder() : redisProgram();
  if (found !== undefined) return false;
  const reason = `no ${server} on this machine: install the package ${server === 'postgres' ? 'postgresql' : 'redis-server'}`;
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

/** A Redis with the policy that the ledger asks for. */
export async function startRedis(
  settings: Readonly<Record<string, string>> = {},
): Promise<Database> {
  const program = redisProgram();
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

function redisProgram(): string | undefined {
  return pathFolders()
    .flatMap((folder) => ['redis-server', 'valkey-server'].map((name) => join(folder, name)))
    .find((program) => existsSync(program));
}

const pathFolders = (): readonly string[] => (process.env['PATH'] ?? '').split(':');

function idsOf(user: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function listening(port: number, server: ChildProcess): Promise<void> {
  await eventually(async () => {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    await new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve();
      });
      socket.on('error', reject);
    });
  });
}

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
