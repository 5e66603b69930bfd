// `node:http` and nothing else, over one of the seals.
import { createServer } from 'node:http';
import { listen } from './listen.mjs';
import { COOKIE, COOKIE_ATTRIBUTES, cookieIn, isOwnPage, openSession, PATH } from './shop.mjs';

async function answer(request, text, { seal, open }) {
  const { method, url, headers } = request;
  if (method !== 'POST' || url !== PATH) return { status: 404 };
  if (!isOwnPage(headers['content-type'], headers['sec-fetch-site'])) return { status: 403 };
  const cart = cookieIn(headers.cookie, 'cart');
  const held = await open(cookieIn(headers.cookie, COOKIE));
  const { answer, claims } = await openSession(cart, JSON.parse(text), held);
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'Set-Cookie': `${COOKIE}=${await seal(claims)}; ${COOKIE_ATTRIBUTES}`,
    },
    body: JSON.stringify(answer),
  };
}

export const serveBare = (sealing) =>
  listen(
    createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', async () => {
        try {
          const text = Buffer.concat(chunks).toString('utf8');
          const { status, headers, body } = await answer(request, text, sealing);
          response.writeHead(status, headers).end(body);
        } catch {
          response.writeHead(400).end();
        }
      });
    }),
  );
