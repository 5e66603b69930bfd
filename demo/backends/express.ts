/** The token endpoint in an Express app. It stands before any body parser: it reads bodies itself. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { toNodeListener } from '../../src/server/index.js';
import { openShop } from './shop.js';

const shop = openShop(process.env);
const app = express();

app.use('/klarna', toNodeListener(shop.endpoint));
app.use(express.json());
app.get(
  '/',
  toNodeListener((request) => Promise.resolve(shop.visit(request))),
);

const server = app.listen(Number(process.env['PORT'] ?? 8080), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://localhost:${port}/`);
});
