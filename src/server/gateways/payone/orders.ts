/**
 * What a shop does with an order after it was placed: change, capture, debit, refund.
 * For the shop's own back office; nothing of this is reachable from the browser.
 */
import { problem } from '../../problems.js';
import { unanswered } from '../upstream-problems.js';
import { cartParameters, narrative } from './cart.js';
import type { PayoneSettings } from './config.js';
import { SYSTEM } from './config.js';
import type { Parameters } from './envelope.js';
import { send } from './envelope.js';
import { itemParameters, MAX_AMOUNT, totalOf } from './items.js';
import type { PayoneReply } from './reply.js';
import { compact, succeeded } from './reply.js';
import { shipmentParameters } from './shipments.js';
import type {
  Booking,
  CallOptions,
  PayoneCapture,
  PayoneDebit,
  PayoneOrders,
  PayoneUpdate,
} from './types.js';

const TIME_LIMIT = 60_000;

export function payoneOrders(settings: PayoneSettings): PayoneOrders {
  const run = async (parameters: Parameters, options: CallOptions = {}) => {
    const signal = options.signal ?? AbortSignal.timeout(TIME_LIMIT);
    const reply = await send(settings, parameters, 'binding', { signal, log: options.log });
    if (succeeded(reply)) return kept(reply);
    const cause = new Error(`The status ${reply.status} cannot be used.`);
    throw unanswered(SYSTEM, 'binding', cause, options.log);
  };
  return {
    updateSession: async (update, options) => run(updateParameters(settings, update), options),
    capture: async (capture, options) => run(captureParameters(capture), options),
    debit: async (debit, options) => run(debitParameters(debit), options),
    refund: async (refund, options) =>
      run({ request: 'refund', ...bookingParameters(refund, -1) }, options),
  };
}

function updateParameters(settings: PayoneSettings, update: PayoneUpdate): Parameters {
  const { order, reservationTxid, workorderid, sessionId } = update;
  if (!reservationTxid || !workorderid || !sessionId)
    throw problem('invalid_order', {
      detail: 'reservationTxid, workorderid and sessionId must not be empty.',
    });
  return {
    request: 'genericpayment',
    'add_paydata[action]': 'update_session',
    'add_paydata[reservation_txid]': reservationTxid,
    'add_paydata[session_id]': sessionId,
    workorderid,
    country: order.country,
    narrative_text: narrative(settings.narrativeText?.(order)),
    ...cartParameters(settings, order, update.financingType),
  };
}

function captureParameters(capture: PayoneCapture): Parameters {
  const { sequenceNumber = 1, captureMode, settleAccount = 'yes', shippingDelay } = capture;
  if (shippingDelay !== undefined && !(Number.isSafeInteger(shippingDelay) && shippingDelay >= 0))
    throw problem('invalid_order', {
      detail: 'shippingDelay must be a whole number of days, zero or more.',
    });
  return {
    request: 'capture',
    capturemode: captureMode,
    settleaccount: settleAccount,
    ...bookingParameters({ ...capture, sequenceNumber }, 1),
    ...shipmentParameters(capture.shipments ?? []),
    'add_paydata[shipping_delay]': shippingDelay === undefined ? undefined : String(shippingDelay),
  };
}

function debitParameters(debit: PayoneDebit): Parameters {
  return {
    request: 'debit',
    settleaccount: debit.settleAccount ?? 'yes',
    ...bookingParameters(debit, debit.direction === 'credit' ? -1 : 1),
  };
}

function bookingParameters(booking: Booking, sign: 1 | -1): Parameters {
  const { txid, sequenceNumber, amount, currency, items, narrativeText } = booking;
  if (!/^\d{1,12}$/.test(txid))
    throw problem('invalid_order', { detail: 'txid must be 1 to 12 digits.' });
  if (!Number.isSafeInteger(sequenceNumber) || sequenceNumber < 0 || sequenceNumber > 127)
    throw problem('invalid_order', { detail: 'sequenceNumber must be a whole number, 0 to 127.' });
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > MAX_AMOUNT)
    throw problem('invalid_order', {
      detail: `amount must be positive minor units, at most ${MAX_AMOUNT}.`,
    });
  if (!/^[A-Z]{3}$/.test(currency))
    throw problem('invalid_order', {
      detail: 'currency must be three capital letters (ISO 4217).',
    });
  if (items && totalOf(items) !== amount)
    throw problem('invalid_order', { detail: 'The positions do not add up to the amount.' });
  return {
    txid,
    sequencenumber: String(sequenceNumber),
    amount: String(sign * amount),
    currency,
    narrative_text: narrative(narrativeText),
    ...(items && itemParameters(items)),
  };
}

/** What the shop may want to store; never the whole reply. */
function kept(reply: PayoneReply): Record<string, string> {
  return compact({
    txid: reply.get('txid'),
    settleaccount: reply.get('settleaccount'),
    workorderid: reply.data('workorderid') ?? reply.get('workorderid'),
    reservation_txid: reply.data('reservation_txid'),
    authorized_payment_method: reply.data('authorized_payment_method'),
    clearing_instructionnote: reply.get('clearing_instructionnote'),
  });
}
