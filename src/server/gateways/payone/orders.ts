/** Operations on placed orders: capture, refund, debit, cancel, change. */
import type { GatewayContext, OpenAttempt, Order, OrderLine } from '../gateway.js';
import { problem } from '../../problems.js';
import { checkBooking, checkCurrency, signalOf } from '../check-booking.js';
import type { Booked, Booking, CallOptions, Capture, UpstreamIds } from '../orders.js';
import { unanswered } from '../upstream-problems.js';
import { cartParameters, financingOf, narrative, narrativeOf } from './cart.js';
import type { PayoneSettings } from './config.js';
import { SYSTEM } from './config.js';
import { creditParameters, dateOf } from './credit.js';
import type { Parameters } from './envelope.js';
import { send } from './envelope.js';
import { itemParameters, itemsOfLine, MAX_AMOUNT } from './items.js';
import type { PayoneReply } from './reply.js';
import { compact, succeeded } from './reply.js';
import { shipmentParameters } from './shipments.js';
import type {
  PayoneCapture,
  PayoneDebit,
  PayoneOrders,
  PayoneRefund,
  Sequenced,
  SettleAccount,
} from './types.js';
import { creditLines } from './vouchers.js';

export function payoneOrders(settings: PayoneSettings): PayoneOrders {
  const run = async (parameters: Parameters, options: CallOptions = {}): Promise<Booked> => {
    const call = { signal: signalOf(options), log: options.log };
    const reply = await send(settings, parameters, 'binding', call);
    if (succeeded(reply)) return { status: 'completed', upstream: upstreamOf(reply, parameters) };
    const cause = new Error(`The status ${reply.status} cannot be used.`);
    throw unanswered(SYSTEM, 'binding', cause, options.log);
  };
  return {
    capture: async (order, capture, options) => run(captureParameters(order, capture), options),
    refund: async (order, refund, options) => run(refundParameters(order, refund), options),
    cancel: async (order, cancellation, options) =>
      run(cancelParameters(order, cancellation), options),
    debit: async (order, debit, options) => run(debitParameters(order, debit), options),
    // `async`, so that what the shop gets wrong rejects like everything else.
    // eslint-disable-next-line @typescript-eslint/require-await
    creditLines: async (...returned) => creditLines(...returned),
    updateSession: async (order, cart, options) =>
      run(updateParameters(settings, order, cart), options),
  };
}

/** Gives back what the shopper did not finish; `true` when PAYONE confirms it. */
export async function releaseAttempt(
  settings: PayoneSettings,
  { upstream, reference, amount, currency }: OpenAttempt,
  context: GatewayContext,
): Promise<boolean> {
  if (!upstream['txid']) return false;
  await payoneOrders(settings).cancel(upstream, { reference, amount, currency }, context);
  return true;
}

function updateParameters(settings: PayoneSettings, order: UpstreamIds, cart: Order): Parameters {
  return {
    request: 'genericpayment',
    'add_paydata[action]': 'update_session',
    'add_paydata[reservation_txid]': idOf(order, 'reservation_txid'),
    'add_paydata[session_id]': idOf(order, 'session_id'),
    workorderid: idOf(order, 'workorderid'),
    country: cart.country,
    narrative_text: narrativeOf(settings, cart),
    ...cartParameters(settings, cart, financingOf(settings, { data: order })),
  };
}

function captureParameters(order: UpstreamIds, capture: PayoneCapture): Parameters {
  const { shippingDelay } = capture;
  if (shippingDelay !== undefined && !(Number.isSafeInteger(shippingDelay) && shippingDelay >= 0))
    throw refused('shippingDelay must be a whole number of days, zero or more.');
  return {
    request: 'capture',
    capturemode: captureMode(capture),
    settleaccount: settlement(capture),
    ...bookingParameters(order, capture, 1),
    ...shipmentParameters(capture.shipments ?? []),
    'add_paydata[shipping_delay]': shippingDelay === undefined ? undefined : String(shippingDelay),
  };
}

function captureMode({ isFinal }: Capture): 'completed' | 'notcompleted' {
  if (typeof isFinal !== 'boolean')
    throw refused('isFinal must be true or false: Klarna insists on being told.');
  return isFinal ? 'completed' : 'notcompleted';
}

function settlement({ settleAccount = 'yes' }: { settleAccount?: SettleAccount }): SettleAccount {
  if (!['yes', 'no', 'auto'].includes(settleAccount))
    throw refused('settleAccount must be yes, no or auto.');
  return settleAccount;
}

function cancelParameters(
  order: UpstreamIds,
  { currency, ...cancellation }: Pick<Booking, 'currency'> & Sequenced,
): Parameters {
  checkCurrency(currency);
  return {
    request: 'capture',
    capturemode: 'completed',
    settleaccount: settlement({}),
    ...paymentParameters(order, cancellation),
    amount: '0',
    currency,
  };
}

function refundParameters(order: UpstreamIds, refund: PayoneRefund): Parameters {
  return {
    request: 'refund',
    ...bookingParameters(order, refund, -1),
    ...creditParameters(refund),
  };
}

function debitParameters(order: UpstreamIds, debit: PayoneDebit): Parameters {
  const { direction, deliveries } = debit;
  if (!['credit', 'claim'].includes(direction)) throw refused('direction must be credit or claim.');
  return {
    request: 'debit',
    settleaccount: settlement(debit),
    ...bookingParameters(order, debit, direction === 'credit' ? -1 : 1),
    ...creditParameters(debit),
    ...deliveryParameters(debit.lines ?? [], deliveries),
  };
}

function deliveryParameters(
  lines: readonly OrderLine[],
  deliveries: PayoneDebit['deliveries'],
): Parameters {
  if (!deliveries) return {};
  if (deliveries.length !== lines.length)
    throw refused('deliveries must have one entry for each of lines.');
  // A line with a discount of its own is two positions.
  const positions = lines.flatMap((line, index) => itemsOfLine(line, index).map(() => index));
  const dates = (name: 'date' | 'endDate') =>
    positions.map((index) => dateOf(`deliveries[${index}].${name}`, deliveries[index]?.[name]));
  return { sd: dates('date'), ed: dates('endDate') };
}

function bookingParameters(
  order: UpstreamIds,
  booking: Booking & Sequenced,
  sign: 1 | -1,
): Parameters {
  checkBooking(booking, 255);
  const { amount, currency, lines, description } = booking;
  if (amount > MAX_AMOUNT) throw refused(`amount must be at most ${MAX_AMOUNT}.`);
  return {
    ...paymentParameters(order, booking),
    amount: String(sign * amount),
    currency,
    narrative_text: narrative(description),
    ...(lines && itemParameters(lines.flatMap((line, index) => itemsOfLine(line, index)))),
  };
}

/** Which payment, and which booking of it. */
function paymentParameters(order: UpstreamIds, { sequenceNumber }: Sequenced): Parameters {
  const txid = idOf(order, 'txid');
  if (!/^\d{1,12}$/.test(txid)) throw refused('txid must be 1 to 12 digits.');
  const number = sequenceNumber ?? Number(idOf(order, 'sequencenumber')) + 1;
  if (!Number.isSafeInteger(number) || number < 0 || number > 127)
    throw refused('sequenceNumber must be a whole number, 0 to 127.');
  return { txid, sequencenumber: String(number) };
}

function idOf(order: UpstreamIds, name: string): string {
  const id = order[name];
  if (!id)
    throw refused(
      `The order has no ${name}: store what placed.upstream, notifications and bookings give.`,
    );
  return id;
}

const refused = (detail: string) => problem('invalid_order', { detail });

/** What the shop stores; never the whole reply. */
function upstreamOf(reply: PayoneReply, { sequencenumber }: Parameters): Record<string, string> {
  return compact({
    sequencenumber: typeof sequencenumber === 'string' ? sequencenumber : undefined,
    txid: reply.get('txid'),
    settleaccount: reply.get('settleaccount'),
    workorderid: reply.data('workorderid') ?? reply.get('workorderid'),
    reservation_txid: reply.data('reservation_txid'),
    authorized_payment_method: reply.data('authorized_payment_method'),
    clearing_instructionnote: reply.get('clearing_instructionnote'),
  });
}
