/**
 * One session for all elements of a page that ask the same question of one endpoint.
 *
 * An endpoint keeps its session in one cookie: a second `POST session` beside the first would replace it, and the
 * first element could not order any more. So equal questions share one answer, and different ones go one after the
 * other. All copies of this code on a page share what is known here.
 */
import type { CallResult } from './client.js';
import type { SessionAnswer } from './contract.js';

type Result = CallResult<SessionAnswer>;

interface SharedAnswer {
  readonly result: Promise<Result>;
  /** Elements that use this session. */
  readonly users: Set<object>;
}

interface SharedSessions {
  /** By address and question. */
  readonly answers: Map<string, SharedAnswer>;
  /** The last request to each address. */
  readonly requests: Map<string, Promise<unknown>>;
}

const KEY = Symbol.for('klarna-checkout.sessions.1');

function shared(): SharedSessions {
  const page = globalThis as { [KEY]?: SharedSessions | undefined };
  return (page[KEY] ??= { answers: new Map(), requests: new Map() });
}

/**
 * Resolves with the session that another element of the page has for the same question, or with what `request`
 * brings. Whoever has that session already gets a new one.
 *
 * @param question - everything of the request that decides about its answer
 */
export async function shareSession(
  url: string,
  question: string,
  user: object,
  request: () => Promise<Result>,
): Promise<Result> {
  const key = `${url} ${question}`;
  const known = shared().answers.get(key);
  if (known && !known.users.has(user)) {
    known.users.add(user);
    const result = await known.result;
    // What was aborted was aborted for the other element alone.
    return result.type === 'aborted' ? shareSession(url, question, user, request) : result;
  }
  const answer: SharedAnswer = { result: enqueue(url, request), users: new Set([user]) };
  shared().answers.set(key, answer);
  const result = await answer.result;
  if (result.type !== 'answered') drop(answer);
  return result;
}

/** The element no longer uses its session. */
export function releaseSession(user: object): void {
  for (const answer of shared().answers.values()) {
    answer.users.delete(user);
    if (answer.users.size === 0) drop(answer);
  }
}

/** Stops sharing a session that is used up or refused: only elements that already have it keep it. */
export function retireSession(user: object): void {
  for (const answer of shared().answers.values()) if (answer.users.has(user)) drop(answer);
}

function drop(answer: SharedAnswer): void {
  const { answers } = shared();
  for (const [key, other] of answers) if (other === answer) answers.delete(key);
}

/** In the task of the call where nobody waits: the session is asked for while the SDK loads. */
function enqueue(url: string, request: () => Promise<Result>): Promise<Result> {
  const { requests } = shared();
  const before = requests.get(url);
  const result = before ? before.then(request, request) : request();
  const over = result
    .catch(() => undefined)
    .then(() => {
      if (requests.get(url) === over) requests.delete(url);
    });
  requests.set(url, over);
  return result;
}
