/** Every gateway of the package that calls a system, over a stand-in that takes one purchase. */
import type * as gateways from '../../../src/server/gateways/index.js';
import type { Gateway, Order } from '../../../src/server/index.js';
import { CLIENT_TOKEN, openKlarna } from '../support/klarna.js';
import { overKlarna } from '../support/klarna-shop.js';
import { makeOrder } from '../support/shop.js';
import * as cyberSource from './cybersource/processor.js';
import * as payone from './payone/platform.js';
import * as tulo from './tulo-payway/payway.js';

interface Seen {
  readonly headers: Readonly<Record<string, unknown>>;
}

interface System {
  readonly gateway: Gateway;
  readonly order: Order;
  readonly seen: readonly Seen[];
  close(): PromiseLike<void>;
}

export const SYSTEMS: Readonly<
  Record<Exclude<keyof typeof gateways, 'simulated'>, () => Promise<System>>
> = {
  async klarnaPayments() {
    const klarna = await openKlarna();
    return {
      gateway: overKlarna(klarna),
      order: makeOrder(),
      seen: klarna.seen,
      close: () => klarna[Symbol.asyncDispose](),
    };
  },
  async payone() {
    const server = await payone.platform([
      `status=OK\nadd_paydata[client_token]=${CLIENT_TOKEN}\nworkorderid=W1`,
      'status=APPROVED\ntxid=1\nuserid=2',
    ]);
    return { ...server, order: payone.cart, seen: server.received };
  },
  async cyberSource() {
    const { CREATED, AUTHORIZED, cart } = cyberSource;
    const server = await cyberSource.processor([CREATED, AUTHORIZED]);
    return { ...server, order: cart, seen: server.received };
  },
  async tuloPayway() {
    const server = await tulo.payway({ calls: [tulo.CREATED, tulo.PLACED] });
    return { ...server, order: tulo.swedish, seen: server.received };
  },
};
