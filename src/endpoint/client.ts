/**
 * Calls the shop's token endpoint and reads its answers. Nothing from here is trusted before it is
 * checked, no token ever stands in a URL, and every call ends within its time.
 */
import type { ErrorCode, Fault, Phase } from '../errors.js';
import type { Checked } from './checks.js';
import { readProblem } from './checks.js';
import { CALL_PATHS, type Call, type Problem } from './contract.js';

export type CallResult<T> =
  | { readonly type: 'answered'; readonly value: T }
  | {
      readonly type: 'failed';
      readonly fault: Fault;
      /** What the backend says. Without it the request may have reached the backend all the same. */
      readonly problem?: Problem;
    }
  | { readonly type: 'aborted' };

export interface CallOptions<T> {
  readonly body: object;
  readonly check: (body: unknown) => Checked<T>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Longest `Retry-After` that is waited for, in seconds: a shopper does not wait longer. */
const LONGEST_WAIT = 10;

const PHASES: Readonly<Record<Call, Phase>> = {
  session: 'session',
  session_update: 'session',
  order: 'order',
  authorization_cancel: 'cancel',
};

/** Returns the address of a call: below the endpoint, or with the call in place of `{call}`. */
export function callUrl(endpoint: string, call: Call, base: string): URL {
  const isTemplate = endpoint.includes('{call}');
  const text = isTemplate
    ? endpoint.replaceAll('{call}', call)
    : `${endpoint.replace(/\/+$/, '')}/${CALL_PATHS[call]}`;
  return new URL(text, base);
}

/**
 * What is wrong with an `endpoint` attribute, if anything.
 *
 * @param origins - the page's own and those that its script named; not that of `base`, which markup can set
 */
export function endpointFault(
  endpoint: string,
  base: string,
  origins: readonly string[],
): Fault | undefined {
  const fault = (code: ErrorCode, about?: string, cause?: unknown): Fault => ({
    code,
    phase: 'configuration',
    about,
    cause,
  });
  if (!endpoint) return fault('endpoint-missing');
  try {
    // Alone it must be an address too: a path put behind "https://" would become its host.
    new URL(endpoint, base);
    const { origin, protocol } = callUrl(endpoint, 'session', base);
    // A page that was opened as a file has no origin; there only a stand-in for `fetch` can answer.
    if (protocol === 'file:' && base.startsWith('file:')) return undefined;
    if (!/^https?:$/.test(protocol)) return fault('endpoint-invalid', endpoint);
    return origins.includes(origin) ? undefined : fault('endpoint-foreign', origin);
  } catch (cause) {
    return fault('endpoint-invalid', endpoint, cause);
  }
}

/** One call. `session` and `session_update` are repeated once when the backend says how long to wait. */
export async function callEndpoint<T>(
  url: URL,
  call: Call,
  options: CallOptions<T>,
  isRepeated = false,
): Promise<CallResult<T>> {
  const { signal } = options;
  const { limit, clear } = within(options.timeout, signal);
  const phase = PHASES[call];
  const failed = (code: ErrorCode, about: string, cause?: unknown): CallResult<T> => ({
    type: 'failed',
    fault: { code, phase, about, cause },
  });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...options.headers,
      },
      body: JSON.stringify(options.body),
      credentials: url.origin === location.origin ? 'same-origin' : 'include',
      cache: 'no-store',
      redirect: 'error',
      signal: limit,
    });
    const text = await response.text();
    const json = response.status === 204 ? NO_CONTENT : parse(text);
    if (response.ok) {
      const checked = json.ok ? options.check(json.value) : json;
      return checked.ok
        ? { type: 'answered', value: checked.value }
        : failed('endpoint-malformed', checked.fault);
    }
    const problem = readProblem(response.status, json.ok ? json.value : undefined);
    const pause = Number(response.headers.get('retry-after') ?? Number.NaN);
    const isAsked = problem.action === 'retry' && pause >= 0 && pause <= LONGEST_WAIT;
    if (isAsked && phase === 'session' && !isRepeated) {
      const wait = within(pause * 1000, signal);
      await aborted(wait.limit);
      wait.clear();
      if (!signal.aborted) return await callEndpoint(url, call, options, true);
    }
    return signal.aborted
      ? { type: 'aborted' }
      : { type: 'failed', problem, fault: problemFault(problem, phase) };
  } catch (cause) {
    if (signal.aborted) return { type: 'aborted' };
    return failed(limit.aborted ? 'endpoint-timeout' : 'endpoint-unreachable', call, cause);
  } finally {
    clear();
  }
}

/** `limit` aborts with `signal`, or after so many milliseconds unless `clear` takes the timer back. */
function within(
  milliseconds: number,
  signal: AbortSignal,
): { readonly limit: AbortSignal; readonly clear: () => void } {
  // Not `AbortSignal.any`: Chrome has it from 116, Firefox from 124, Safari from 17.4.
  const limit = new AbortController();
  const abort = (): void => limit.abort();
  const timer = setTimeout(abort, milliseconds);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  return {
    limit: limit.signal,
    clear: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });

function problemFault(problem: Problem, phase: Phase): Fault {
  const { status, code, detail, title } = problem;
  const hint = status === 404 ? ' (is the "endpoint" attribute right?)' : '';
  const isProblem = code !== 'unspecified';
  return {
    code: isProblem ? 'endpoint-problem' : 'endpoint-status',
    phase,
    about: isProblem ? [code, detail ?? title].filter(Boolean).join(': ') : `${status}${hint}`,
    cause: problem,
    retryable: problem.action === 'retry',
    customerMessage: problem.customer_message,
    supportReference: problem.support_reference,
  };
}

const NO_CONTENT: Checked<unknown> = { ok: true, value: undefined };

/** Parses JSON, or returns the fault. A byte order mark is removed by the platform. */
function parse(text: string): Checked<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    if (!text.trim()) return { ok: false, fault: 'it is empty' };
    const hasNotice = /^[^[{]+[[{].*[\]}]\s*$/s.test(text);
    const fault = hasNotice ? 'text stands before the JSON (a PHP notice?)' : 'it is no JSON';
    return { ok: false, fault };
  }
}
