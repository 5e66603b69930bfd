import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { open, seal } from './jose.mjs';
import { listen } from './listen.mjs';
import { COOKIE, isOwnPage, openSession, PATH } from './shop.mjs';

const app = new Hono().post(PATH, async (context) => {
  const { req } = context;
  if (!isOwnPage(req.header('Content-Type'), req.header('Sec-Fetch-Site'))) {
    return context.body(null, 403);
  }
  const held = await open(getCookie(context, COOKIE));
  const cart = getCookie(context, 'cart');
  const { answer, claims } = await openSession(cart, await req.json(), held);
  setCookie(context, COOKIE, await seal(claims), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: 48 * 60 * 60,
  });
  context.header('Cache-Control', 'no-store');
  return context.json(answer);
});

listen(createServer(getRequestListener(app.fetch)));
