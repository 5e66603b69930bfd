/** An endpoint for tests: under /test-endpoint/ it answers as its query says. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Middleware } from './middleware.js';

const PREFIX = '/test-endpoint/';

interface Asked {
  readonly count: number;
  readonly method: string;
  readonly path: string;
  readonly headers: object;
  readonly body: string;
}

/** Per key: how often it was asked, and what came last. */
const asked = new Map<string, Asked>();

/**
 * `key` counts the calls; `status`, `body`, `type` and `retry-after` are the answer; `delay` holds it
 * back; `redirect` sends elsewhere; `cut` ends the connection in the middle; `size` is a body of so many
 * bytes; `csp` is the policy of a page. `then` is a second query for every call after the first, or after as
 * many as `times` says. `GET …/asked?key=` tells what came.
 */
export const testEndpoint: Middleware = async (context, next) => {
  if (!context.path.startsWith(PREFIX)) {
    await next();
    return;
  }
  const given = new URLSearchParams(context.querystring);
  const key = given.get('key') ?? '';
  if (context.path === `${PREFIX}asked`) {
    context.body = asked.get(key) ?? { count: 0 };
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of context.req) chunks.push(chunk as Buffer);
  const count = (asked.get(key)?.count ?? 0) + 1;
  const { method, path, headers } = context;
  asked.set(key, { count, method, path, headers, body: Buffer.concat(chunks).toString() });

  const later = given.get('then');
  const isLater = count > Number(given.get('times') ?? 1) && later !== null;
  const query = isLater ? new URLSearchParams(later) : given;
  if (query.get('delay')) await wait(Number(query.get('delay')));
  // Written past the dev server, which would let browsers keep what comes from it.
  context.respond = false;
  const { res } = context;
  const send = (status: number, more: Record<string, string>, body?: string): void => {
    res.writeHead(status, { 'cache-control': 'no-store', ...more });
    if (query.get('cut')) {
      res.write('{"client_token":');
      setImmediate(() => res.destroy());
    } else res.end(body);
  };
  const type = { 'content-type': query.get('type') ?? 'application/json' };
  const redirect = query.get('redirect');
  if (redirect) {
    send(302, { location: redirect });
    return;
  }
  if (query.get('cut')) {
    send(200, { ...type, 'content-length': '1000' });
    return;
  }
  const status = Number(query.get('status') ?? 200);
  const headersOf: Readonly<Record<string, string>> = {
    csp: 'content-security-policy',
    nosniff: 'x-content-type-options',
    'retry-after': 'retry-after',
  };
  const special = Object.entries(headersOf).flatMap(([name, header]) => {
    const value = query.get(name);
    return value ? [[header, name === 'nosniff' ? 'nosniff' : value] as const] : [];
  });
  const size = query.get('size');
  const body = size ? ' '.repeat(Number(size)) : (query.get('body') ?? '');
  send(status, { ...type, ...Object.fromEntries(special) }, status === 204 ? undefined : body);
};
