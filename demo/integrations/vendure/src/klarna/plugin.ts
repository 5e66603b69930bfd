/** The token endpoint inside Vendure's own server, below `/klarna`. */
import {
  All,
  Controller,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  Req,
  Res,
} from '@nestjs/common';
import { Ctx, Logger, PluginCommonModule, RequestContext, VendurePlugin } from '@vendure/core';
import type { Request, Response } from 'express';
import {
  createTokenEndpoint,
  postgresLedger,
  type TokenEndpoint,
  toNodeListener,
} from 'klarna-checkout-element/server';
import pg from 'pg';
import { databaseUrl, gateway, keys, publicUrl } from '../settings.js';
import { KlarnaOrders } from './orders.js';

@Controller('klarna')
export class KlarnaController implements OnApplicationBootstrap, OnApplicationShutdown {
  // A connection of its own: no transaction of Vendure's may hold back what the ledger writes.
  readonly #pool = new pg.Pool({ connectionString: databaseUrl });
  /** Who asks, as Vendure's guard has found out. */
  readonly #visitors = new WeakMap<object, string>();
  readonly #endpoint: TokenEndpoint;
  readonly #serve: ReturnType<typeof toNodeListener>;

  constructor(private readonly orders: KlarnaOrders) {
    this.#endpoint = createTokenEndpoint({
      gateway,
      ledger: postgresLedger(this.#pool),
      endpoint: `${publicUrl}/klarna`,
      keys,
      identify: (_request, { incoming }) => incoming && this.#visitors.get(incoming),
      resolveOrder: (_request, question) => orders.toPay(question),
      onPlaced: (order, placed) => orders.told(order, placed),
      onUnresolved: ({ reference, attempt, systemReference }) => {
        // Where somebody sees it: mail, a ticket, a pager.
        Logger.error(
          `Look for ${systemReference} in Klarna's portal: attempt ${attempt} of order ${reference} has no known end`,
          'Klarna',
        );
      },
    });
    this.#serve = toNodeListener(this.#endpoint);
  }

  @All('*call')
  handle(@Ctx() ctx: RequestContext, @Req() request: Request, @Res() response: Response): void {
    const identity = this.orders.identityOf(ctx);
    if (identity !== undefined) this.#visitors.set(request, identity);
    this.#serve(request, response);
  }

  /** What a process that was killed has left behind. */
  async onApplicationBootstrap(): Promise<void> {
    await this.#endpoint.reconcile();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#endpoint.drain();
    await this.#pool.end();
  }
}

@VendurePlugin({
  imports: [PluginCommonModule],
  controllers: [KlarnaController],
  providers: [KlarnaOrders],
  compatibility: '^3.0.0',
})
export class KlarnaPlugin {}
