/** The endpoint over each gateway, whose payment system lives in this process and can be made hostile. */
import { createHash } from 'node:crypto';
import * as gateways from '../../../../src/server/gateways/index.js';
import {
  createTokenEndpoint,
  type Gateway,
  memoryLedger,
  type Order,
  type OrderLedger,
  type TokenEndpointOptions,
} from '../../../../src/server/index.js';
import {
  AUTHORIZED,
  CREATED,
  envelope,
  merchant,
  status,
} from '../../../server/gateways/cybersource/processor.js';
import { line, order } from '../../../server/gateways/shop.js';
import { COOKIE, ENDPOINT, KEY, TestBrowser } from '../../../server/support/shop.js';
import { AUTHORIZATION_TOKEN, type CookieTrick } from './hostile-requests.js';
import { hostileFetch } from './hostile-upstreams.js';

const OLD_KEY = 'an-old-key-that-is-still-in-the-ring-32';
const FOREIGN_KEY = 'the-key-of-another-shop-with-32-bytes-!';
const USERNAME = 'PK250001_c0ffee';
const PASSWORD = 'klarna-api-Passw0rd';
const PORTAL_KEY = 'Portal-Key-0123456789';
const CLIENT_SECRET = 'tulo-client-secret-0123456789';
const ACCESS_TOKEN = 'tulo-access-token-0123456789';

/** None of these may be in an answer or a log line. */
const SECRETS: readonly string[] = [
  KEY,
  OLD_KEY,
  PASSWORD,
  Buffer.from(`${USERNAME}:${PASSWORD}`).toString('base64'),
  PORTAL_KEY,
  createHash('sha384').update(PORTAL_KEY).digest('hex'),
  createHash('md5').update(PORTAL_KEY).digest('hex'),
  CLIENT_SECRET,
  ACCESS_TOKEN,
  ...merchant.privateKey.split('\n').filter((text) => text.length > 40),
];

const CLIENT_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzZXNzaW9uX2lkIjoiMSJ9.c2ln';

const klarna = (): Gateway =>
  gateways.klarnaPayments({
    region: 'eu',
    environment: 'playground',
    username: USERNAME,
    password: PASSWORD,
    fetch: hostileFetch(({ method, url }) => Promise.resolve(klarnaReply(method, url))),
  });

function klarnaReply(method: string, url: string): Response {
  const path = new URL(url).pathname;
  if (path.endsWith('/order')) {
    return Response.json({ order_id: 'order-id', fraud_status: 'ACCEPTED' });
  }
  if (method === 'GET') {
    return Response.json({ client_token: CLIENT_TOKEN, status: 'incomplete' });
  }
  return path.endsWith('/sessions')
    ? Response.json({ session_id: crypto.randomUUID(), client_token: CLIENT_TOKEN })
    : new Response(null, { status: 204 });
}

const payoneGateway = (): Gateway =>
  gateways.payone({
    mid: '23456',
    portalid: '1234512',
    aid: '12345',
    key: PORTAL_KEY,
    mode: 'test',
    financingType: 'KIV',
    fetch: hostileFetch(async (request) => {
      const asked = new URLSearchParams(await request.text()).get('request');
      return new Response(
        asked === 'genericpayment'
          ? `status=OK\nadd_paydata[client_token]=${CLIENT_TOKEN}\nworkorderid=W1`
          : 'status=APPROVED\ntxid=1\nuserid=2',
      );
    }),
  });

const cyberSourceGateway = (): Gateway =>
  gateways.cyberSource({
    merchantId: 'test_merchant',
    environment: 'test',
    privateKey: merchant.privateKey,
    certificate: merchant.certificate,
    fetch: hostileFetch(async (request) => {
      const body = await request.text();
      const reply = body.includes('apAuthService')
        ? AUTHORIZED
        : body.includes('apCheckStatusService')
          ? status('PENDING')
          : CREATED;
      const reference = /<merchantReferenceCode>([^<]*)</.exec(body)?.[1] ?? '';
      return new Response(envelope(reply, reference));
    }),
  });

const tulo = (): Gateway =>
  gateways.tuloPayway({
    clientId: 'client-1',
    clientSecret: CLIENT_SECRET,
    environment: 'stage',
    product: { code: 'adeprimo_digital', periodType: 'recurring' },
    fetch: hostileFetch(({ url }) =>
      Promise.resolve(
        Response.json(
          url.includes('access_token')
            ? { access_token: ACCESS_TOKEN, expires_in: 1 }
            : {
                item: {
                  klarna_payments_session_id: '5aba2ca36fc93613f8000012',
                  klarna_client_token: CLIENT_TOKEN,
                  order_id: 'O-1',
                },
              },
        ),
      ),
    ),
  });

const german = order([line({ unitPrice: 2_340 })]);
const swedish: Order = { ...german, country: 'SE', currency: 'SEK', locale: 'sv-SE' };

interface Attacked {
  readonly gateway: () => Gateway;
  readonly order: Order;
}

const ATTACKED: Readonly<Record<keyof typeof gateways, Attacked>> = {
  simulated: { gateway: gateways.simulated, order: german },
  klarnaPayments: { gateway: klarna, order: german },
  payone: { gateway: payoneGateway, order: german },
  cyberSource: { gateway: cyberSourceGateway, order: german },
  tuloPayway: { gateway: tulo, order: swedish },
};

/** Every gateway that the package exports. */
export const GATEWAYS: Readonly<Record<string, Attacked>> = ATTACKED;

export interface Target {
  readonly handler: (request: Request) => Promise<Response>;
  /** Log lines since the last look. */
  takeLog(): readonly string[];
  /** The request's `Cookie` header, or none. */
  cookieFor(trick: CookieTrick): string | undefined;
  /** What no answer and no log line may hold. */
  readonly secrets: readonly string[];
}

const OWN = 'order-own';
const PLACED = 'order-placed';

/** Keeps the placed order for ever, and every other until the next attack: each finds an order to place. */
function forgetfulLedger(): OrderLedger & { forget(): void } {
  const kept = memoryLedger();
  let passing = memoryLedger();
  return {
    name: 'forgetful',
    read: (reference) => (reference === PLACED ? kept : passing).read(reference),
    write: (change) => (change.record.reference === PLACED ? kept : passing).write(change),
    find: async (key) => [...(await kept.find(key)), ...(await passing.find(key))],
    due: (limit) => passing.due(limit),
    forget() {
      passing = memoryLedger();
    },
  };
}

export async function openTarget(name: string): Promise<Target> {
  const given = GATEWAYS[name];
  if (!given) throw new RangeError(`There is no gateway ${name}`);
  let log: string[] = [];
  let identity = 'cart-1';
  const gateway = given.gateway();
  const ledger = forgetfulLedger();
  let reference = OWN;
  const endpointWith = (...keys: string[]) =>
    createTokenEndpoint({
      gateway,
      ledger,
      endpoint: ENDPOINT,
      keys,
      identify: () => identity,
      // A shop that keeps what the page sent, as systems that need it ask for.
      resolveOrder: (_request, { personalData }) => ({
        ...given.order,
        reference,
        ...(personalData?.billing_address && { billing: personalData.billing_address }),
        ...(personalData?.customer && { customer: personalData.customer }),
      }),
      log: (...entry) => void log.push(JSON.stringify(entry)),
      limits: { sessionsPerTenSeconds: Infinity },
    } satisfies TokenEndpointOptions);
  const handler = endpointWith(KEY, OLD_KEY);

  /** A cookie of a session that was honestly opened. */
  const open = async (by: typeof handler, whose = 'cart-1', place = false): Promise<string> => {
    identity = whose;
    reference = place ? PLACED : OWN;
    const browser = new TestBrowser(by);
    const answer = await browser.session();
    if (!answer.ok) throw new Error(`No session: ${await answer.text()}`);
    if (place && !(await browser.order(AUTHORIZATION_TOKEN)).ok) throw new Error('No order');
    identity = 'cart-1';
    reference = OWN;
    return browser.cookies.get(COOKIE) ?? '';
  };
  const cookies = {
    own: await open(handler),
    placed: await open(handler, 'cart-1', true),
    foreign: await open(handler, 'cart-2'),
    'old-key': await open(endpointWith(OLD_KEY)),
    'foreign-key': await open(endpointWith(FOREIGN_KEY)),
  };

  return {
    handler,
    secrets: [...SECRETS, ...Object.values(cookies)],
    takeLog() {
      const taken = log;
      log = [];
      ledger.forget();
      return taken;
    },
    cookieFor(trick) {
      switch (trick.kind) {
        case 'none':
          return undefined;
        case 'made-up':
          return `${COOKIE}=${trick.text}`;
        case 'cut':
          return `${COOKIE}=${cookies.own.slice(0, trick.at)}`;
        case 'flipped': {
          const at = trick.at % cookies.own.length;
          const other = cookies.own[at] === 'A' ? 'B' : 'A';
          return `${COOKIE}=${cookies.own.slice(0, at)}${other}${cookies.own.slice(at + 1)}`;
        }
        default:
          return `${COOKIE}=${cookies[trick.kind]}`;
      }
    },
  };
}
