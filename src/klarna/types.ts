/**
 * Klarna's SDK (kp v1) as it really behaves; Klarna publishes no types of its own.
 * Only `show_form` and `approved` are reliable, and unknown members may appear.
 */
import type { Address, Customer } from '../endpoint/contract.js';
import type { Fault } from '../errors.js';

/** One row of the cart as Klarna spells it; money in integer minor units. */
export interface OrderLine {
  readonly name: string;
  readonly quantity: number;
  readonly unit_price: number;
  readonly total_amount: number;
  readonly type?: string;
  readonly reference?: string;
  readonly tax_rate?: number;
  readonly total_tax_amount?: number;
  readonly total_discount_amount?: number;
  readonly quantity_unit?: string;
  readonly image_url?: string;
  readonly product_url?: string;
}

/** What `authorize` sends to Klarna: the session's own field names. Money in integer minor units. */
export interface Purchase {
  purchase_country?: string;
  purchase_currency?: string;
  locale?: string;
  order_amount?: number;
  order_tax_amount?: number;
  order_lines?: OrderLine[];
  billing_address?: Address;
  shipping_address?: Address;
  customer?: Customer;
  merchant_reference1?: string;
  merchant_reference2?: string;
}

/** Which widget is meant: by its category, or, where several of one category stand on the page, by its instance. */
export type WidgetOptions =
  | { readonly payment_method_category?: string }
  | { readonly payment_method_categories: readonly [string]; readonly instance_id: string };

export type LoadOptions = WidgetOptions & { readonly container: HTMLElement };

export type OperationOptions = WidgetOptions & { readonly auto_finalize?: boolean };

export type SdkCallback = (answer?: unknown) => void;
export type OverlayEvent = 'fullscreenOverlayShown' | 'fullscreenOverlayHidden';

/** `Klarna.Payments`. All methods return undefined or throw; results come by callback, or never. */
export interface KlarnaPayments {
  init(options: { readonly client_token: string }): unknown;
  load(options: LoadOptions, data: Purchase, callback: SdkCallback): void;
  authorize(options: OperationOptions, data: Purchase, callback: SdkCallback): void;
  finalize(options: OperationOptions, data: Purchase, callback: SdkCallback): void;
  reauthorize(options: OperationOptions, data: Purchase, callback: SdkCallback): void;
  on(event: OverlayEvent, handler: (name?: string) => void): void;
  off(event: OverlayEvent, handler: (name?: string) => void): void;
}

/** How a call of the SDK ended. */
export type Settlement =
  | {
      readonly type: 'answered';
      readonly answer: unknown;
      /** Klarna has not decided: the answer came in the task of the call, or its frame is gone. */
      readonly undecided: boolean;
    }
  | { readonly type: 'failed'; readonly fault: Fault };

export type Operation = 'authorize' | 'finalize' | 'reauthorize';

declare global {
  interface Window {
    Klarna?: { Payments?: Partial<KlarnaPayments> };
    klarnaAsyncCallback?: () => void;
  }
}
