import type { RequestListener } from 'node:http';
import { serve, type Running } from '../loopback.js';

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
  #running: Running | undefined;

  readonly #listener: RequestListener = (request, response) => {
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
  };

  serve(path: string, served: Served): void {
    this.#paths.set(path, served);
  }

  get origin(): string {
    if (!this.#running) throw new Error('It has not been started.');
    return this.#running.url;
  }

  async start(): Promise<this> {
    this.#running = await serve(this.#listener);
    return this;
  }

  async stop(): Promise<void> {
    await this.#running?.[Symbol.asyncDispose]();
  }
}
