/** What the PAYONE gateway offers besides the calls of every gateway. */
import type { Gateway, Log, Order } from '../gateway.js';
import type { FinancingType } from './config.js';
import type { PayoneItem } from './items.js';
import type { Shipment } from './shipments.js';

export interface PayoneGateway extends Gateway {
  readonly readNotification: NonNullable<Gateway['readNotification']>;
  readonly orders: PayoneOrders;
}

export interface CallOptions {
  /** Default: a limit of 60 seconds. */
  readonly signal?: AbortSignal;
  readonly log?: Log;
}

/** Whether the balance is settled at once: `yes` is PAYONE's default. */
export type SettleAccount = 'yes' | 'no' | 'auto';

export interface Booking {
  /** PAYONE's number of the payment, from the placed order. */
  readonly txid: string;
  /** One more than that of the last booking (TransactionStatus tells it); 0 is the preauthorization. */
  readonly sequenceNumber: number;
  /** Positive, minor units. */
  readonly amount: number;
  readonly currency: string;
  /** Where given, their sum must be the amount. Prices stay positive, in credits too; vouchers negative. */
  readonly items?: readonly PayoneItem[];
  /** Text on the account statement; cut at 81 characters. */
  readonly narrativeText?: string;
}

export interface PayoneCapture extends Omit<Booking, 'sequenceNumber'> {
  /** May be left out for the first capture. */
  readonly sequenceNumber?: number;
  /** `completed`: no further capture follows. Klarna insists on being told. */
  readonly captureMode: 'completed' | 'notcompleted';
  readonly settleAccount?: SettleAccount;
  readonly shipments?: readonly Shipment[];
  /** Days until the goods are sent; above 0 only where Klarna has enabled it. */
  readonly shippingDelay?: number;
}

export interface PayoneDebit extends Booking {
  /** `credit` gives money back to the shopper, `claim` asks for more. */
  readonly direction: 'credit' | 'claim';
  readonly settleAccount?: SettleAccount;
}

export type PayoneRefund = Booking;

export interface PayoneUpdate {
  /** From the placed order's `upstream`. */
  readonly reservationTxid: string;
  readonly workorderid: string;
  readonly sessionId: string;
  readonly financingType: FinancingType;
  /** The whole new cart, not the difference; at most what was preauthorized. */
  readonly order: Order;
}

export interface PayoneOrders {
  /** Changes the cart of an order that is not yet fully captured. */
  updateSession(update: PayoneUpdate, options?: CallOptions): Promise<Record<string, string>>;
  capture(capture: PayoneCapture, options?: CallOptions): Promise<Record<string, string>>;
  debit(debit: PayoneDebit, options?: CallOptions): Promise<Record<string, string>>;
  /** Gives captured money back. PAYONE's own plugins use a debit with `credit` for this. */
  refund(refund: PayoneRefund, options?: CallOptions): Promise<Record<string, string>>;
}
