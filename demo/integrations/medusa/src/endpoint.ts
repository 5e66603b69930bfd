/** The token endpoint over Medusa's carts. */
import { container } from '@medusajs/framework';
import {
  createTokenEndpoint,
  postgresLedger,
  type TokenEndpoint,
} from 'klarna-checkout-element/server';
import pg from 'pg';
import { takeOrder, toPay } from './carts.js';
import { databaseUrl, gateway, keys, publicUrl } from './settings.js';

let made: TokenEndpoint | undefined;

/** One for the process, made when it is first needed. */
export function klarnaEndpoint(): TokenEndpoint {
  return (made ??= createTokenEndpoint({
    gateway,
    ledger: postgresLedger(new pg.Pool({ connectionString: databaseUrl })),
    endpoint: `${publicUrl}/klarna`,
    keys,
    // The id of a cart is a secret of its shopper; here it travels in a cookie of the storefront.
    identify: ({ headers }) => /(?:^|;\s*)cart=(cart_\w+)/.exec(headers.get('Cookie') ?? '')?.[1],
    resolveOrder: (_request, question) => toPay(container, question),
    onPlaced: (order, placed) => takeOrder(container, { order, placed }),
    onUnresolved: ({ reference, attempt, systemReference }) => {
      // Where somebody sees it: mail, a ticket, a pager.
      container
        .resolve('logger')
        .error(
          `Look for ${systemReference} in Klarna's portal: attempt ${attempt} of ${reference} has no known end`,
        );
    },
  }));
}
