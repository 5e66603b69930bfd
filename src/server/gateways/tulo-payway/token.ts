/**
 * Access tokens of Payway. The one without an identity serves every shopper and is kept until it expires;
 * one that stands for a person is fetched for that call only and never kept.
 */
import type { Trace } from '../../http/trace.js';
import type { Log } from '../gateway.js';
import { problem } from '../../problems.js';
import { askUpstream, NoReply } from '../exchange.js';
import { unanswered } from '../upstream-problems.js';
import { retryAfterOf } from './errors.js';
import { membersOf } from './json.js';
import type { TuloIdentity, TuloPaywaySettings } from './config.js';
import { SYSTEM } from './config.js';

/** The limits of a call, its log and its clock. */
export interface Call {
  readonly signal: AbortSignal;
  readonly log?: Log | undefined;
  readonly now: () => number;
  readonly trace?: Trace | undefined;
}

export interface Tokens {
  /** A token without an identity. `refused`: one that Payway has just turned down. */
  forServer(call: Call, refused?: string): Promise<string>;
  forPerson(identity: TuloIdentity, call: Call): Promise<string>;
}

const SCOPE = '/external/klarna_payments/w';
/** A token is replaced this long before its end, so that it does not expire on the way. */
const MARGIN = 60_000;
const TIME_LIMIT = 10_000;

interface Token {
  readonly value: string;
  readonly expires: number;
}

export function accessTokens(settings: TuloPaywaySettings): Tokens {
  let kept: Token | undefined;
  let coming: Promise<Token> | undefined;
  return {
    forServer: async (call, refused) => {
      if (kept && (kept.value === refused || kept.expires - MARGIN <= call.now())) kept = undefined;
      if (kept) return kept.value;
      // All who wait share one request; it has a limit of its own, so that one who gives up does not end it.
      coming ??= fetchToken(
        settings,
        { grant_type: 'none' },
        {
          ...call,
          signal: AbortSignal.timeout(TIME_LIMIT),
        },
      ).finally(() => (coming = undefined));
      const token = await unlessAborted(coming, call);
      kept = token;
      return token.value;
    },
    forPerson: async (identity, call) =>
      (await fetchToken(settings, grantOf(identity), call)).value,
  };
}

function grantOf(identity: TuloIdentity): Record<string, string> {
  switch (identity.grant) {
    case 'ticket':
      return { grant_type: 'ticket', ticket: identity.ticket };
    case 'password':
      return {
        grant_type: 'password',
        username: identity.username,
        password: identity.password,
      };
    case 'refresh_token':
      return { grant_type: 'refresh_token', refresh_token: identity.refreshToken };
  }
}

async function fetchToken(
  settings: TuloPaywaySettings,
  grant: Record<string, string>,
  { signal, log, now, trace }: Call,
): Promise<Token> {
  const { clientId, clientSecret, url, fetch } = settings;
  const asked = now();
  try {
    const { status, headers, text } = await askUpstream({
      fetch,
      url: `${url}/api/authorization/access_token`,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'application/json',
      },
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        scope: SCOPE,
        ...grant,
      }).toString(),
      signal,
      trace,
    });
    if (status === 429)
      throw problem('rate_limited', {
        detail: 'Payway asks for a pause.',
        ...retryAfterOf(headers),
      });
    if (status >= 400 && status < 500)
      throw problem('misconfigured', { detail: `Payway gave no access token (HTTP ${status}).` });
    const reply = membersOf(status < 300 ? text : '');
    const value = reply['access_token'];
    if (typeof value !== 'string' || !value) throw new NoReply('There is no access_token.', true);
    const life = Number(reply['expires_in']);
    return { value, expires: Number.isFinite(life) ? asked + life * 1000 : asked };
  } catch (cause) {
    if (!(cause instanceof NoReply)) throw cause;
    // Nothing was ordered yet, whatever the token was meant for.
    throw unanswered(SYSTEM, 'harmless', cause, log);
  }
}

async function unlessAborted<Value>(
  waiting: Promise<Value>,
  { signal, log }: Call,
): Promise<Value> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(unanswered(SYSTEM, 'harmless', new NoReply('No access token in time.', false), log));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([waiting, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
