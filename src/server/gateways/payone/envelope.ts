/** The envelope of every request to PAYONE's Server API: who asks, the hashed key, the form encoding. */
import type { Trace } from '../../http/trace.js';
import { createHash } from 'node:crypto';
import type { Log } from '../gateway.js';
import { askUpstream, NoReply } from '../exchange.js';
import type { Stakes } from '../upstream-problems.js';
import { unanswered } from '../upstream-problems.js';
import type { PayoneSettings } from './config.js';
import { SYSTEM } from './config.js';
import { refusal } from './errors.js';
import type { PayoneReply } from './reply.js';
import { readReply } from './reply.js';
import { oneLine } from './text.js';

/** PAYONE's parameters; `undefined` and empty values are not sent. A list is written as `name[1]`, `name[2]`, … */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Call {
  readonly signal: AbortSignal;
  readonly log?: Log | undefined;
  readonly trace?: Trace | undefined;
}

const INTEGRATOR = { integrator_name: 'klarna-checkout-element', integrator_version: '0.1' };

export function hashKey(key: string, hash: 'sha384' | 'md5'): string {
  return createHash(hash).update(key, 'utf8').digest('hex');
}

function standardParameters(settings: PayoneSettings): Parameters {
  const { mid, portalid, aid, mode, key, hash, apiVersion, solution } = settings;
  return {
    mid,
    portalid,
    aid,
    mode,
    key: hashKey(key, hash),
    api_version: apiVersion,
    encoding: 'UTF-8',
    ...INTEGRATOR,
    solution_name: solution?.name,
    solution_version: solution?.version,
  };
}

/** `application/x-www-form-urlencoded`; brackets are part of the names and are encoded like the rest. */
export function encodeForm(parameters: Parameters): string {
  const form = new URLSearchParams();
  const write = (name: string, value: string): void => {
    const line = oneLine(value);
    if (line) form.append(name, line);
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'string') write(name, value);
    else value?.forEach((item, index) => write(`${name}[${index + 1}]`, item));
  }
  return form.toString();
}

/** Sends a request. An answer with status ERROR is thrown as the problem that it means. */
export async function send(
  settings: PayoneSettings,
  parameters: Parameters,
  stakes: Stakes,
  { signal, log, trace }: Call,
): Promise<PayoneReply> {
  let reply: PayoneReply;
  try {
    const answer = await askUpstream({
      fetch: settings.fetch,
      url: settings.url,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      body: encodeForm({ ...standardParameters(settings), ...parameters }),
      signal,
      trace,
    });
    if (answer.status < 200 || answer.status > 299)
      throw new NoReply(`HTTP status ${answer.status}.`, true);
    reply = readReply(answer.text);
  } catch (cause) {
    throw unanswered(SYSTEM, stakes, cause, log);
  }
  if (reply.status === 'ERROR') throw refusal(reply, log);
  return reply;
}
