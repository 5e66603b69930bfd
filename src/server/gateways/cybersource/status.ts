/** Reads the status of an authorization or a booking from CyberSource. */
import { send } from './client.js';
import type { Call } from './client.js';
import type { CyberSourceSettings } from './config.js';
import type { CyberSourceReply } from './reply.js';

interface StatusQuery {
  /** The request id of what is asked about. */
  readonly requestId: string;
  /** Any number of the shop's own for this question. */
  readonly reference: string;
}

/** In capitals, such as `AUTHORIZED`, `PENDING`, `SETTLED`, `ABANDONED`; empty where none came. */
export async function checkStatus(
  settings: CyberSourceSettings,
  { requestId, reference }: StatusQuery,
  call: Call,
): Promise<string> {
  const reply = await send(
    settings,
    {
      merchantReferenceCode: reference,
      service: 'apCheckStatusService',
      fields: { checkStatusRequestID: requestId },
    },
    'harmless',
    call,
  );
  const service = 'apCheckStatusReply';
  // Here 00000 alone may mean no more than that the question was answered.
  const answered = reply.get(service, 'responseCode') === '00000';
  return answered ? namedStatus(reply, service) : statusOf(reply, service);
}

export function statusOf(reply: CyberSourceReply, service: string): string {
  const byCode = BY_RESPONSE[reply.get(service, 'responseCode') ?? ''] ?? '';
  return namedStatus(reply, service) || byCode;
}

/** Documents and schema disagree on the name and on capitals: both are read. */
function namedStatus(reply: CyberSourceReply, service: string): string {
  const status = reply.get(service, 'paymentStatus') ?? reply.get(service, 'status');
  return (status ?? '').toUpperCase();
}

/** Alternative payments' response codes. Texts: `00000` is not zero. */
const BY_RESPONSE: Readonly<Record<string, string>> = {
  '00000': 'COMPLETED',
  '00001': 'PENDING',
  '00002': 'ABANDONED',
  '00003': 'AUTHORIZED',
  '00004': 'SETTLED',
  '00006': 'REFUNDED',
  '00008': 'REVERSED',
  '00009': 'CANCELLED',
  '00011': 'CHARGEBACK',
  '00017': 'EXPIRED',
  '10000': 'FAILED',
};
