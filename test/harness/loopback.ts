/** A real HTTP server for one test, on this machine alone. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Running extends AsyncDisposable {
  /** Such as `http://127.0.0.1:43117`. */
  readonly url: string;
  readonly server: Server;
}

/** It listens on a port of its own, and is gone at the end of its block. */
export async function serve(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((stopped) => server.close(stopped));
    },
  };
}
