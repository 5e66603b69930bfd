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
  | { readonly type: 'problem'; readonly problem: Problem; readonly fault: Fault }
  /** No usable answer came; the request may have reached the backend all the same. */
  | { readonly type: 'failed'; readonly fault: Fault }
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

/** Where a call goes: below the endpoint, or into the `{call}` of its template. */
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
  if (!endpoint) return { code: 'endpoint-missing', phase: 'configuration' };
  let url: URL;
  try {
    // Alone it must be an address too: a path put behind "https://" would become its host.
    new URL(endpoint, base);
    url = callUrl(endpoint, 'session', base);
  } catch (cause) {
    return { code: 'endpoint-invalid', phase: 'configuration', about: endpoint, cause };
  }
  // A page that was opened as a file has no origin; there only a stand-in for `fetch` can answer.
  if (url.protocol === 'file:' && base.startsWith('file:')) return undefined;
  const isAllowed = origins.includes(url.origin);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isHttp) return { code: 'endpoint-invalid', phase: 'configuration', about: endpoint };
  return isAllowed
    ? undefined
    : { code: 'endpoint-foreign', phase: 'configuration', about: url.origin };
}

/** One call. `session` and `session_update` are repeated once when the backend says how long to wait. */
export async function callEndpoint<T>(
  url: URL,
  call: Call,
  options: CallOptions<T>,
): Promise<CallResult<T>> {
  const first = await request(url, call, options);
  const pause = first.retryAfter;
  const isRepeatable = call === 'session' || call === 'session_update';
  if (pause === undefined || !isRepeatable) return first.result;
  await wait(pause, options.signal);
  if (options.signal.aborted) return { type: 'aborted' };
  return (await request(url, call, options)).result;
}

interface Attempt<T> {
  readonly result: CallResult<T>;
  /** Seconds, where the backend asked to be tried again soon. */
  readonly retryAfter: number | undefined;
}

async function request<T>(url: URL, call: Call, options: CallOptions<T>): Promise<Attempt<T>> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), options.timeout);
  const stop = (): void => limit.abort();
  options.signal.addEventListener('abort', stop, { once: true });
  const failed = (code: ErrorCode, about: string, cause?: unknown): Attempt<T> => ({
    result: { type: 'failed', fault: { code, phase: PHASES[call], about, cause } },
    retryAfter: undefined,
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
      signal: limit.signal,
    });
    const text = await response.text();
    if (!response.ok) return refused(response, text, call);
    if (response.status === 204) return answered(options.check(undefined), failed);
    const json = parse(text);
    return json.ok
      ? answered(options.check(json.value), failed)
      : failed('endpoint-malformed', json.fault);
  } catch (cause) {
    if (options.signal.aborted) return { result: { type: 'aborted' }, retryAfter: undefined };
    return limit.signal.aborted
      ? failed('endpoint-timeout', call, cause)
      : failed('endpoint-unreachable', call, cause);
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', stop);
  }
}

function answered<T>(
  checked: Checked<T>,
  failed: (code: ErrorCode, about: string) => Attempt<T>,
): Attempt<T> {
  return checked.ok
    ? { result: { type: 'answered', value: checked.value }, retryAfter: undefined }
    : failed('endpoint-malformed', checked.fault);
}

function refused<T>(response: Response, text: string, call: Call): Attempt<T> {
  const { status } = response;
  const json = parse(text);
  const problem = readProblem(status, json.ok ? json.value : undefined);
  const isProblem = problem.code !== 'unspecified';
  const about = isProblem
    ? [problem.code, problem.detail ?? problem.title].filter(Boolean).join(': ')
    : `${status}${status === 404 ? ' (is the "endpoint" attribute right?)' : ''}`;
  const fault: Fault = {
    code: isProblem ? 'endpoint-problem' : 'endpoint-status',
    phase: PHASES[call],
    about,
    cause: problem,
    retryable: problem.action === 'retry',
    ...(problem.customer_message && { customerMessage: problem.customer_message }),
    ...(problem.support_reference && { supportReference: problem.support_reference }),
  };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const isSoon = seconds >= 0 && seconds <= LONGEST_WAIT;
  return {
    result: { type: 'problem', problem, fault },
    retryAfter: problem.action === 'retry' && isSoon ? seconds : undefined,
  };
}

/** JSON, or what stands in its way. A byte order mark is no hindrance: the platform takes it off. */
function parse(text: string): Checked<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    const start = text.search(/[[{]/);
    if (start > 0 && isJson(text.slice(start))) {
      return { ok: false, fault: 'text stands before the JSON (a PHP notice?)' };
    }
    return { ok: false, fault: text.trim() ? 'it is no JSON' : 'it is empty' };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function wait(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener('abort', done);
  });
}
