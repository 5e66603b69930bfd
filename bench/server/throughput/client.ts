/** Asks a server in a process of its own for sessions, over connections that stay open, and counts what it computes. */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const CONNECTIONS = 16;

const BODY = JSON.stringify({
  locale: 'de-DE',
  country: 'DE',
  currency: 'EUR',
  consent: { source: 'prompt', text_version: '2026-11-en' },
});

const requestWith = (cookie: string): string =>
  [
    'POST /klarna/session HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    'Sec-Fetch-Site: same-origin',
    'User-Agent: bench',
    `Cookie: ${cookie}`,
    `Content-Length: ${Buffer.byteLength(BODY)}`,
    '',
    BODY,
  ].join('\r\n');

/** Keeps a process on one core, where the system can. */
export function pin(pid: number, core: number): boolean {
  try {
    execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Who asks: a new shopper each time, or one that has a session in its cookie. */
export type Shopper = 'new' | 'known';

export interface Server {
  readonly isPinned: boolean;
  /** Resolves when there were so many answers. */
  ask(shopper: Shopper, answers: number): Promise<void>;
  /** Microseconds that the process has computed so far, with all its threads. */
  computed(): Promise<number>;
  stop(): void;
}

export async function startServer(name: string): Promise<Server> {
  const child = fork(new URL(`${name}.mjs`, import.meta.url), {
    execArgv: [],
    // As shops run it; Express does less then.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, index) => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      await once(socket, 'connect');
      const cart = `cart=known-${index}`;
      const head = await exchange(socket, requestWith(cart));
      const session = /\r\nset-cookie: ([^;]+)/i.exec(head)?.[1] ?? '';
      return { socket, known: requestWith(session === '' ? cart : `${cart}; ${session}`) };
    }),
  );
  let carts = 0;
  return {
    isPinned: pin(child.pid ?? 0, 0),
    async ask(shopper, answers) {
      let left = answers;
      await Promise.all(
        connections.map(async ({ socket, known }) => {
          while (left > 0) {
            left -= 1;
            await exchange(
              socket,
              shopper === 'known' ? known : requestWith(`cart=new-${(carts += 1)}`),
            );
          }
        }),
      );
    },
    async computed() {
      child.send('processor time');
      const [{ processor }] = (await once(child, 'message')) as [{ processor: number }];
      return processor;
    },
    stop() {
      connections.forEach(({ socket }) => socket.destroy());
      child.disconnect();
    },
  };
}

/** Sends one request, and resolves with the head of its answer once that is whole. */
function exchange(socket: Socket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = text.slice(0, end);
      if (!head.startsWith('HTTP/1.1 200 ')) {
        reject(new Error(text));
        return;
      }
      const length = /\r\ncontent-length: (\d+)/i.exec(head);
      const isWhole = length
        ? text.length >= end + 4 + Number(length[1])
        : text.endsWith('\r\n0\r\n\r\n');
      if (!isWhole) return;
      socket.off('data', read).off('close', reject);
      resolve(head);
    };
    socket.on('data', read).once('close', reject);
    socket.write(request);
  });
}
