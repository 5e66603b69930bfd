import { createServer } from 'node:http';
import express from 'express';
import { open, seal } from './jose.mjs';
import { listen } from './listen.mjs';
import { COOKIE, cookieIn, isOwnPage, openSession, PATH } from './shop.mjs';

const app = express();
app.use(express.json());
app.post(PATH, async (request, response) => {
  if (!isOwnPage(request.get('Content-Type'), request.get('Sec-Fetch-Site'))) {
    response.sendStatus(403);
    return;
  }
  const cookies = request.get('Cookie');
  const held = await open(cookieIn(cookies, COOKIE));
  const { answer, claims } = await openSession(cookieIn(cookies, 'cart'), request.body, held);
  response.cookie(COOKIE, await seal(claims), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: 48 * 60 * 60 * 1000,
  });
  response.set('Cache-Control', 'no-store').json(answer);
});

listen(createServer(app));
