/**
 * Loads Klarna's SDK: once per page, and only after consent.
 *
 * The document itself is the register of what was started: a tag of the shop, of another copy of
 * this code or of an earlier try is found and waited for. Ready means that `Klarna.Payments.init` exists.
 */
import type { Fault } from '../errors.js';
import type { KlarnaPayments } from './types.js';

export interface SdkSource {
  readonly url: string;
  readonly nonce: string | undefined;
  /** Milliseconds for all tries together. */
  readonly timeout: number;
  /** Quiet tries after the first one failed. */
  readonly retries: number;
}

export type SdkArrival =
  { readonly type: 'ready' } | { readonly type: 'failed'; readonly fault: Fault };

/** Pause before each quiet retry, in milliseconds. */
const RETRY_PAUSES = [500, 1500];

/** Marks the tags that this code made: only those may be replaced. */
const OWN = 'data-klarna-checkout';

/** The SDK, once all of it is there. `window.Klarna` alone may belong to another of Klarna's products. */
export function payments(): KlarnaPayments | undefined {
  const sdk = window.Klarna?.Payments;
  return typeof sdk?.init === 'function' ? (sdk as KlarnaPayments) : undefined;
}

/** The result says whether the SDK that is here now is gone, or another one in its place. */
export function watchSdk(): () => boolean {
  const sdk = payments();
  return () => payments() !== sdk;
}

/**
 * Calls `arrived` when the SDK is there or cannot be had. After a failure it goes on listening,
 * so a late success is reported too. Returns a function that stops the reports.
 */
export function loadSdk(source: SdkSource, arrived: (arrival: SdkArrival) => void): () => void {
  const listening = new AbortController();
  let tries = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let hasFailed = false;

  const stop = (): void => {
    listening.abort();
    clearTimeout(limit);
    clearTimeout(pause);
  };
  const isReady = (): boolean => {
    if (listening.signal.aborted) return true;
    if (!payments()) return false;
    stop();
    arrived({ type: 'ready' });
    return true;
  };
  const fail = (code: Fault['code'], cause?: unknown): void => {
    hasFailed = true;
    clearTimeout(limit);
    clearTimeout(pause);
    arrived({ type: 'failed', fault: { code, phase: 'sdk', about: source.url, cause } });
  };
  const tryAgain = (): void => {
    if (hasFailed || listening.signal.aborted) return;
    if (tries > source.retries) fail('sdk-blocked');
    else pause = setTimeout(attempt, RETRY_PAUSES[tries - 1] ?? 0);
  };
  const attempt = (): void => {
    if (isReady()) return;
    tries += 1;
    try {
      watch(tagFor(source), isReady, tryAgain);
    } catch (error) {
      // A Trusted Types policy that the page does not allow throws here.
      fail('sdk-blocked', error);
    }
  };
  const limit = setTimeout(() => {
    fail(tagsOf(source.url).some(hasLoaded) ? 'sdk-incomplete' : 'sdk-timeout');
  }, source.timeout);

  chainAsyncCallback(isReady, listening.signal);
  attempt();
  return stop;
}

/** Klarna calls one global when it is ready; a function that the shop has set there is still called. */
function chainAsyncCallback(ready: () => void, signal: AbortSignal): void {
  const previous = window.klarnaAsyncCallback;
  const chained = (): void => {
    ready();
    previous?.();
  };
  window.klarnaAsyncCallback = chained;
  signal.addEventListener('abort', () => {
    if (window.klarnaAsyncCallback !== chained) return;
    if (previous) window.klarnaAsyncCallback = previous;
    else delete window.klarnaAsyncCallback;
  });
}

function tagsOf(url: string): readonly HTMLScriptElement[] {
  return Array.from(document.scripts).filter(({ src }) => src === url);
}

/** Set once a tag has failed, also when no caller waits for it any more. */
const FAILED = 'data-klarna-checkout-failed';

/** Set once a tag has loaded; a tag of the shop from before our time shows it in the resource timing. */
const LOADED = 'data-klarna-checkout-loaded';
const hasLoaded = (tag: HTMLScriptElement): boolean => tag.hasAttribute(LOADED);

/** A tag that came to its end without us: with the global missing it must have failed. */
const hasEnded = (tag: HTMLScriptElement): boolean =>
  performance
    .getEntriesByName(tag.src, 'resource')
    .some((entry) => (entry as PerformanceResourceTiming).initiatorType === 'script');

/** The tag to wait for: one that is on its way, or a new one in place of our own failed one. */
function tagFor({ url, nonce }: SdkSource): HTMLScriptElement {
  const present = tagsOf(url);
  const own = present.find((tag) => tag.hasAttribute(OWN));
  const tag = own ?? present[0];
  if (tag && !tag.hasAttribute(FAILED) && (own || !hasEnded(tag))) return tag;
  own?.remove();
  return insertTag(url, nonce);
}

function insertTag(url: string, nonce: string | undefined): HTMLScriptElement {
  const tag = document.createElement('script');
  tag.async = true;
  tag.setAttribute(OWN, '');
  if (nonce) tag.nonce = nonce;
  setTrustedUrl(tag, url);
  document.head.append(tag);
  return tag;
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** Strict pages take script URLs from named policies only; ours lets through the one URL it was made for. */
function setTrustedUrl(tag: HTMLScriptElement, url: string): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('klarna-checkout', { createScriptURL: () => url });
  tag.src = policy ? policy.createScriptURL(url) : url;
}

/** Marks how the tag ended, also after the last report, for later callers. */
function watch(tag: HTMLScriptElement, isReady: () => boolean, tryAgain: () => void): void {
  tag.addEventListener('load', () => {
    tag.setAttribute(LOADED, '');
    // Not ready yet: in Klarna's own apps the global comes later, with the asynchronous callback.
    isReady();
  });
  tag.addEventListener('error', () => {
    tag.setAttribute(FAILED, '');
    tryAgain();
  });
}
