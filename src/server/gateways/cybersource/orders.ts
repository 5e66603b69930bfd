/**
 * What a shop does with an order after it was placed: status, reversal, capture, refund.
 * For the shop's own back office; nothing of this is reachable from the browser.
 */
import { problem } from '../../problems.js';
import type { Stakes } from '../upstream-problems.js';
import { transactionIdentifier } from './authorization.js';
import { send } from './client.js';
import type { CyberSourceSettings } from './config.js';
import type { RequestMessage, ServiceName } from './request.js';
import { checkStatus, statusOf } from './status.js';
import type { Booking, CallOptions, CyberSourceOrders, CyberSourceStatus } from './types.js';

const TIME_LIMIT = 60_000;

export function cyberSourceOrders(settings: CyberSourceSettings): CyberSourceOrders {
  const book = async (
    booking: Booking,
    service: ServiceName,
    fields: RequestMessage['fields'],
    options: CallOptions = {},
  ): Promise<CyberSourceStatus> => {
    const stakes: Stakes = 'binding';
    const reply = await send(settings, bookingMessage(booking, service, fields), stakes, {
      signal: options.signal ?? AbortSignal.timeout(TIME_LIMIT),
      log: options.log,
    });
    const status = statusOf(reply, service.replace(/Service$/, 'Reply'));
    if (status === 'FAILED')
      throw problem('declined', {
        detail: 'CyberSource reports the booking as failed.',
        supportReference: reply.requestID,
      });
    return { requestId: reply.requestID, status };
  };
  return {
    status: async (query, options = {}) =>
      checkStatus(
        settings,
        { ...query, requestId: requestId(query.requestId) },
        {
          signal: options.signal ?? AbortSignal.timeout(TIME_LIMIT),
          log: options.log,
        },
      ),
    reverse: async (reversal, options) =>
      book(
        reversal,
        'apAuthReversalService',
        { authRequestID: requestId(reversal.authRequestId) },
        options,
      ),
    capture: async (capture, options) =>
      book(
        capture,
        'apCaptureService',
        { authRequestID: requestId(capture.authRequestId), isFinal: String(capture.isFinal) },
        options,
      ),
    refund: async (refund, options) =>
      book(
        refund,
        'apRefundService',
        {
          captureRequestID: requestId(refund.captureRequestId),
          reason: refund.reason,
          note: refund.note,
        },
        options,
      ),
  };
}

function bookingMessage(
  { reference, amount, currency }: Booking,
  service: ServiceName,
  fields: RequestMessage['fields'],
): RequestMessage {
  if (!reference || reference.length > 50)
    throw problem('invalid_order', { detail: 'reference must be 1 to 50 characters.' });
  if (!Number.isSafeInteger(amount) || amount < 1)
    throw problem('invalid_order', {
      detail: 'amount must be a positive whole number of minor units.',
    });
  if (!/^[A-Z]{3}$/.test(currency))
    throw problem('invalid_order', {
      detail: 'currency must be three capital letters (ISO 4217).',
    });
  return {
    merchantReferenceCode: reference,
    cart: { currency, grandTotalAmount: amount },
    service,
    fields,
    merchantTransactionIdentifier: transactionIdentifier(`${service} ${reference}`),
  };
}

/** CyberSource's ids are digits, kept as text. */
function requestId(id: string): string {
  if (!/^\d+$/.test(id))
    throw problem('invalid_order', { detail: 'A request id must be digits only.' });
  return id;
}
