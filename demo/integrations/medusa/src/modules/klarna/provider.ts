/** Klarna as a payment provider of Medusa: `pp_klarna_klarna`. */
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CapturePaymentInput,
  InitiatePaymentOutput,
  RefundPaymentInput,
  UpdatePaymentInput,
  WebhookActionResult,
} from '@medusajs/framework/types';
import { AbstractPaymentProvider, BigNumber } from '@medusajs/framework/utils';
import type { UpstreamIds } from 'klarna-checkout-element/server';
import { gateway } from '../../settings.js';
import { isBeingTold, toldOf } from '../../told.js';

/** What a payment of Medusa keeps of Klarna's order. */
interface PaymentData extends Record<string, unknown> {
  /** `order.reference`: the id of the cart. */
  readonly reference: string;
  /** In the smallest unit. */
  readonly amount: number;
  readonly currency: string;
  readonly upstream: UpstreamIds;
}

export class KlarnaProvider extends AbstractPaymentProvider {
  static override identifier = 'klarna';

  // Medusa's own constructor is protected.
  // eslint-disable-next-line @typescript-eslint/no-useless-constructor
  constructor(container: Record<string, unknown>, options: Record<string, unknown>) {
    super(container, options);
  }

  async initiatePayment(): Promise<InitiatePaymentOutput> {
    // Klarna's own session is opened by the token endpoint, after the shopper's consent.
    return { id: crypto.randomUUID(), data: {} };
  }

  /** Only what the ledger tells is authorized: the Store API has no say in it. */
  async authorizePayment({
    context,
    data,
  }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const told = toldOf(context?.idempotency_key);
    if (!told) return { status: 'pending', data: data ?? {} };
    const { order, placed } = told;
    if (placed.status !== 'completed') return { status: 'pending_authorization', data: {} };
    const { reference, amount, currency } = order;
    const kept: PaymentData = { reference, amount, currency, upstream: placed.upstream };
    return { status: 'authorized', data: kept };
  }

  /** The goods leave. */
  async capturePayment({ data }: CapturePaymentInput) {
    const { reference, amount, currency, upstream } = data as PaymentData;
    const booked = await gateway.orders?.capture(upstream, {
      reference,
      amount,
      currency,
      isFinal: true,
    });
    return { data: { ...data, upstream: { ...upstream, ...booked?.upstream } } };
  }

  async refundPayment({ data, amount, context }: RefundPaymentInput) {
    const { currency, upstream } = data as PaymentData;
    const booked = await gateway.orders?.refund(upstream, {
      reference: context?.idempotency_key ?? crypto.randomUUID(),
      amount: inMinorUnits(new BigNumber(amount).numeric, currency),
      currency,
    });
    return { data: { ...data, upstream: { ...upstream, ...booked?.upstream } } };
  }

  async cancelPayment({ data = {} }: CancelPaymentInput) {
    const { reference, amount, currency, upstream } = data as PaymentData;
    // A cart that could not be completed is told again: the shopper has bought it, and Klarna keeps its order.
    if (upstream && !isBeingTold(reference)) {
      await gateway.orders?.cancel(upstream, { reference, amount, currency });
    }
    return { data };
  }

  async updatePayment({ data = {} }: UpdatePaymentInput) {
    return { data };
  }

  async deletePayment({ data = {} }: { data?: Record<string, unknown> }) {
    return { data };
  }

  async retrievePayment({ data = {} }: { data?: Record<string, unknown> }) {
    return { data };
  }

  async getPaymentStatus({ data = {} }: { data?: Record<string, unknown> }) {
    return { status: data['upstream'] ? ('authorized' as const) : ('pending' as const), data };
  }

  /** Klarna's notifications go to the token endpoint. */
  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: 'not_supported' };
  }
}

function inMinorUnits(amount: number, currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return Math.round(amount * 10 ** maximumFractionDigits);
}
