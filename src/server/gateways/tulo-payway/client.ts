/** One call of Payway's Klarna endpoints: a JSON body, a bearer token, an `item` in the answer. */
import type { UpstreamReply } from '../exchange.js';
import { askUpstream, NoReply } from '../exchange.js';
import type { Stakes } from '../upstream-problems.js';
import { unanswered } from '../upstream-problems.js';
import type { TuloIdentity, TuloPaywaySettings } from './config.js';
import { SYSTEM } from './config.js';
import { refusal } from './errors.js';
import type { Json } from '../../../json.js';
import { objectOf, readObject } from './json.js';
import type { Call, Tokens } from './token.js';

export interface Endpoint {
  readonly version: 'v1' | 'v2';
  readonly operation:
    'create_session' | 'create_session_without_account' | 'place_order' | 'place_trial_order';
  /** Whose account buys; without one Payway sees the shop only. */
  readonly identity: TuloIdentity | undefined;
}

/** The `item` of the answer; empty where there is none. */
export async function send(
  settings: TuloPaywaySettings,
  tokens: Tokens,
  endpoint: Endpoint,
  body: Readonly<Record<string, unknown>>,
  stakes: Stakes,
  call: Call,
): Promise<Json> {
  const { identity } = endpoint;
  const first = identity ? await tokens.forPerson(identity, call) : await tokens.forServer(call);
  let reply = await attempt(settings, endpoint, body, first, stakes, call);
  // A token may be withdrawn early. Payway did nothing with a request that it did not let in.
  if (reply.status === 401 && !identity) {
    const second = await tokens.forServer(call, first);
    reply = await attempt(settings, endpoint, body, second, stakes, call);
  }
  if (reply.status < 200 || reply.status > 299) throw refusal(reply, stakes, call.log);
  return itemOf(reply, stakes, call);
}

/** An empty answer may be a success; half an answer, or a page of somebody in between, is none. */
function itemOf({ text }: UpstreamReply, stakes: Stakes, { log }: Call): Json {
  const reply = text.trim() ? readObject(text) : {};
  if (reply) return objectOf(reply['item']);
  throw unanswered(SYSTEM, stakes, new Error('The reply is no JSON object.'), log);
}

async function attempt(
  { url, fetch }: TuloPaywaySettings,
  { version, operation }: Endpoint,
  body: Readonly<Record<string, unknown>>,
  token: string,
  stakes: Stakes,
  { signal, log, trace }: Call,
): Promise<UpstreamReply> {
  try {
    return await askUpstream({
      fetch,
      url: `${url}/external/api/${version}/klarna_payments/${operation}`,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
      body: JSON.stringify(body),
      signal,
      trace,
    });
  } catch (cause) {
    if (!(cause instanceof NoReply)) throw cause;
    throw unanswered(SYSTEM, stakes, cause, log);
  }
}
