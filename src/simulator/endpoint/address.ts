/** Recognizes requests to the simulated endpoint. */
import type { Call } from '../../endpoint/contract.js';

/** Path of each call below the endpoint; in a template stands the name. */
const PATHS = {
  session: 'session',
  session_update: 'session/update',
  order: 'order',
  authorization_cancel: 'authorization/cancel',
} as const satisfies Record<Call, string>;

const CALLS = Object.keys(PATHS) as Call[];

/** A word that no address needs to encode, in the place of the call. */
const PLACE = 'klarna-call';

/** Which call a request is; `unknown`: below the endpoint, but none of the contract's. */
export type CallOf = (url: URL) => Call | 'unknown' | undefined;

/**
 * Reads the calls of one endpoint from the addresses of requests.
 *
 * @param endpoint as in the `endpoint` attribute: a path, a full address, or a template with `{call}`
 * @param base URL that a relative address is resolved against; without it an address has to begin with `/` and matches any host
 * @throws {RangeError} for an address that would match nothing
 */
export function callsOf(endpoint: string, base?: string): CallOf {
  const isTemplate = endpoint.includes('{call}');
  if (base === undefined && !/^(\/(?!\/)|https?:\/\/)/.test(endpoint)) {
    throw new RangeError(
      `The endpoint "${endpoint}" is relative to a page, which a test does not know. Write it from the root, such as "/klarna" or "/?action=klarna_{call}".`,
    );
  }
  const text = isTemplate
    ? endpoint.replaceAll('{call}', PLACE)
    : `${endpoint.replace(/\/+$/, '')}/${PLACE}`;
  const pattern = (root: string): { readonly origin: string; readonly address: RegExp } => {
    const { origin, pathname, search } = new URL(text, root);
    const parts = `${pathname}${search}`.split(PLACE).map(escaped);
    const call = isTemplate ? '([^&/?#]*)' : '(.*)';
    // One and the same call, wherever the template has its place.
    const address = `^${parts[0] ?? ''}${call}${parts.slice(1).join('\\1')}$`;
    return { origin, address: new RegExp(address) };
  };
  return (url) => {
    const { origin, address } = pattern(base ?? url.href);
    const named = url.origin === origin && address.exec(`${url.pathname}${url.search}`)?.[1];
    if (named === false || named === undefined) return undefined;
    return CALLS.find((call) => named === (isTemplate ? call : PATHS[call])) ?? 'unknown';
  };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
