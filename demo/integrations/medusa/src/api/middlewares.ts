/** The token endpoint below `/klarna`, and the pages of the storefront. */
import { defineMiddlewares } from '@medusajs/framework/http';
import { toNodeListener } from 'klarna-checkout-element/server';
import { klarnaEndpoint } from '../endpoint.js';
import { storefront } from '../storefront.js';

let serve: ReturnType<typeof toNodeListener> | undefined;

export default defineMiddlewares({
  routes: [
    {
      matcher: '/klarna',
      // The endpoint reads its bodies itself, and has limits for them.
      bodyParser: false,
      middlewares: [
        (request, response) => {
          serve ??= toNodeListener(klarnaEndpoint());
          serve(request, response);
        },
      ],
    },
    { matcher: /^\/(checkout|thanks|scripts)/, middlewares: [storefront] },
  ],
});
