/**
 * What the SDK reports to Klarna while it works. The body of `load_called` and `authorize_called` is the very data
 * that the page passed, so a test that watches these posts sees personal data that leaves too early.
 */
import { SIMULATED_BUILD } from './client-token.js';
import type { Session } from './session.js';
import { parseUrl } from './url.js';
import { uuid } from './uuid.js';

/** A post may only go to this machine or to the page's own origin: never to Klarna. */
function isLocal(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) || url.origin === window.origin;
}

export class Telemetry {
  readonly #fixedUrl: string | undefined;
  readonly #sent = new Set<string>();
  readonly #pageId = uuid();

  /** @param url where posts go whatever the token says; default: the token's own address, if it is local */
  constructor(url: string | undefined) {
    this.#fixedUrl = url;
  }

  /** As {@link send}, but the first time only. */
  sendOnce(event: string, session: Session): void {
    if (this.#sent.has(event)) return;
    this.#sent.add(event);
    this.send(event, session);
  }

  send(
    event: string,
    session: Session | undefined,
    query: Readonly<Record<string, unknown>> = {},
    body: unknown = {},
  ): void {
    const base = this.#fixedUrl ?? session?.eventBaseUrl;
    const url = session?.usable && base !== undefined && parseUrl(base, document.baseURI);
    if (!url) return;
    if (this.#fixedUrl === undefined && !isLocal(url)) return;
    url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/kp/v1.10.0-${SIMULATED_BUILD}-simulated/${event}`;
    const facts: Readonly<Record<string, unknown>> = {
      api: 'payments',
      iid: this.#pageId,
      merchant_url: location.hostname,
      sid: session.id,
      ...query,
    };
    for (const [name, value] of Object.entries(facts)) url.searchParams.set(name, String(value));
    navigator.sendBeacon(url.href, JSON.stringify(body));
  }
}
