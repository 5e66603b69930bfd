/** PAYONE's Server API as its documents describe it, on this machine. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { GatewayProblem, Order } from '../../../../src/server/gateways/gateway.js';
import type { PayoneConfig } from '../../../../src/server/gateways/payone/config.js';
import { payone } from '../../../../src/server/gateways/payone/index.js';
import type { Behaviour, Loopback } from '../loopback.js';
import { loopback, SILENT } from '../loopback.js';
import { context, line, order, problemOf } from '../shop.js';

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

/** Starts platforms for the tests of one file, and closes them all after it. */
export function platforms(): typeof platform {
  const open: Platform[] = [];
  after(() => Promise.all(open.map((server) => server.close())));
  return async (answers, changes) => {
    const server = await platform(answers, changes);
    open.push(server);
    return server;
  };
}

/** A purchase that PAYONE takes. */
export const cart = order([
  line({ unitPrice: 2340 }),
  line({ type: 'shipping_fee', reference: 'dhl', name: 'DHL', unitPrice: 660 }),
]);

/** What start_session sends for an order. */
export async function started(
  serve: typeof platform,
  bought: Order,
  changes: Partial<PayoneConfig> = {},
): Promise<Record<string, string>> {
  const server = await serve([STARTED], changes);
  await server.gateway.createSession(bought, context());
  return server.sent();
}

/** The problem of an order that is refused before anything is sent. */
export async function refused(serve: typeof platform, bought: Order): Promise<GatewayProblem> {
  const server = await serve([STARTED]);
  const problem = await problemOf(server.gateway.createSession(bought, context()));
  assert.equal(server.received.length, 0, 'nothing may be sent');
  return problem;
}
