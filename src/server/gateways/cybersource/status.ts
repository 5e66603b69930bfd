/** Asks CyberSource what became of a session, an authorisation or a booking. */
import { send } from './client.js';
import type { Call } from './client.js';
import type { CyberSourceSettings } from './config.js';
import type { CyberSourceReply } from './reply.js';
import type { CyberSourceStatus, StatusQuery } from './types.js';

export async function checkStatus(
  settings: CyberSourceSettings,
  { requestId, reference }: StatusQuery,
  call: Call,
): Promise<CyberSourceStatus> {
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
  return { requestId, status: statusOf(reply, 'apCheckStatusReply') };
}

/** Documents and schema disagree on the name and on capitals: both are read. */
export function statusOf(reply: CyberSourceReply, service: string): string {
  const status = reply.get(service, 'paymentStatus') ?? reply.get(service, 'status');
  return (status ?? BY_RESPONSE[reply.get(service, 'responseCode') ?? ''] ?? '').toUpperCase();
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
