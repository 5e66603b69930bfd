/** Starts shops in processes of their own, and ends them with the test. */
import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { after } from 'node:test';
import type { ShopSettings } from './server.js';

export interface ShopProcess {
  readonly url: string;
  /** References of the orders that this process was told of. */
  readonly placed: string[];
  /** Bytes in use after a collection. */
  heap(): Promise<number>;
  stop(): Promise<void>;
  /** As `kill -9`: nothing of it runs any more. */
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
after(() => running.forEach((child) => child.kill()));

export async function startShop(settings: ShopSettings): Promise<ShopProcess> {
  const child = fork(new URL('server.ts', import.meta.url), [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
  });
  running.add(child);
  const placed: string[] = [];
  child.on('message', (message: { placed?: string }) => {
    if (message.placed !== undefined) placed.push(message.placed);
  });
  const said = async (name: 'port' | 'heap'): Promise<number> => {
    for await (const [message] of on(child, 'message') as AsyncIterable<[Record<string, number>]>) {
      const value = message[name];
      if (value !== undefined) return value;
    }
    throw new Error('The shop is gone');
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill(signal);
    running.delete(child);
    await gone;
  };
  const port = await said('port');
  return {
    url: `http://127.0.0.1:${port}/klarna`,
    placed,
    async heap() {
      const answer = said('heap');
      child.send('memory');
      return answer;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
