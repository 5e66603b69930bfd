import { createServer } from 'node:http';
import express from 'express';
import { getIronSession } from 'iron-session';
import { listen } from './listen.mjs';
import { COOKIE, cookieIn, isOwnPage, KEY, openSession, PATH } from './shop.mjs';

const OPTIONS = {
  password: KEY,
  cookieName: COOKIE,
  ttl: 48 * 60 * 60,
  cookieOptions: { path: '/', httpOnly: true, sameSite: 'lax', secure: false },
};

const app = express();
app.use(express.json());
app.post(PATH, async (request, response) => {
  if (!isOwnPage(request.get('Content-Type'), request.get('Sec-Fetch-Site'))) {
    response.sendStatus(403);
    return;
  }
  const session = await getIronSession(request, response, OPTIONS);
  const cart = cookieIn(request.get('Cookie'), 'cart');
  const { answer, claims } = await openSession(cart, request.body, session);
  Object.assign(session, claims);
  await session.save();
  response.set('Cache-Control', 'no-store').json(answer);
});

listen(createServer(app));
