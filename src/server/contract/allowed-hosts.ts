/** Hosts that an upstream answer may send the shopper or the page to. Everything else is dropped. */
import type { PaymentMethodCategory } from '../../endpoint/contract.js';

const ASSET_HOSTS = ['klarna.com', 'klarnacdn.net'];

/** Parses once, unlike `URL.canParse` and `new URL`; `URL.parse` is younger than the oldest Node served. */
export function parseUrl(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}

const isOn = (hostname: string, hosts: readonly string[]): boolean =>
  hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));

/** Whether a shopper may be sent there: `https:` and one of `hosts`, or one of the shop's own origins. */
export function isRedirectAllowed(
  url: string,
  ownOrigins: readonly string[],
  hosts: readonly string[],
): boolean {
  const parsed = parseUrl(url);
  if (!parsed) return false;
  const { protocol, hostname, origin } = parsed;
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  if (ownOrigins.includes(origin)) return true;
  return protocol === 'https:' && isOn(hostname, hosts);
}

/** The categories with only those pictures that come from Klarna. */
export function withSafeAssets(
  categories: readonly PaymentMethodCategory[],
): readonly PaymentMethodCategory[] {
  return categories.map(({ identifier, name, asset_urls }) => ({
    identifier,
    name,
    asset_urls: {
      ...(isAsset(asset_urls.descriptive) && { descriptive: asset_urls.descriptive }),
      ...(isAsset(asset_urls.standard) && { standard: asset_urls.standard }),
    },
  }));
}

function isAsset(url: string | undefined): url is string {
  if (url === undefined) return false;
  const known = knownAssets.get(url);
  if (known !== undefined) return known;
  const parsed = parseUrl(url);
  const isSafe = parsed?.protocol === 'https:' && isOn(parsed.hostname, ASSET_HOSTS);
  if (knownAssets.size >= MOST_KNOWN) knownAssets.clear();
  knownAssets.set(url, isSafe);
  return isSafe;
}

/** Whether they are safe: sessions name the same few pictures again and again. */
const knownAssets = new Map<string, boolean>();
const MOST_KNOWN = 100;
