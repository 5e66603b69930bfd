// An endpoint for tests: under /test-endpoint/ it answers as its query says.
import { setTimeout as wait } from 'node:timers/promises';

const PREFIX = '/test-endpoint/';

/** Per key: how often it was asked, and what came last. */
const asked = new Map();

/**
 * `key` counts the calls; `status`, `body`, `type` and `retry-after` are the answer; `delay` holds it
 * back; `redirect` sends elsewhere; `cut` ends the connection in the middle; `then` is a second query
 * for every call after the first. `GET …/asked?key=` tells what came.
 */
export async function testEndpoint(context, next) {
  if (!context.path.startsWith(PREFIX)) return next();
  const key = context.query.key ?? '';
  if (context.path === `${PREFIX}asked`) {
    context.body = asked.get(key) ?? { count: 0 };
    return undefined;
  }
  const chunks = [];
  for await (const chunk of context.req) chunks.push(chunk);
  const count = (asked.get(key)?.count ?? 0) + 1;
  const { method, path, headers } = context;
  asked.set(key, { count, method, path, headers, body: Buffer.concat(chunks).toString() });

  const isLater = count > 1 && context.query.then !== undefined;
  const query = isLater
    ? Object.fromEntries(new URLSearchParams(context.query.then))
    : context.query;
  if (query.delay) await wait(Number(query.delay));
  if (query.redirect) {
    context.redirect(query.redirect);
    return undefined;
  }
  if (query.cut) {
    context.respond = false;
    context.res.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    context.res.write('{"client_token":');
    setImmediate(() => context.res.destroy());
    return undefined;
  }
  context.status = Number(query.status ?? 200);
  context.set('content-type', query.type ?? 'application/json');
  if (query['retry-after']) context.set('retry-after', query['retry-after']);
  if (context.status !== 204) context.body = query.body ?? '';
  return undefined;
}
