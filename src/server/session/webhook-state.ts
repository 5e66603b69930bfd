/**
 * The sealed state in the URL that an upstream system calls back: Klarna signs nothing, so the URL itself
 * is the proof. It also says whose cart the call is about, since there is no cookie.
 */
import type { RequestedOptions } from '../options.js';
import type { Seal } from './seal.js';
import { SESSION_SECONDS } from './cookie.js';

export interface WebhookState {
  readonly identity: string;
  readonly requested: RequestedOptions;
  readonly orderReference: string;
  /** What was to be authorized when the URL was given out. */
  readonly orderDigest: string;
  /** Known from the first update on. */
  readonly sessionId?: string;
}

/** Decisions about pending orders may come a day after the session's end. */
const LIFE_MILLISECONDS = 2 * SESSION_SECONDS * 1000;

export const sealWebhookState = (state: WebhookState, seal: Seal, now: number): Promise<string> =>
  seal.seal({ ...state, expires: now + LIFE_MILLISECONDS });

export async function openWebhookState(
  sealed: string,
  seal: Seal,
  now: number,
): Promise<WebhookState | undefined> {
  const claims = await seal.open(sealed);
  if (!claims || !(Number(claims['expires']) > now)) return undefined;
  // Sealed here, for this purpose: its shape needs no second check.
  return claims as unknown as WebhookState;
}
