import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedPage {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type Served = ServedPage | ((request: { readonly method: string }) => ServedPage);

/** Serves what a table says, path by path, with the headers of each path, and keeps a list of who asked for what. */
export class PageServer {
  /** Method and path of every request, in order; a browser's own (the icon) is left out. */
  readonly requests: string[] = [];
  readonly #paths = new Map<string, Served>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const { method = 'GET', url = '/' } = request;
      if (url === '/favicon.ico') {
        response.writeHead(204).end();
        return;
      }
      this.requests.push(`${method} ${url}`);
      const served = this.#paths.get(url);
      if (served === undefined) {
        response.writeHead(404).end();
        return;
      }
      const { body, headers } = typeof served === 'function' ? served({ method }) : served;
      request.resume().on('end', () => {
        response.writeHead(200, { 'cache-control': 'no-store', ...headers }).end(body);
      });
    });
  }

  serve(path: string, served: Served): void {
    this.#paths.set(path, served);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((started) => this.#server.listen(0, '127.0.0.1', started));
    return this;
  }

  async stop(): Promise<void> {
    const stopped = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    await stopped;
  }
}
