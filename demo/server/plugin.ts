/** Puts the demo shop in front of Vite, in `vite` and in `vite preview`. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { toNodeListener } from '../../src/server/index.js';
import { buildInputs, fileOf, type PageName } from './pages.js';
import { demoGateway, type DemoGateway } from './gateway.js';
import { pageHeaders } from './security.js';
import { createShop, type ShopOptions } from './shop.js';
import { simulatorScript } from './simulator-script.js';

type Middleware = (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => void;

function shopMiddleware(options: Omit<ShopOptions, 'simulator'>): Middleware {
  const shop = createShop({ ...options, simulator: simulatorScript });
  const listener = toNodeListener(async (request) => {
    try {
      return await shop.handle(request);
    } catch (error) {
      console.error(error);
      return new Response('The demo shop failed; its console says why.', { status: 500 });
    }
  });
  return (incoming, outgoing, next) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://localhost');
    if (shop.serves(incoming.method ?? 'GET', pathname)) listener(incoming, outgoing);
    else next();
  };
}

interface PrintingServer {
  printUrls: () => void;
  readonly config: { readonly logger: { info(text: string): void } };
}

/** Where to look, printed under the address that Vite prints. */
function pointToShop(server: PrintingServer, { gateway, isSimulated }: DemoGateway): void {
  const print = server.printUrls.bind(server);
  server.printUrls = () => {
    print();
    server.config.logger.info(
      isSimulated
        ? '  The demo shop: open the address above. Everything is simulated, no money moves.\n'
        : `  The demo shop: open the address above. Payments go to ${gateway.system}.\n`,
    );
  };
}

export function demoShop(): Plugin {
  return {
    name: 'demo-shop',
    config: () => ({
      publicDir: 'demo/public',
      build: { rolldownOptions: { input: buildInputs() } },
    }),
    configureServer(server) {
      const { root } = server.config;
      const template = async (page: PageName) =>
        server.transformIndexHtml(
          `/${fileOf(page)}`,
          await readFile(join(root, fileOf(page)), 'utf8'),
        );
      const payment = demoGateway(process.env);
      server.middlewares.use(shopMiddleware({ template, payment }));
      pointToShop(server, payment);
    },
    configurePreviewServer(server) {
      const { root, build } = server.config;
      const template = (page: PageName) =>
        readFile(resolve(root, build.outDir, fileOf(page)), 'utf8');
      const payment = demoGateway(process.env);
      const headers = pageHeaders(payment.isSimulated);
      server.middlewares.use(shopMiddleware({ template, headers, payment }));
      pointToShop(server, payment);
    },
  };
}
