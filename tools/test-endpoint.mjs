// An endpoint for tests: under /test-endpoint/ it answers as its query says.
import { setTimeout as wait } from 'node:timers/promises';

const PREFIX = '/test-endpoint/';

/** Per key: how often it was asked, and what came last. */
const asked = new Map();

/**
 * `key` counts the calls; `status`, `body`, `type` and `retry-after` are the answer; `delay` holds it
 * back; `redirect` sends elsewhere; `cut` ends the connection in the middle; `size` is a body of so many
 * bytes; `csp` is the policy of a page. `then` is a second query for every call after the first, or after as
 * many as `times` says. `GET …/asked?key=` tells what came.
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

  const isLater = count > Number(context.query.times ?? 1) && context.query.then !== undefined;
  const query = isLater
    ? Object.fromEntries(new URLSearchParams(context.query.then))
    : context.query;
  if (query.delay) await wait(Number(query.delay));
  // Written past the dev server, which would let browsers keep what comes from it.
  context.respond = false;
  const { res } = context;
  const send = (status, more, body) => {
    res.writeHead(status, { 'cache-control': 'no-store', ...more });
    if (!query.cut) return res.end(body);
    res.write('{"client_token":');
    return setImmediate(() => res.destroy());
  };
  const type = { 'content-type': query.type ?? 'application/json' };
  if (query.redirect) return send(302, { location: query.redirect });
  if (query.cut) return send(200, { ...type, 'content-length': '1000' });
  const status = Number(query.status ?? 200);
  const special = {
    ...type,
    ...(query.csp && { 'content-security-policy': query.csp }),
    ...(query.nosniff && { 'x-content-type-options': 'nosniff' }),
    ...(query['retry-after'] && { 'retry-after': query['retry-after'] }),
  };
  const body = query.size ? ' '.repeat(Number(query.size)) : (query.body ?? '');
  return send(status, special, status === 204 ? undefined : body);
}
