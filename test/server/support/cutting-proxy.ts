/** A TCP proxy between a test's endpoint and somebody it speaks to: it can cut a line in the middle of an exchange. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** `there`: before the other side has read anything. `back`: when it has answered, and before that is read. */
export type Way = 'there' | 'back';

export interface CuttingProxy {
  readonly port: number;
  /** Cuts the line at the nth exchange from now whose question matches. */
  cut(way: Way, nth: number, matches: RegExp): void;
  /** Whether the cut that was asked for has happened; nothing is cut from then on. */
  isCut(): boolean;
  close(): Promise<void>;
}

interface Cut {
  readonly way: Way;
  readonly matches: RegExp;
  left: number;
}

export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let planned: Cut | undefined;
  let isCut = false;

  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    /** The answer of this exchange does not come back. */
    let isDoomed = false;
    const hangUp = () => {
      client.destroy();
      upstream.destroy();
    };
    const takeCut = () => {
      isCut = true;
      planned = undefined;
      hangUp();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // Whoever speaks to a line that is cut hears of it; the test looks at what comes of it.
      socket.on('error', hangUp);
      socket.on('close', () => {
        sockets.delete(socket);
        hangUp();
      });
    }
    client.on('data', (chunk) => {
      if (planned?.matches.test(chunk.toString('latin1'))) {
        planned.left -= 1;
        if (planned.left === 0) {
          if (planned.way === 'there') {
            takeCut();
            return;
          }
          isDoomed = true;
        }
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (isDoomed) takeCut();
      else client.write(chunk);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    cut(way, nth, matches) {
      planned = { way, left: nth, matches };
      isCut = false;
    },
    isCut: () => isCut,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
