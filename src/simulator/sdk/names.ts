/** What Klarna calls its widgets, and the element ids that follow from it. */
import type { Options } from './arguments.js';
import { errors } from './errors.js';
import type { Session } from './session.js';

/** What `payment_method_category` may be on an ordinary host name, in the newest measured build. */
const CATEGORIES = new Set([
  'klarna',
  'pay_later',
  'pay_now',
  'pay_over_time',
  'direct_debit',
  'direct_bank_transfer',
  'card',
  'pay_in_parts',
  'swish',
]);

const PREFERRED_METHODS = new Set([
  'base_account',
  'deferred_interest',
  'direct_bank_transfer',
  'direct_debit',
  'fixed_amount',
  'invoice',
  'b2b_invoice',
  'pix',
]);

const INSTANCE_ID = /^[\w-]+$/;

const text = (value: unknown): string => String(value);

/** Throws as the SDK does for a category it does not know. Empty means none. */
export function checkCategory(options: Options): void {
  const category = options.payment_method_category;
  if (category && !CATEGORIES.has(text(category))) {
    throw errors.categoryNotSupported(text(category));
  }
}

/** The checks that only `load` makes: the plural form needs an id, and a preference must be known. */
export function checkLoadOptions(options: Options): void {
  checkCategory(options);
  const several = options.payment_method_categories;
  if (several !== undefined) {
    const id = options.instance_id;
    if (!id) throw errors.instanceIdNotProvided();
    checkInstanceId(options);
    for (const category of Array.isArray(several) ? (several as unknown[]) : [several]) {
      if (!CATEGORIES.has(text(category))) throw errors.categoryNotSupported(text(category));
    }
  }
  const preferred = options.preferred_payment_method;
  if (preferred !== undefined && !PREFERRED_METHODS.has(text(preferred))) {
    throw errors.preferredMethodNotSupported(text(preferred));
  }
}

/** `authorize` checks an instance id in every form, `load` only with the plural form. */
export function checkInstanceId(options: Options): void {
  const id = options.instance_id;
  if (id && !INSTANCE_ID.test(text(id))) throw errors.invalidInstanceId();
}

/** The identity of a widget: instance id, else category, else session type, else the API's own name. */
export function widgetName(options: Options, session: Session | undefined, api: string): string {
  return text(
    options.instance_id || options.payment_method_category || session?.sessionType || api,
  );
}

const dashed = (name: string): string => name.toLowerCase().replaceAll('_', '-');

export const mainFrameId = (name: string): string => `klarna-${dashed(name)}-main`;
export const overlayFrameId = (name: string): string => `klarna-${dashed(name)}-fullscreen`;
export const popupName = (name: string): string => `klarna-${dashed(name)}-popup`;

/** Which categories have a static block of their own; all others share one. */
const OFFERS = new Set(['pay_later', 'pay_now', 'pay_over_time']);

/** Value of `data-cid` on the block that stands for the widget in static mode. */
export function offerId(options: Options): string {
  const category = text(options.payment_method_category);
  const isOwn = OFFERS.has(category) && options.payment_method_categories === undefined;
  return `klarna-${isOwn ? dashed(category) : 'one'}-static`;
}
