/** Navigation away from the page: only to where the shop allows, guarded while an order is being placed. */
import type { Fault } from '../errors.js';

/** A redirect may go to the page's own site, to Klarna, and to hosts that the shop named. */
export function redirectFault(url: string, hosts: readonly string[]): Fault | undefined {
  const host = hostOf(url);
  // The same host, or one below it: all that can be told without a list of public suffixes.
  const isBelow = (site: string): boolean => `.${host}`.endsWith(`.${site}`);
  if (host && (isBelow(location.hostname) || isBelow('klarna.com') || hosts.includes(host)))
    return undefined;
  return { code: 'redirect-refused', phase: 'order', about: host ?? url };
}

/** Undefined where the address is none, or leads somewhere by other means than http. */
function hostOf(url: string): string | undefined {
  try {
    const { protocol, hostname } = new URL(url, location.href);
    const isSafe = protocol === 'https:' || (protocol === 'http:' && location.protocol === 'http:');
    return isSafe ? hostname : undefined;
  } catch {
    return undefined;
  }
}

export function navigate(url: string): void {
  location.assign(new URL(url, location.href));
}

export function reload(): void {
  location.reload();
}

/** Lets the browser ask before the page is left. @returns a function that stops it */
export function guardUnload(): () => void {
  const prevent = (event: BeforeUnloadEvent): void => event.preventDefault();
  addEventListener('beforeunload', prevent);
  return () => removeEventListener('beforeunload', prevent);
}
