/** Checks the endpoint's options when it is made: a refusal names the option and the cure. */
import { isObject } from '../json.js';
import { parseUrl } from './contract/allowed-hosts.js';
import { refuseOption } from './gateways/settings.js';
import { isLoopback } from './http/endpoint-url.js';
import type { EndpointLimits, TokenEndpointOptions } from './options.js';

/** `undefined` where the value is fine, otherwise the cure. */
type Check = (value: unknown) => string | undefined;

const MAKER = 'createTokenEndpoint';

const KEY_BYTES = 32;
/** Timers count in 31 bits: beyond that they fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

const HOST = /^[\da-z-]+(?:\.[\da-z-]+)+$/;

const isFunction: Check = (value) =>
  typeof value === 'function' ? undefined : 'must be a function';

const isMethod = (value: unknown): boolean => typeof value === 'function';

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);

const listOf =
  (check: Check, cure: string): Check =>
  (value) =>
    Array.isArray(value) ? value.map(check).find((flaw) => flaw !== undefined) : cure;

const OPTIONS = {
  gateway: (value) =>
    isObject(value) && typeof value['system'] === 'string' && isObject(value['capabilities'])
      ? undefined
      : 'must be a gateway, such as klarnaPayments({ … }) or simulated()',
  endpoint: (value) =>
    typeof value === 'string' && value !== ''
      ? endpointFlaw(value)
      : 'is missing: give the URL that shoppers see, such as https://shop.example/klarna',
  resolveOrder: isFunction,
  identify: isFunction,
  keys: keysFlaw,
  allowedOrigins: optional(
    listOf(
      (origin) => (originOf(origin) === undefined ? ORIGIN_CURE : undefined),
      'must be a list of origins',
    ),
  ),
  csrf: optional(isFunction),
  ledger: optional((value) =>
    isObject(value) && ['read', 'write', 'find', 'due'].every((name) => isMethod(value[name]))
      ? undefined
      : 'must be a ledger, such as postgresLedger(pool) or redisLedger(client)',
  ),
  authorizationCallback: optional((value) =>
    value === 'place' || value === 'notify' ? undefined : "must be 'place' or 'notify'",
  ),
  onPlaced: optional(isFunction),
  onUnresolved: optional(isFunction),
  onNotification: optional(isFunction),
  redirectHosts: optional(listOf(hostFlaw, 'must be a list of host names')),
  log: optional(isFunction),
  observe: optional(isFunction),
  now: optional(isFunction),
  limits: optional((value) => (isObject(value) ? undefined : 'must be an object')),
} satisfies Record<keyof TokenEndpointOptions, Check>;

const milliseconds: Check = (value) =>
  isWhole(value) && value <= LONGEST_TIMER
    ? undefined
    : `must be a whole number of milliseconds from 1 to ${LONGEST_TIMER}`;
const count: Check = (value) =>
  isWhole(value) ? undefined : 'must be a whole number of at least 1';
const countOrNone: Check = (value) =>
  isWhole(value) || value === Infinity
    ? undefined
    : 'must be a whole number of at least 1, or Infinity';

const LIMITS = {
  bodyBytes: count,
  bodyMilliseconds: milliseconds,
  jsonDepth: count,
  sessionMilliseconds: milliseconds,
  orderMilliseconds: milliseconds,
  ledgerMilliseconds: milliseconds,
  shopMilliseconds: milliseconds,
  upstreamCalls: countOrNone,
  sessionsPerTenSeconds: countOrNone,
  failedOrdersPerTenSeconds: countOrNone,
} satisfies Record<keyof EndpointLimits, Check>;

/** @throws ConfigurationError naming the first option that could never work, and the cure. */
export function checkOptions(options: TokenEndpointOptions): void {
  checkAll('', OPTIONS, options);
  // A token is money with all but this one.
  if (!options.ledger && options.gateway.system !== 'simulated') {
    refuse(
      'ledger',
      'is missing: give postgresLedger(pool) or redisLedger(client), so that no machine charges an order that another has charged; memoryLedger() does for one single process',
    );
  }
  checkAll('limits.', LIMITS, options.limits ?? {});
}

function checkAll(prefix: string, checks: Readonly<Record<string, Check>>, given: object): void {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(checks, name)) {
      refuse(prefix + name, `is not known: the names are ${Object.keys(checks).join(', ')}`);
    }
  }
  for (const [name, check] of Object.entries(checks)) {
    const isGiven = Object.hasOwn(given, name);
    // A limit that is there is meant: undefined is a setting that was not found.
    if (prefix !== '' && !isGiven) continue;
    const flaw = check((given as Record<string, unknown>)[name]);
    if (flaw !== undefined) {
      refuse(prefix + name, prefix === '' ? flaw : `${flaw}; leave it out for the default`);
    }
  }
}

const refuse = (option: string, cure: string): never => refuseOption(MAKER, option, cure);

const ORIGIN_CURE =
  'must hold origins such as https://www.shop.example: scheme and host, without a path';

/** The origin as browsers send it; `undefined` for what is none. */
export function originOf(origin: unknown): string | undefined {
  const url = typeof origin === 'string' ? parseUrl(origin) : undefined;
  if (
    !url ||
    (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
  )
    return undefined;
  return `${url.origin}/` === url.href ? url.origin : undefined;
}

function endpointFlaw(endpoint: string): string | undefined {
  if (endpoint.startsWith('/') && !endpoint.startsWith('//')) {
    return /[?#]/.test(endpoint) ? 'must have no query and no fragment' : undefined;
  }
  const url = parseUrl(endpoint);
  if (!url) return 'must be an absolute URL, or on loopback a path such as /klarna';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return 'must begin with https:, except on loopback';
  }
  return url.search || url.hash || url.username || url.password
    ? 'must have no query, no fragment and no credentials'
    : undefined;
}

function keysFlaw(keys: unknown): string | undefined {
  const cure = `give at least one secret of ${KEY_BYTES} bytes or more, made with: openssl rand -base64 32`;
  if (!Array.isArray(keys) || keys.length === 0) return `is missing: ${cure}`;
  return keys.every((key) => bytesOf(key) >= KEY_BYTES)
    ? undefined
    : `holds one that is missing or too short: ${cure}`;
}

function bytesOf(key: unknown): number {
  if (typeof key === 'string') return new TextEncoder().encode(key).byteLength;
  return key instanceof Uint8Array ? key.byteLength : 0;
}

function hostFlaw(host: unknown): string | undefined {
  return typeof host === 'string' && HOST.test(host)
    ? undefined
    : 'must hold host names such as pay.example, in lower case, without scheme, port or path';
}

const isWhole = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;
