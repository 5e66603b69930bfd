/**
 * What a purchase leaves in `sessionStorage`, so that it survives a reload or goes on on the next page:
 * client token, category, stage, consent and expiry. Never the authorization token, never personal data.
 */

export interface Remembered {
  /** Klarna's client token is public; the page that finalizes needs the same session. */
  readonly clientToken: string;
  readonly sessionId: string | undefined;
  readonly category: string;
  readonly stage: 'started' | 'finalize-required';
  /** Which wording the shopper agreed to. */
  readonly consentVersion: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const PREFIX = 'klarna-checkout:';

/** Storage may be full, forbidden or full of something else: a purchase works without it. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

export function recall(endpoint: string, now: number): Remembered | undefined {
  const found = attempt(
    () => JSON.parse(sessionStorage.getItem(PREFIX + endpoint) ?? 'null') as unknown,
  );
  if (!isRemembered(found)) return undefined;
  if (found.expiresAt > now) return found;
  forget(endpoint);
  return undefined;
}

/** Whether it could be kept. */
export function remember(endpoint: string, what: Remembered): boolean {
  return (
    attempt(() => {
      sessionStorage.setItem(PREFIX + endpoint, JSON.stringify(what));
      return true;
    }) ?? false
  );
}

export function forget(endpoint: string): void {
  attempt(() => sessionStorage.removeItem(PREFIX + endpoint));
}

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Partial<Record<keyof Remembered, unknown>>;
  return (
    typeof entry.clientToken === 'string' &&
    typeof entry.category === 'string' &&
    (entry.stage === 'started' || entry.stage === 'finalize-required') &&
    typeof entry.consentVersion === 'string' &&
    typeof entry.expiresAt === 'number'
  );
}
