/** What `init` learns from a client token. One session per page, as in the SDK. */
import { isRecord, type Options } from './arguments.js';
import { decodeClientToken, SIMULATED_BUILD, type SdkMode } from './client-token.js';
import { errors } from './errors.js';
import { parseUrl } from './url.js';

export interface Session {
  readonly token: string;
  readonly id: string;
  /** The token names a host that Klarna's frames may come from. If not, everything but `init` fails. */
  readonly usable: boolean;
  readonly country: string;
  readonly currency: string | undefined;
  readonly language: string;
  readonly merchantName: string;
  readonly production: boolean;
  /** Lower case; the default name of a widget. */
  readonly sessionType: string | undefined;
  readonly scheme: boolean;
  /** Minor units. */
  readonly orderAmount: number;
  readonly eventBaseUrl: string | undefined;
  readonly mode: SdkMode;
  /** Klarna's purchase-flow library authorizes; in static mode always, else by its own experiment. */
  readonly purchaseFlow: boolean;
  /** The static block has a live part as well, which has its own time limit. */
  readonly dynamicOffer: boolean;
  /** The experiments by name, for the few that change something small. */
  readonly experiments: ReadonlyMap<string, string>;
  /** The token was made for a newer build than this one. */
  readonly newerBuild: boolean;
  /** All that the page told Klarna so far, merged; the test people's e-mail is read from it. */
  known: Options;
  /** What `load` was given in static mode, kept for the next `authorize`. */
  pendingData: Options;
}

const KLARNA_HOST = /^(?:.+\.)?(?:klarnacdn\.net|klarna\.net|klarna\.com)$/;

function usableBaseUrl(claim: unknown): boolean {
  const url = typeof claim === 'string' ? parseUrl(claim) : undefined;
  if (!url) return false;
  const { protocol, hostname } = url;
  if (protocol === 'http:') return hostname === 'localhost' || hostname === '0.0.0.0';
  return protocol === 'https:' && KLARNA_HOST.test(hostname);
}

function readExperiments(claim: unknown): Map<string, Options> {
  const found = new Map<string, Options>();
  for (const item of Array.isArray(claim) ? (claim as unknown[]) : []) {
    if (isRecord(item) && typeof item['name'] === 'string') found.set(item['name'], item);
  }
  return found;
}

const text = (claim: unknown): string | undefined =>
  typeof claim === 'string' ? claim : undefined;

/** Reads a token. Throws as `init` does when it cannot be decoded; an odd payload is no error here. */
export function readSession(token: unknown): Session {
  const claims = decodeClientToken(token);
  if (!claims) throw errors.invalidClientToken();
  const found = readExperiments(claims['experiments']);
  const scheme = claims['scheme'] === true;
  const on = (name: string): boolean => scheme && found.get(name)?.['variate'] === 'variate-1';
  const purchaseFlow = on('kp-client-utopia-flow');
  const offer = purchaseFlow ? found.get('kp-client-utopia-static-widget') : undefined;
  const popup = !purchaseFlow && on('kp-client-popup-purchase-flow');
  const parameters = isRecord(offer?.['parameters']) ? offer['parameters'] : {};
  const build = Number(/-(\d+)-/.exec(text(claims['version']) ?? '')?.[1] ?? 0);
  const amount = claims['order_amount'];
  return {
    token: String(token),
    id: text(claims['session_id']) ?? '',
    usable: usableBaseUrl(claims['base_url']),
    country: text(claims['purchase_country']) ?? '',
    currency: text(claims['purchase_currency']),
    language: text(claims['language']) ?? 'en',
    merchantName: text(claims['merchant_name']) ?? '',
    production: claims['environment'] === 'production',
    sessionType: text(claims['session_type'])?.toLowerCase(),
    scheme,
    orderAmount: typeof amount === 'number' ? amount : 0,
    eventBaseUrl: text(claims['client_event_base_url']),
    mode: offer ? 'static' : popup ? 'popup' : 'iframe',
    purchaseFlow,
    dynamicOffer: parameters['dynamic'] === 'true',
    experiments: new Map([...found].map(([name, item]) => [name, text(item['variate']) ?? ''])),
    newerBuild: build > SIMULATED_BUILD,
    known: {},
    pendingData: {},
  };
}

/** Lays `over` on `under`: objects are merged, everything else (arrays too) is replaced. */
export function deepMerge(under: Options, over: unknown): Options {
  if (!isRecord(over)) return under;
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isRecord(below) && isRecord(value) ? deepMerge(below, value) : value;
  }
  return merged;
}
