/** Puts the demo shop in front of Vite, in `vite` and in `vite preview`. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { send, toRequest } from './node.js';
import { buildInputs, fileOf } from './pages.js';
import { PAGE_HEADERS } from './security.js';
import { createShop, type Shop } from './shop.js';
import { simulatorScript } from './simulator-script.js';

type Next = (error?: unknown) => void;

function middleware(shop: Shop) {
  return (incoming: IncomingMessage, outgoing: ServerResponse, next: Next): void => {
    if (simulatorScript(incoming, outgoing)) return;
    shop(toRequest(incoming, outgoing))
      .then((response) => (response ? send(response, outgoing) : next()))
      .catch(next);
  };
}

/** Where to look, printed under the address that Vite prints. */
function pointTo(server: {
  printUrls: () => void;
  config: { logger: { info(text: string): void } };
}) {
  const print = server.printUrls.bind(server);
  server.printUrls = () => {
    print();
    server.config.logger.info(
      '  The demo shop: open the address above; everything is simulated, no money moves.',
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
      const shop = createShop({
        template: async (page) =>
          server.transformIndexHtml(
            `/${fileOf(page)}`,
            await readFile(join(root, fileOf(page)), 'utf8'),
          ),
      });
      server.middlewares.use(middleware(shop));
      pointTo(server);
    },
    configurePreviewServer(server) {
      const { root, build } = server.config;
      const shop = createShop({
        template: (page) => readFile(join(root, build.outDir, fileOf(page)), 'utf8'),
        headers: PAGE_HEADERS,
      });
      server.middlewares.use(middleware(shop));
      pointTo(server);
    },
  };
}
