/**
 * TransactionStatus: PAYONE's own word on a payment, posted to the shop. The only one to trust, since a
 * return address can be guessed. It is sent again until it is answered with `TSOK`.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Log, Notification } from '../gateway.js';
import { problem } from '../../problems.js';
import type { PayoneSettings } from './config.js';
import { hashKey } from './envelope.js';

const MAX_BYTES = 64 * 1024;

/** What the shop needs to keep its order in step. No name, no address. */
const KEPT = [
  'txid',
  'sequencenumber',
  'transaction_status',
  'price',
  'balance',
  'receivable',
  'currency',
  'mode',
  'failedcause',
  'txtime',
  'notify_version',
];

/**
 * Checks the key, the mode and the sub-account; throws `forbidden` for anything that PAYONE did not send.
 * The key is the same hash in every notification, so that whoever has seen one can write others: the address is
 * part of the proof. PAYONE posts from 185.60.20.0/24, which the shop's own front has to see to.
 */
export async function readTransactionStatus(
  settings: PayoneSettings,
  request: Request,
  log: Log,
): Promise<{ notification: Notification; answer: Response }> {
  const fields = decodeLatin1Form(await readBytes(request));
  const reason = refusalOf(settings, fields);
  if (reason) {
    log('warn', 'payone: notification refused', { reason });
    throw problem('forbidden', {
      detail: `The notification does not come from PAYONE: ${reason}.`,
    });
  }
  const reference = fields.get('reference');
  const status = fields.get('txaction');
  if (!reference || !status)
    throw problem('forbidden', { detail: 'The notification has no reference or txaction.' });
  const upstream = Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = fields.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  return {
    notification: { type: 'status', reference, status, ...outcomeOf(status, fields), upstream },
    answer: new Response('TSOK', { headers: { 'Content-Type': 'text/plain; charset=us-ascii' } }),
  };
}

/** Actions after which there is an order, whose own reply may have been lost. */
const OF_AN_ORDER = new Set(['appointed', 'capture', 'paid', 'underpaid', 'debit', 'refund']);

function outcomeOf(
  status: string,
  fields: ReadonlyMap<string, string>,
): { readonly outcome?: 'completed' | 'pending' | 'rejected' } {
  if (status === 'failed') return { outcome: 'rejected' };
  if (!OF_AN_ORDER.has(status)) return {};
  return { outcome: fields.get('transaction_status') === 'pending' ? 'pending' : 'completed' };
}

function refusalOf(
  settings: PayoneSettings,
  fields: ReadonlyMap<string, string>,
): string | undefined {
  const key = fields.get('key')?.toLowerCase() ?? '';
  if (!sameText(hashKey(settings.key, settings.hash), key)) return 'wrong key';
  if (fields.get('mode') !== settings.mode) return 'wrong mode';
  if (fields.get('aid') !== settings.aid) return 'wrong aid';
  const portal = fields.get('portalid');
  if (portal !== undefined && portal !== settings.portalid) return 'wrong portalid';
  return undefined;
}

function sameText(expected: string, given: string): boolean {
  const a = Buffer.from(expected, 'latin1');
  const b = Buffer.from(given, 'latin1');
  return a.length === b.length && timingSafeEqual(a, b);
}

async function readBytes(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const chunk = await reader.read();
    if (chunk.done) break;
    size += chunk.value.byteLength;
    if (size > MAX_BYTES) {
      await reader.cancel().catch(() => undefined);
      throw problem('forbidden', { detail: 'The notification is too large.' });
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks);
}

/**
 * Notifications are always ISO-8859-1, byte for byte. `URLSearchParams` would read them as UTF-8, and a
 * `TextDecoder` for `iso-8859-1` as windows-1252: both spoil names.
 */
function decodeLatin1Form(bytes: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  for (const pair of bytes.toString('latin1').split('&')) {
    const at = pair.indexOf('=');
    if (at > 0) fields.set(decode(pair.slice(0, at)), decode(pair.slice(at + 1)));
  }
  return fields;
}

function decode(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
