/** Operations of the PAYONE gateway beyond those of every gateway. */
import type { Gateway, Order } from '../gateway.js';
import type {
  Booked,
  CallOptions,
  Cancellation,
  Capture,
  OrderOperations,
  Refund,
  UpstreamIds,
} from '../orders.js';
import type { Credit, CreditOptions, ReturnedLine } from './vouchers.js';

export interface PayoneGateway extends Gateway {
  readonly readNotification: NonNullable<Gateway['readNotification']>;
  readonly releaseAttempt: NonNullable<Gateway['releaseAttempt']>;
  readonly orders: PayoneOrders;
}

/** Whether the balance is settled at once: `yes` is PAYONE's default. */
export type SettleAccount = 'yes' | 'no' | 'auto';

export interface Sequenced {
  /**
   * 0 to 127. Default: one more than `order.sequencenumber`, which bookings and TransactionStatus bring; the
   * (pre)authorization is 0. PAYONE books a number once: it is what makes a repeat safe, not `reference`.
   */
  readonly sequenceNumber?: number;
}

export interface PayoneCapture extends Capture, Sequenced {
  readonly settleAccount?: SettleAccount;
}

/** Documents that PAYONE writes, where it does so for the shop. Dates are `YYYY-MM-DD`. */
export interface PayoneInvoice {
  /** At most 20 characters. */
  readonly id?: string;
  /** By mail, as PDF by email, or not at all. */
  readonly deliveryMode?: 'M' | 'P' | 'N';
  /** At most 255 characters. */
  readonly appendix?: string;
  readonly deliveryDate?: string;
  readonly deliveryEndDate?: string;
}

export interface PayoneRefund extends Refund, Sequenced {
  /** Use the bank account of the customer's master data. */
  readonly useCustomerData?: boolean;
  /** The shop's own information: 1 to 50 letters, digits or `. - _ /`. */
  readonly transactionParam?: string;
  readonly invoice?: PayoneInvoice;
}

export interface PayoneDebit extends PayoneRefund {
  /** `credit` gives money back to the shopper, `claim` asks for more. */
  readonly direction: 'credit' | 'claim';
  readonly settleAccount?: SettleAccount;
  /** When each of `lines` was or will be delivered, `YYYY-MM-DD`. */
  readonly deliveries?: readonly { readonly date: string; readonly endDate?: string }[];
}

/** PAYONE has no query: TransactionStatus notifications report the status of an order. */
export interface PayoneOrders extends Omit<OrderOperations, 'read'> {
  capture(order: UpstreamIds, capture: PayoneCapture, options?: CallOptions): Promise<Booked>;
  refund(order: UpstreamIds, refund: PayoneRefund, options?: CallOptions): Promise<Booked>;
  /** A capture of 0, by which PAYONE releases all that is still reserved. */
  cancel(
    order: UpstreamIds,
    cancellation: Cancellation & Sequenced,
    options?: CallOptions,
  ): Promise<Booked>;
  /** Money in either direction; PAYONE's own plug-ins give captured money back with a `credit`. */
  debit(order: UpstreamIds, debit: PayoneDebit, options?: CallOptions): Promise<Booked>;
  /** The lines of what comes back, with their share of vouchers, for a refund or a debit. */
  creditLines(
    order: Order,
    returned: readonly ReturnedLine[],
    options?: CreditOptions,
  ): Promise<Credit>;
  /** Replaces the whole cart of an order that is not yet fully captured; at most what was reserved. */
  updateSession(order: UpstreamIds, cart: Order, options?: CallOptions): Promise<Booked>;
}
