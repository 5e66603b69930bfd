/**
 * What one `POST session` costs: processor time of the endpoint, beside that of servers that a shop would write for the
 * same work, and a constant answer for orientation. Each server is a process of its own on one core; they take turns.
 */
import { type Beside, type Figure, giveFigures, spreadOf } from './figure.js';
import { pin, startServer, type Shopper } from './throughput/client.js';

const ROUNDS = 11;
/** Answers of each server in a round, of each kind. */
const TURN = 1_000;
/** Answers before anything is measured: the engine compiles what runs often, in steps. */
const WARMING = 10_000;

const NAMES = {
  ours: '`toNodeListener`',
  'ours-in-hono': 'ours inside Hono',
  'node-cipher': 'bare Node + cipher',
  'node-jose': 'bare Node + jose',
  'hono-jose': 'Hono + jose',
  'express-jose': 'Express + jose',
  'express-iron-session': 'Express + iron-session',
  constant: 'constant answer',
} as const;
type Name = keyof typeof NAMES;

const KINDS = {
  new: '`POST session`',
  known: '`POST session` with a session in the cookie',
} as const satisfies Record<Shopper, string>;

pin(process.pid, 1);
const names = Object.keys(NAMES) as Name[];
const servers = await Promise.all(
  names.map(async (name) => ({ name, server: await startServer(name) })),
);
for (const { server } of servers) {
  for (const shopper of ['new', 'known'] as const) await server.ask(shopper, WARMING / 2);
}

/** Microseconds of one answer. */
type Round = Record<Name, number>;
const rounds: Record<Shopper, Round[]> = { new: [], known: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const shopper of ['new', 'known'] as const) {
    const times: Partial<Round> = {};
    for (const { name, server } of servers) {
      const before = await server.computed();
      await server.ask(shopper, TURN);
      times[name] = ((await server.computed()) - before) / TURN;
    }
    rounds[shopper].push(times as Round);
  }
}
for (const { server } of servers) server.stop();

const ratios = (shopper: Shopper, of: Name, to: Name) =>
  spreadOf(rounds[shopper].map((round) => round[of] / round[to]));

function figuresOf(shopper: Shopper): readonly Figure[] {
  const kind = KINDS[shopper];
  const ratio = (id: string, title: string, of: Name, to: Name, limit: Figure['limit']) => ({
    id: `server-session-${shopper}-${id}`,
    title: `${kind}, processor time: ${title}`,
    unit: '×' as const,
    ...ratios(shopper, of, to),
    ...(limit && { limit }),
  });
  const time = (name: Name) => spreadOf(rounds[shopper].map((round) => round[name]));
  const others = names.filter((name) => name !== 'ours');
  return [
    {
      id: `server-session-${shopper}`,
      title: `${kind}, processor time`,
      unit: 'µs',
      ...time('ours'),
      beside: others.map((name): Beside => ({ name: NAMES[name], unit: 'µs', ...time(name) })),
      ...(!servers.every(({ server }) => server.isPinned) && {
        note: 'Without taskset: the servers were not held to one core.',
      }),
    },
    ratio('hono', 'Hono + jose as a multiple of ours', 'hono-jose', 'ours', { least: 1.8 }),
    ratio('express', 'Express + jose as a multiple of ours', 'express-jose', 'ours', {
      least: 2.2,
    }),
    ratio('in-hono', 'Hono + jose as a multiple of ours inside Hono', 'hono-jose', 'ours-in-hono', {
      least: 1,
    }),
    ratio('bare', 'ours as a multiple of bare Node + cipher', 'ours', 'node-cipher', {
      most: 2.2,
    }),
  ];
}

giveFigures([...figuresOf('new'), ...figuresOf('known')]);
