/** The token endpoint on plain `node:http`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../../src/server/index.js';
import { openShop } from './shop.js';

const shop = openShop(process.env);

const server = createServer(
  toNodeListener(async (request) =>
    new URL(request.url).pathname.startsWith('/klarna/')
      ? shop.endpoint(request)
      : shop.visit(request),
  ),
);

server.listen(Number(process.env['PORT'] ?? 8080), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://localhost:${port}/`);
});
