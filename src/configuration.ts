/**
 * Settings that only a script of the page may change, before the first purchase starts.
 *
 * The SDK's address is here and never an attribute: markup that an attacker can inject must not be
 * able to choose which script runs.
 */
import { KlarnaCheckoutError } from './errors.js';
import type { LanguageFile } from './messages/en.js';

/** Klarna serves one script for all environments; the client token says which one it is. */
const KLARNA_SDK_URL = 'https://x.klarnacdn.net/kp/lib/v1/api.js';

/** Time limits in milliseconds. */
export interface Timeouts {
  /** All tries to load Klarna's SDK together. Default 15 000. */
  readonly sdk: number;
  /** `POST session` and `POST session/update`. Default 10 000. */
  readonly session: number;
  /** Klarna's answer to `load`. Default 25 000. */
  readonly load: number;
  /** `POST order`. Default 60 000. */
  readonly order: number;
  /** Klarna's answer to a press, without the time in which its overlay is open, before the shopper may stop waiting. Default 120 000. */
  readonly watchdog: number;
}

export interface Configuration {
  /** URL of Klarna's SDK. Default: Klarna's own. Name another one only for a simulator. */
  readonly sdkUrl: string;
  /** Nonce for the SDK's script tag. Default: that of the first `script[nonce]`. */
  readonly nonce: string | undefined;
  /**
   * Folder of the language files, as URL. Default: `messages/` beside the script. For a script that an optimizer has
   * merged with others, or written into the page.
   */
  readonly messagesUrl: string | undefined;
  /**
   * Languages that the page brings with it, by ISO 639-1 code: `{ de }`, where `de` is all of
   * `klarna-checkout-element/messages/de.js`. No file is fetched for them.
   */
  readonly languages: Readonly<Partial<Record<string, LanguageFile>>>;
  /** Origins besides the page's own that `endpoint` may name. Default: none. */
  readonly endpointOrigins: readonly string[];
  /** Hosts besides the page's own site and klarna.com that the element may navigate to. Default: none. */
  readonly redirectHosts: readonly string[];
  /** Time limits; each has a default. */
  readonly timeouts: Timeouts;
}

const DEFAULTS: Configuration = {
  sdkUrl: KLARNA_SDK_URL,
  nonce: undefined,
  messagesUrl: undefined,
  languages: {},
  endpointOrigins: [],
  redirectHosts: [],
  timeouts: { sdk: 15_000, session: 10_000, load: 25_000, order: 60_000, watchdog: 120_000 },
};

let current = DEFAULTS;
let isInUse = false;

export type ConfigurationOptions = Partial<Omit<Configuration, 'timeouts'>> & {
  readonly timeouts?: Partial<Timeouts>;
};

// Not `document.baseURI`: a `<base>` that somebody injected would choose the script.
const absolute = (url: string): string => new URL(url, location.href).href;

/** @throws KlarnaCheckoutError `already-started` once a purchase has started. */
export function configure({ timeouts, ...options }: ConfigurationOptions): void {
  if (isInUse) throw new KlarnaCheckoutError('already-started');
  const sdkUrl = options.sdkUrl ? absolute(options.sdkUrl) : current.sdkUrl;
  const messagesUrl = options.messagesUrl ? absolute(options.messagesUrl) : current.messagesUrl;
  current = {
    ...current,
    ...options,
    sdkUrl,
    messagesUrl,
    timeouts: { ...current.timeouts, ...timeouts },
  };
}

/** Returns the settings; after the first call they cannot be changed. */
export function configuration(): Configuration {
  isInUse = true;
  return current;
}

/** Returns texts from `languages`. Does not count as the first use: texts are needed before a purchase. */
export const broughtLanguage = (language: string): LanguageFile | undefined =>
  Object.hasOwn(current.languages, language) ? current.languages[language] : undefined;

/** Returns the URL of a language file below `messagesUrl`. Does not count as the first use either. */
export function messagesFile(language: string): string | undefined {
  const { messagesUrl } = current;
  return messagesUrl === undefined
    ? undefined
    : `${messagesUrl.replace(/\/?$/, '/')}${language}.js`;
}

/** Returns the nonce for the SDK's script tag. */
export function scriptNonce({ nonce }: Configuration): string | undefined {
  if (nonce !== undefined) return nonce;
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined;
}
