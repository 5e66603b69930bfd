/** Payway's API as its documents describe it, on this machine. */
import type { TuloPaywayConfig } from '../../../../src/server/gateways/tulo-payway/config.js';
import { tuloPayway } from '../../../../src/server/gateways/tulo-payway/index.js';
import type { Behaviour, Loopback, Received } from '../loopback.js';
import { loopback, SILENT } from '../loopback.js';
import { line, order } from '../shop.js';

export const SECRET = 'client-secret-0123456789';
export const SESSION_ID = '5aba2ca36fc93613f8000012';
/** As in Payway's own example: its header is no valid JSON. */
export const CLIENT_TOKEN = 'eyJhbGciOIJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjAwMCJ9.A_rHWMSX';

export const options = {
  clientId: 'client-1',
  clientSecret: SECRET,
  environment: 'stage',
  product: { code: 'adeprimo_digital', periodType: 'recurring' },
} as const satisfies TuloPaywayConfig;

export const category = (identifier: string, name: string) => ({
  identifier,
  name,
  asset_urls: {
    descriptive: 'https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg',
    standard: 'https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg',
  },
});

export const CREATED: Behaviour = {
  body: JSON.stringify({
    item: {
      klarna_payments_session_id: SESSION_ID,
      klarna_client_token: CLIENT_TOKEN,
      payment_method_categories: [
        category('direct_debit', 'Bankkonto'),
        category('pay_later', 'Få först. Betala sen.'),
      ],
    },
  }),
};

export const PLACED: Behaviour = { body: JSON.stringify({ item: { order_id: 'O-1' } }) };

export const tokenReply = (value: string, expiresIn: unknown = 3600): Behaviour => ({
  body: JSON.stringify({ access_token: value, expires_in: expiresIn }),
});

export const error = (status: number, body: unknown = {}): Behaviour => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const swedish = order([line({ unitPrice: 9900, taxRate: 600 })], {
  country: 'SE',
  currency: 'SEK',
  locale: 'sv-SE',
  billing: { given_name: 'Anna', family_name: 'Svensson', email: 'anna@example.se' },
});

export interface Payway extends Loopback {
  readonly gateway: ReturnType<typeof tuloPayway>;
  /** Requests for access tokens, and all others. */
  readonly tokenRequests: Received[];
  readonly calls: Received[];
  /** The JSON body of the last call. */
  sent(): Record<string, unknown>;
}

export interface Answers {
  /** One after the other, the last one for all that follow. */
  readonly calls?: readonly Behaviour[];
  readonly tokens?: readonly Behaviour[];
}

export async function payway(
  { calls = [CREATED], tokens = [tokenReply('token-1')] }: Answers = {},
  changes: Partial<TuloPaywayConfig> = {},
): Promise<Payway> {
  const seen = { tokenRequests: [] as Received[], calls: [] as Received[] };
  const server = await loopback((request) => {
    const asksForToken = request.path === '/api/authorization/access_token';
    const [list, answers] = asksForToken ? [seen.tokenRequests, tokens] : [seen.calls, calls];
    list.push(request);
    return answers[Math.min(list.length, answers.length) - 1] ?? SILENT;
  });
  return {
    ...server,
    ...seen,
    gateway: tuloPayway({ ...options, url: server.url, ...changes }),
    sent: () => JSON.parse(seen.calls.at(-1)!.body) as Record<string, unknown>,
  };
}
