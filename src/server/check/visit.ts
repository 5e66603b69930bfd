/** Calls an endpoint as a page of the shop would: same origin, JSON, cookies kept. */
import { CALL_PATHS, type Call } from '../../endpoint/contract.js';

export interface Visit {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Headers;
  /** Without its byte order mark, which `hadMark` tells. */
  readonly text: string;
  readonly hadMark: boolean;
  /** Milliseconds. */
  readonly took: number;
}

export interface VisitOptions {
  readonly body: unknown;
  /** Sent as it is instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Visitor {
  /** Rejects only when no answer came. */
  visit(call: Call, options: VisitOptions): Promise<Visit>;
}

/** The element waits this long for an order; for a session it waits 10 seconds. */
const LONGEST_MILLISECONDS = 60_000;

/** @param headers sent with each call: the shop's own cookies, CSRF token and the like. */
export function createVisitor(
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  fetchOver: typeof fetch,
): Visitor {
  const jar = new Map(parsePairs(headers['Cookie'] ?? headers['cookie'] ?? ''));
  const { origin } = new URL(endpoint.replaceAll(/[{}]/g, ''));
  return {
    async visit(call, options) {
      const started = Date.now();
      const response = await fetchOver(callUrl(endpoint, call), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          Origin: origin,
          'Sec-Fetch-Site': 'same-origin',
          ...headers,
          Cookie: Array.from(jar, ([name, value]) => `${name}=${value}`).join('; '),
          ...options.headers,
        },
        body: options.text ?? JSON.stringify(options.body),
        redirect: 'manual',
        signal: AbortSignal.timeout(LONGEST_MILLISECONDS),
      });
      for (const line of response.headers.getSetCookie()) {
        for (const [name, value] of parsePairs(line.split(';', 1)[0] ?? '')) jar.set(name, value);
      }
      const bytes = await response.arrayBuffer();
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      return {
        status: response.status,
        ok: response.ok,
        headers: response.headers,
        text: text.replace(/^\uFEFF/, ''),
        hadMark: text.startsWith('\uFEFF'),
        took: Date.now() - started,
      };
    },
  };
}

/** Below the endpoint, or in the `{call}` of its template: as the element builds it. */
function callUrl(endpoint: string, call: Call): string {
  return endpoint.includes('{call}')
    ? endpoint.replaceAll('{call}', call)
    : `${endpoint.replace(/\/+$/, '')}/${CALL_PATHS[call]}`;
}

function parsePairs(text: string): [string, string][] {
  return text.split(';').flatMap((pair) => {
    const separator = pair.indexOf('=');
    return separator > 0
      ? [[pair.slice(0, separator).trim(), pair.slice(separator + 1).trim()] as [string, string]]
      : [];
  });
}
