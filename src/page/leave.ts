/** Leaving the page: only to where the shop allows, and not while an order is being placed. */
import type { Fault } from '../errors.js';

/** A redirect may go to the page's own site, to Klarna, and to hosts that the shop named. */
export function redirectFault(url: string, hosts: readonly string[]): Fault | undefined {
  const refused: Fault = { code: 'redirect-refused', phase: 'order', about: hostOf(url) ?? url };
  const host = hostOf(url);
  if (host === undefined) return refused;
  const isKlarna = host === 'klarna.com' || host.endsWith('.klarna.com');
  const isAllowed = isSameSite(host) || isKlarna || hosts.includes(host);
  return isAllowed ? undefined : refused;
}

/** Undefined where the address is none, or leads somewhere by other means than http. */
function hostOf(url: string): string | undefined {
  try {
    const { protocol, hostname } = new URL(url, location.href);
    const isSafe = protocol === 'https:' || protocol === location.protocol;
    return isSafe && /^https?:$/.test(protocol) ? hostname : undefined;
  } catch {
    return undefined;
  }
}

/** The same host, or one below it: all that can be told without a list of public suffixes. */
const isSameSite = (host: string): boolean =>
  host === location.hostname || host.endsWith(`.${location.hostname}`);

export function go(url: string): void {
  location.assign(new URL(url, location.href));
}

export function reload(): void {
  location.reload();
}

/** Asks before the page is left; call the result to stop asking. */
export function guardLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}
