/**
 * The ledger in Redis or Valkey, over the shop's own `ioredis` or `redis` client. Every write is one script,
 * which the server runs as a whole.
 *
 * Redis keeps the ledger's rules only with `appendfsync always`, `maxmemory-policy noeviction` and no
 * failover to a replica, which may not have heard of the last attempt.
 */
import type { OrderLedger } from './ledger.js';
import { parseJson } from './parse-json.js';

type Reply = unknown;

/** What is used of an `ioredis` client. */
export interface IoRedisClient {
  call(command: string, ...args: string[]): Promise<Reply>;
}

/** What is used of a client of the package `redis`. */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<Reply>;
}

export interface RedisLedgerOptions {
  /** Begins all its keys; default `klarna-checkout`. */
  readonly prefix?: string;
  /** How long a record stays after its last change, when nothing about it is open; default and least 180. */
  readonly days?: number;
}

const LEAST_DAYS = 180;

/**
 * KEYS: the record, the set of due records, then each second key.
 * ARGV: reference, expected version, record, due time or '', seconds to live.
 */
const WRITE = `
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if version ~= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'version', version + 1, 'record', ARGV[3])
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('EXPIRE', KEYS[1], ARGV[5])
else
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
  redis.call('PERSIST', KEYS[1])
end
for index = 3, #KEYS do
  redis.call('SADD', KEYS[index], ARGV[1])
  if ARGV[4] == '' then
    redis.call('EXPIRE', KEYS[index], ARGV[5])
  else
    redis.call('PERSIST', KEYS[index])
  end
end
return 1`;

const READ = `
local time = redis.call('TIME')
local known = redis.call('HMGET', KEYS[1], 'version', 'record')
return {time[1], time[2], known[1], known[2]}`;

const DUE = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])`;

/** @throws RangeError for a prefix that is empty or has braces, or fewer than 180 days. */
export function redisLedger(
  client: IoRedisClient | NodeRedisClient,
  { prefix = 'klarna-checkout', days = LEAST_DAYS }: RedisLedgerOptions = {},
): OrderLedger {
  if (prefix === '' || /[{}]/.test(prefix)) {
    throw new RangeError('redisLedger: prefix is a text without braces, such as shop');
  }
  if (!(days >= LEAST_DAYS)) throw new RangeError(`redisLedger: days is at least ${LEAST_DAYS}`);
  const seconds = String(Math.ceil(days * 24 * 60 * 60));
  const send = (command: string, ...args: string[]): Promise<Reply> =>
    'call' in client ? client.call(command, ...args) : client.sendCommand([command, ...args]);
  const run = (script: string, keys: readonly string[], args: readonly string[]) =>
    send('EVAL', script, String(keys.length), ...keys, ...args);
  // The braces keep all keys on one node of a cluster, where one script may use them together.
  const recordKey = (reference: string) => `{${prefix}}:order:${reference}`;
  const secondKey = (key: string) => `{${prefix}}:key:${key}`;
  const dueKey = `{${prefix}}:due`;

  return {
    name: 'redis',

    async read(reference) {
      const reply = await run(READ, [recordKey(reference)], []);
      const [second, microsecond, version, text] = textsOf(reply);
      const now = Number(second) * 1000 + Math.floor(Number(microsecond) / 1000);
      if (version === undefined) return { now };
      return { now, entry: { version: Number(version), record: parseJson(text) } };
    },

    async write({ record, expected, keys, dueAt }) {
      const written = await run(
        WRITE,
        [recordKey(record.reference), dueKey, ...keys.map(secondKey)],
        [
          record.reference,
          String(expected),
          JSON.stringify(record),
          dueAt === undefined ? '' : String(Math.ceil(dueAt)),
          seconds,
        ],
      );
      return Number(written) === 1;
    },

    find: async (key) => definedTexts(await send('SMEMBERS', secondKey(key))),
    due: async (limit) => definedTexts(await run(DUE, [dueKey], [String(limit)])),

    async warnings() {
      const wrong: string[] = [];
      for (const [name, wanted, consequence] of POLICIES) {
        const value = await settingOf(send, name);
        if (value === undefined) {
          wrong.push(`${name} could not be read; the ledger needs ${wanted}`);
        } else if (value !== wanted) {
          wrong.push(`${name} is ${value}: ${consequence}; set it to ${wanted}`);
        }
      }
      return wrong;
    },
  };
}

const POLICIES = [
  ['appendonly', 'yes', 'a restart may forget attempts'],
  ['appendfsync', 'always', 'a crash may forget the last attempts'],
  ['maxmemory-policy', 'noeviction', 'a full server may forget orders'],
] as const;

/** Some hosts forbid CONFIG. */
async function settingOf(
  send: (command: string, ...args: string[]) => Promise<Reply>,
  name: string,
): Promise<string | undefined> {
  try {
    const reply = await send('CONFIG', 'GET', name);
    // RESP3 gives a map where RESP2 gives name and value in turn.
    if (Array.isArray(reply)) return textsOf(reply)[1];
    const map = reply instanceof Map ? Object.fromEntries<unknown>(reply) : reply;
    const value = (map as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function textsOf(reply: Reply): readonly (string | undefined)[] {
  if (!Array.isArray(reply)) throw new TypeError('The reply of Redis is no list');
  return reply.map((item: unknown) =>
    typeof item === 'string' || typeof item === 'number' ? String(item) : undefined,
  );
}

const definedTexts = (reply: Reply): readonly string[] =>
  (reply instanceof Set ? textsOf([...(reply as Set<unknown>)]) : textsOf(reply)).filter(
    (text) => text !== undefined,
  );
