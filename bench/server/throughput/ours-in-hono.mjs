import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { endpoint } from './endpoint.mjs';
import { listen } from './listen.mjs';

const app = new Hono().all('/klarna/*', (context) => endpoint(context.req.raw));

listen(createServer(getRequestListener(app.fetch)));
