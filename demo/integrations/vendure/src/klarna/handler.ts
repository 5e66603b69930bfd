/** Klarna as a payment method of Vendure. */
import { LanguageCode, PaymentMethodHandler, type Payment } from '@vendure/core';
import type { Booked, UpstreamIds } from 'klarna-checkout-element/server';
import { gateway } from '../settings.js';

/** Code of the handler, and of the payment method in the sample data. */
export const KLARNA = 'klarna';

/** What `KlarnaOrders.told` gives `addPaymentToOrder`. */
export interface PlacedWithKlarna {
  readonly state: 'Authorized' | 'Created';
  /** What was authorized, in the smallest unit. */
  readonly amount: number;
  readonly orderId: string | undefined;
  readonly upstream: UpstreamIds;
  /** Which attempt of the order this is, and how much was told of it. */
  readonly attempt: number;
  readonly revision: number;
}

export const klarnaHandler = new PaymentMethodHandler({
  code: KLARNA,
  description: [{ languageCode: LanguageCode.en, value: 'Klarna' }],
  args: {},

  createPayment(ctx, order, amount, _args, metadata) {
    // The Shop API has this as a mutation. Only the endpoint knows what Klarna has authorized.
    if (ctx.apiType !== 'admin') {
      return { amount, state: 'Declined', errorMessage: 'Klarna is paid in the checkout page' };
    }
    const placed = metadata as unknown as PlacedWithKlarna;
    const { upstream, attempt, revision } = placed;
    return {
      amount: placed.amount,
      state: placed.state,
      ...(placed.orderId !== undefined && { transactionId: placed.orderId }),
      metadata: { upstream, attempt, revision },
    };
  },

  // The goods leave.
  settlePayment: (_ctx, order, payment) =>
    book(payment, (upstream) =>
      gateway.orders?.capture(upstream, {
        reference: order.code,
        amount: payment.amount,
        currency: order.currencyCode,
        isFinal: true,
      }),
    ),

  cancelPayment: (_ctx, order, payment) =>
    book(payment, (upstream) =>
      gateway.orders?.cancel(upstream, {
        reference: order.code,
        amount: payment.amount,
        currency: order.currencyCode,
      }),
    ),

  async createRefund(_ctx, _input, amount, order, payment) {
    // Vendure has written down the refunds before this one: the same one has the same number.
    const reference = `${order.code}-${(payment.refunds ?? []).length + 1}`;
    const booked = await gateway.orders?.refund(upstreamOf(payment), {
      reference,
      amount,
      currency: order.currencyCode,
    });
    return { state: 'Settled', transactionId: booked?.upstream['refund_id'] ?? reference };
  },
});

export const upstreamOf = ({ metadata }: Payment): UpstreamIds =>
  (metadata as { readonly upstream?: UpstreamIds }).upstream ?? {};

/** What goes wrong is thrown: the payment stays as it was, and the administrator may try again. */
async function book(
  payment: Payment,
  call: (upstream: UpstreamIds) => Promise<Booked> | undefined,
): Promise<{ success: true; metadata: { upstream: UpstreamIds } }> {
  const upstream = upstreamOf(payment);
  const booked = await call(upstream);
  return { success: true, metadata: { upstream: { ...upstream, ...booked?.upstream } } };
}
