/** Vendure's orders, as the token endpoint asks for them and tells about them. */
import { Injectable } from '@nestjs/common';
import {
  EntityHydrator,
  isGraphQlErrorResult,
  Logger,
  Order,
  OrderService,
  Payment,
  PaymentService,
  type RelationPaths,
  type RequestContext,
  RequestContextService,
  Session,
  TransactionalConnection,
} from '@vendure/core';
import type {
  Order as KlarnaOrder,
  OrderQuestion,
  Placed,
  RecordedOrder,
} from 'klarna-checkout-element/server';
import { fromVendure, orderFrom } from 'klarna-checkout-element/server/carts';
import { publicUrl } from '../settings.js';
import { KLARNA, type PlacedWithKlarna } from './handler.js';

/** Without pictures: here their addresses are those of files, and Klarna wants them whole. */
const FOR_KLARNA = [
  'channels',
  'lines',
  'lines.productVariant',
  'lines.productVariant.productVariantPrices',
  'shippingLines',
  'surcharges',
] as const satisfies RelationPaths<Order>;

@Injectable()
export class KlarnaOrders {
  constructor(
    private readonly connection: TransactionalConnection,
    private readonly orders: OrderService,
    private readonly payments: PaymentService,
    private readonly hydrator: EntityHydrator,
    private readonly contexts: RequestContextService,
  ) {}

  /** A customer is the same on each device; a guest is their session. */
  identityOf({ session, activeUserId }: RequestContext): string | undefined {
    if (activeUserId !== undefined) return `user-${activeUserId}`;
    return session && `session-${session.id}`;
  }

  /** What the visitor is about to pay for. */
  async toPay({ identity, locale }: OrderQuestion): Promise<KlarnaOrder | undefined> {
    const ctx = await this.contexts.create({ apiType: 'shop' });
    const order = await this.#activeOrder(ctx, identity);
    const country = order?.billingAddress.countryCode ?? order?.shippingAddress.countryCode;
    if (order?.state !== 'ArrangingPayment' || !country) return undefined;
    return orderFrom({
      ...fromVendure(order),
      reference: order.code,
      country,
      locale,
      urls: { confirmation: `${publicUrl}/thanks`, back: `${publicUrl}/` },
    });
  }

  async #activeOrder(ctx: RequestContext, identity: string): Promise<Order | undefined> {
    const [, kind, id = ''] = /^(user|session)-(.+)$/.exec(identity) ?? [];
    const active =
      kind === 'user'
        ? (await this.orders.getActiveOrderForUser(ctx, id))?.id
        : (await this.connection.getRepository(ctx, Session).findOneBy({ id }))?.activeOrderId;
    const order = active ? await this.orders.findOne(ctx, active, [...FOR_KLARNA]) : undefined;
    if (!order?.active) return undefined;
    // Its name is on Klarna's invoice.
    await this.hydrator.hydrate(ctx, order, { relations: ['shippingLines.shippingMethod'] });
    return order;
  }

  /** Klarna has an order, or has something new about it. Told at least once, by any machine. */
  async told({ reference, amount }: RecordedOrder, placed: Placed): Promise<void> {
    const admin = await this.contexts.create({ apiType: 'admin' });
    await this.connection.withTransaction(admin, async (ctx) => {
      // Tellings that come at the same time take turns.
      const { id } = await this.connection.getRepository(ctx, Order).findOneOrFail({
        where: { code: reference },
        loadEagerRelations: false,
        lock: { mode: 'pessimistic_write' },
      });
      const known = (await this.orders.getOrderPayments(ctx, id)).find(
        ({ method, metadata }) => method === KLARNA && metadata['attempt'] === placed.attempt,
      );
      if (known) await this.#change(ctx, known, placed);
      else if (placed.status !== 'rejected') await this.#pay(ctx, id, amount, placed);
    });
  }

  async #pay(ctx: RequestContext, id: Order['id'], amount: number, placed: Placed): Promise<void> {
    const order = await this.orders.findOne(ctx, id);
    // Somebody went on shopping in the moment between the approval and now.
    if (order?.state === 'AddingItems')
      expect(await this.orders.transitionToState(ctx, id, 'ArrangingPayment'));
    const metadata: PlacedWithKlarna = {
      state: placed.status === 'completed' ? 'Authorized' : 'Created',
      amount,
      orderId: placed.order_id,
      upstream: placed.upstream,
      attempt: placed.attempt,
      revision: placed.revision,
    };
    expect(await this.orders.addPaymentToOrder(ctx, id, { method: KLARNA, metadata }));
    Logger.info(`${placed.status}: payment of order ${String(id)}`, 'Klarna');
  }

  /** Vendure moves the order itself when its payment moves. */
  async #change(ctx: RequestContext, payment: Payment, placed: Placed): Promise<void> {
    const { revision, upstream, status } = placed;
    if (revision <= Number(payment.metadata['revision'])) return;
    payment.metadata = { ...payment.metadata, revision, upstream };
    if (placed.order_id) payment.transactionId = placed.order_id;
    await this.connection.getRepository(ctx, Payment).save(payment, { reload: false });
    if (payment.state !== 'Created') return;
    if (status === 'completed')
      expect(await this.payments.transitionToState(ctx, payment.id, 'Authorized'));
    if (status === 'rejected')
      expect(await this.payments.transitionToState(ctx, payment.id, 'Declined'));
  }
}

/** Vendure returns what went wrong; thrown, it makes the endpoint tell again later. */
function expect(result: object): void {
  if (isGraphQlErrorResult(result as never))
    throw new Error((result as { message: string }).message);
}
