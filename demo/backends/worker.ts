/**
 * The token endpoint on runtimes that call `fetch(request, env)`, with nothing of Node in it. There the
 * cart belongs into the platform's storage: this shop's Map lives only as long as its isolate.
 */
import type { Environment } from './gateway.js';
import { openShop, type Shop } from './shop.js';

let shop: Shop | undefined;

// These runtimes ask for a default export.
export default {
  async fetch(request: Request, env: Environment): Promise<Response> {
    shop ??= openShop(env);
    return new URL(request.url).pathname.startsWith('/klarna/')
      ? shop.endpoint(request)
      : shop.visit(request);
  },
};
