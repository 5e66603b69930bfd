/**
 * How many `POST session` one core answers, beside a constant answer that parses the same body. Both servers
 * are processes of their own on one core, this client is a third on the other.
 */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Beside, giveFigures, spreadOf } from './figure.js';

const ROUNDS = 15;
const CONNECTIONS = 16;
/** How long each server is asked in a round, in milliseconds. */
const TURN = 800;
/** Answers before anything is measured: the engine compiles what runs often, in steps. */
const WARMING = 12_000;

const BODY = JSON.stringify({
  locale: 'de-DE',
  country: 'DE',
  currency: 'EUR',
  consent: { source: 'prompt', text_version: '2026-11-en' },
});
const REQUEST = [
  'POST /klarna/session HTTP/1.1',
  'Host: localhost',
  'Content-Type: application/json',
  'Sec-Fetch-Site: same-origin',
  'User-Agent: bench',
  `Content-Length: ${Buffer.byteLength(BODY)}`,
  '',
  BODY,
].join('\r\n');

/** Keeps a process on one core, where the system can. */
function pin(pid: number, core: number): boolean {
  try {
    execFileSync('taskset', ['-cp', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Server {
  readonly process: ChildProcess;
  readonly sockets: readonly Socket[];
  readonly pinned: boolean;
}

async function start(name: string): Promise<Server> {
  const script = new URL(`throughput/${name}.mjs`, import.meta.url);
  const child = fork(script, { execArgv: [] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const sockets = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      await once(socket, 'connect');
      return socket;
    }),
  );
  return { process: child, sockets, pinned: pin(child.pid ?? 0, 0) };
}

/** One request at a time on a connection that stays open; `true` once the answer is whole. */
function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  if (!text.startsWith('HTTP/1.1 200 ')) throw new Error(text);
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  return length ? text.length >= head + 4 + Number(length[1]) : text.endsWith('\r\n0\r\n\r\n');
}

/** Gives the number of answers. */
async function ask(
  sockets: readonly Socket[],
  { milliseconds = Infinity, most = Infinity },
): Promise<number> {
  const end = performance.now() + milliseconds;
  let answers = 0;
  await Promise.all(
    sockets.map(async (socket) => {
      while (performance.now() < end && answers < most) {
        await new Promise<void>((resolve, reject) => {
          let text = '';
          const read = (chunk: Buffer): void => {
            text += chunk.toString('latin1');
            try {
              if (!isWhole(text)) return;
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
            }
            socket.off('data', read).off('close', reject);
            resolve();
          };
          socket.on('data', read).once('close', reject);
          socket.write(REQUEST);
        });
        answers += 1;
      }
    }),
  );
  return answers;
}

async function processorTime({ process: child }: Server): Promise<number> {
  child.send('processor time');
  const [{ processor }] = (await once(child, 'message')) as [{ processor: number }];
  return processor;
}

interface Run {
  readonly perSecond: number;
  /** Milliseconds of processor time for a thousand answers, threads of the crypto included. */
  readonly processor: number;
}

async function measure(server: Server): Promise<Run> {
  const before = await processorTime(server);
  const started = performance.now();
  const answers = await ask(server.sockets, { milliseconds: TURN });
  const seconds = (performance.now() - started) / 1000;
  const processor = (await processorTime(server)) - before;
  return { perSecond: answers / seconds, processor: (processor / answers) * 1000 };
}

pin(process.pid, 1);
const constant = await start('constant');
const endpoint = await start('endpoint');
for (const server of [constant, endpoint]) await ask(server.sockets, { most: WARMING });

const rounds: { constant: Run; endpoint: Run }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  rounds.push({ constant: await measure(constant), endpoint: await measure(endpoint) });
}
for (const server of [constant, endpoint]) {
  server.sockets.forEach((socket) => socket.destroy());
  server.process.disconnect();
}

const beside = (
  name: string,
  unit: Beside['unit'],
  of: (round: (typeof rounds)[number]) => number,
): Beside => ({ name, unit, ...spreadOf(rounds.map(of)) });

giveFigures([
  {
    id: 'server-session-throughput',
    title: '`POST session` on one core, beside a constant answer',
    unit: '×',
    ...spreadOf(rounds.map((round) => round.endpoint.perSecond / round.constant.perSecond)),
    limit: { least: 0.4 },
    beside: [
      beside(
        'the same by processor time',
        '×',
        (round) => round.constant.processor / round.endpoint.processor,
      ),
      beside('`POST session`, answers a second', '', (round) => round.endpoint.perSecond),
      beside('constant answer, answers a second', '', (round) => round.constant.perSecond),
    ],
    ...(!endpoint.pinned && { note: 'Without taskset: the servers were not held to one core.' }),
  },
]);
