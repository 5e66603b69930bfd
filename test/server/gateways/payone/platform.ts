/** PAYONE's Server API as its documents describe it, on this machine. */
import type { PayoneConfig } from '../../../../src/server/gateways/payone/config.js';
import { payone } from '../../../../src/server/gateways/payone/payone.js';
import type { Behaviour, Loopback } from '../loopback.js';
import { loopback, SILENT } from '../loopback.js';

export const KEY = 'Portal-Key-0123456789';

export const options = {
  mid: '23456',
  portalid: '1234512',
  aid: '12345',
  key: KEY,
  mode: 'test',
  financingType: 'KIV',
} as const satisfies Partial<PayoneConfig>;

export const CLIENT_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.ewogICJzZXNzaW9uX2lkIiA6.gD6X-_a+b%2Fc=';

export const STARTED = [
  'status=OK',
  'add_paydata[payment_method_category_asset_url_descriptive]=https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg',
  `add_paydata[client_token]=${CLIENT_TOKEN}`,
  'add_paydata[payment_method_category_identifier]=Pay_later',
  'add_paydata[session_id]=47a35b08-d5ee-71b5-95d1-eae751c5befb',
  'add_paydata[payment_method_category_name]=Pay in 30 days.',
  'add_paydata[payment_method_category_asset_url_standard]=https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg',
  'workorderid=WX1A37YBGD9D11DK',
].join('\n');

export const REDIRECT = [
  'redirecturl=https://klarna-payments-eu.playground.klarna.com/v1/sessions/aaa-bbbb/redirect?a=1&b=2',
  'status=REDIRECT',
  'txid=30343747',
  'userid=7890123',
  'add_paydata[workorderid]=WAUTH',
  'add_paydata[reservation_txid]=RES123456789',
].join('\r\n');

export interface Platform extends Loopback {
  readonly gateway: ReturnType<typeof payone>;
  /** The parameters of the last request. */
  sent(): Record<string, string>;
}

/** Answers each request in turn, the last one for all that follow. */
export async function platform(
  answers: readonly (string | Behaviour)[],
  changes: Partial<PayoneConfig> = {},
): Promise<Platform> {
  const server = await loopback((_request, index) => {
    const answer = answers[Math.min(index, answers.length - 1)] ?? SILENT;
    return typeof answer === 'string' ? { body: answer } : answer;
  });
  return {
    ...server,
    gateway: payone({ ...options, url: server.url, ...changes }),
    sent: () => Object.fromEntries(new URLSearchParams(server.received.at(-1)?.body ?? '')),
  };
}
