/** The token endpoint in a Hono app: both speak `Request` and `Response`, so there is nothing between. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { openShop } from './shop.js';

const shop = openShop(process.env);
const app = new Hono();

app.all('/klarna/*', (context) => shop.endpoint(context.req.raw));
app.get('/', (context) => shop.visit(context.req.raw));

serve(
  { fetch: app.fetch, port: Number(process.env['PORT'] ?? 8080), hostname: '127.0.0.1' },
  ({ port }) => {
    console.log(`http://localhost:${port}/`);
  },
);
