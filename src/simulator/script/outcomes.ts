/**
 * The script: the answers of the simulated Klarna. Calls without a scripted answer are decided by Klarna's test people,
 * or by a person at the screen.
 */
import type { Options } from '../sdk/arguments.js';
import type { Session } from '../sdk/session.js';
import { emailIn, testPerson } from './test-people.js';
import { uuid } from '../sdk/uuid.js';

/** The calls that Klarna answers. */
export type Method = 'load' | 'authorize' | 'finalize' | 'reauthorize' | 'loadPaymentReview';

/** One answer in full. Words such as `approve` are abbreviations of one. */
export interface Behaviour {
  /** Argument of the callback, passed on unchanged. Absent: the call is never answered. */
  readonly answer?: unknown;
  /** Milliseconds from the call to the answer, or a promise whose settling releases it. Default: the option `delay`. */
  readonly delay?: number | Promise<unknown>;
  /** How often the callback is called. Default 1, as in Klarna's SDK. */
  readonly times?: number;
  /** Milliseconds after which the overlay, opened at the call, closes. Default: it stays closed. */
  readonly overlay?: number;
  /** Addresses the frame asks the page to go to before it answers. `https:`, `bankid:` and `klarna:` are followed. */
  readonly redirects?: readonly string[];
  /** Heights the frame reports before it answers; pixels, or text such as `210px`. */
  readonly heights?: readonly (number | string)[];
  /**
   * Something that happens before the call returns: `answer` calls back in the same task, `answer-and-throw` also
   * throws, `throw` only throws. The real SDK does this for its own errors only.
   */
  readonly atOnce?: 'answer' | 'answer-and-throw' | 'throw';
}

const LOAD_WORDS = {
  /** The widget is shown. */
  show: { answer: { show_form: true } },
  /** Klarna shows none of its methods for this purchase. */
  refuse: { answer: { show_form: false } },
  /** The widget is shown, with invalid fields. */
  invalid: { answer: { show_form: true, error: { invalid_fields: ['billing_address.email'] } } },
  /** No answer, ever. */
  never: {},
  /** The callback is called twice. */
  twice: { answer: { show_form: true }, times: 2 },
  /** Callback with `show_form: false`, then an exception. */
  throw: { answer: { show_form: false }, atOnce: 'answer-and-throw' },
  /** An exception and no callback. */
  'throw-only': { atOnce: 'throw' },
  /** Callback before `load` has returned. */
  'same-task': { answer: { show_form: true }, atOnce: 'answer' },
  /** An answer that means nothing. */
  nonsense: { answer: 'nonsense' },
} satisfies Record<string, Behaviour>;

const DECLINED = { approved: false, show_form: false };

/** The token is made when the word is used, so each approval has its own. */
const PAY_WORDS = {
  /** Approved, with an authorization token. */
  approve: (method: Method) => ({ answer: approval(method) }),
  /** Declined. */
  decline: () => ({ answer: DECLINED }),
  /** The shopper closes Klarna's window. After `finalize` Klarna answers this with `show_form: false`. */
  close: (method: Method) => ({ answer: { approved: false, show_form: method !== 'finalize' } }),
  /** Fixable: some fields are invalid. */
  invalid: () => ({
    answer: {
      approved: false,
      show_form: true,
      error: { invalid_fields: ['billing_address.email'] },
    },
  }),
  /** Approved so far; `finalize` gives the token. */
  'finalize-required': () => ({
    answer: { approved: true, show_form: true, finalize_required: true },
  }),
  /** No answer, ever. */
  never: () => ({}),
  /** The callback is called twice. */
  twice: (method: Method) => ({ answer: approval(method), times: 2 }),
  /** Callback with a refusal, then an exception. */
  throw: () => ({ answer: DECLINED, atOnce: 'answer-and-throw' as const }),
  /** An exception and no callback. */
  'throw-only': () => ({ atOnce: 'throw' as const }),
  /** Approved before the call has returned. */
  'same-task': (method: Method) => ({ answer: approval(method), atOnce: 'answer' as const }),
  /** Approved after three minutes, longer than the default time limits. */
  late: (method: Method) => ({ answer: approval(method), delay: 180_000 }),
  /** An answer that means nothing. */
  nonsense: () => ({ answer: 'nonsense' }),
} satisfies Record<string, (method: Method) => Behaviour>;

export type LoadWord = keyof typeof LOAD_WORDS;
export type PayWord = keyof typeof PAY_WORDS;

/** An outcome in a script: a word, or an answer in full. */
export type LoadOutcome = LoadWord | Behaviour;
export type PayOutcome = PayWord | Behaviour;

function approval(method: Method, pending?: 'accept' | 'reject'): Options {
  const mark = pending ? `pend-${pending}.` : '';
  return {
    approved: true,
    ...(method === 'reauthorize' ? {} : { show_form: true }),
    authorization_token: `${mark}${uuid()}`,
  };
}

const isLoad = (method: Method): boolean => method === 'load' || method === 'loadPaymentReview';

function spell(method: Method, outcome: Outcome): Behaviour {
  if (typeof outcome !== 'string') return outcome;
  const words: Readonly<Record<string, Behaviour | ((method: Method) => Behaviour)>> = isLoad(
    method,
  )
    ? LOAD_WORDS
    : PAY_WORDS;
  const meaning = words[outcome];
  if (meaning === undefined)
    throw new RangeError(`${method} cannot be answered with "${outcome}".`);
  return typeof meaning === 'function' ? meaning(method) : meaning;
}

/** Sets how calls are answered: one function for each of Klarna's. */
export interface Script {
  load(outcome: LoadOutcome): void;
  loadPaymentReview(outcome: LoadOutcome): void;
  authorize(outcome: PayOutcome): void;
  finalize(outcome: PayOutcome): void;
  reauthorize(outcome: PayOutcome): void;
}

type Outcome = LoadOutcome | PayOutcome;

function scriptOf(write: (method: Method, outcome: Outcome) => void): Script {
  const writer =
    (method: Method) =>
    (outcome: Outcome): void => {
      spell(method, outcome); // An unknown word fails here, where it is written.
      write(method, outcome);
    };
  return {
    load: writer('load'),
    loadPaymentReview: writer('loadPaymentReview'),
    authorize: writer('authorize'),
    finalize: writer('finalize'),
    reauthorize: writer('reauthorize'),
  };
}

/** Stores the script and returns one behaviour for each call. */
export class ScriptBook {
  readonly #queued: [Method, Outcome][] = [];
  readonly #standing = new Map<Method, Outcome>();

  /** Answers one call each, in the order written. */
  readonly next = scriptOf((method, outcome) => this.#queued.push([method, outcome]));
  /** Answers every call for which nothing else is queued. */
  readonly always = scriptOf((method, outcome) => this.#standing.set(method, outcome));

  /** Returns the scripted behaviour of this call, removing it from `next`; `undefined` when there is none. */
  take(method: Method): Behaviour | undefined {
    const index = this.#queued.findIndex(([of]) => of === method);
    const [entry] = index < 0 ? [] : this.#queued.splice(index, 1);
    const outcome = entry?.[1] ?? this.#standing.get(method);
    return outcome === undefined ? undefined : spell(method, outcome);
  }

  /** Like {@link take}, but only when the call is to be answered before it returns. */
  takeAtOnce(method: Method): Behaviour | undefined {
    const coming = this.#queued.find(([of]) => of === method)?.[1] ?? this.#standing.get(method);
    if (coming === undefined || !spell(method, coming).atOnce) return undefined;
    return this.take(method);
  }

  clear(): void {
    this.#queued.length = 0;
    this.#standing.clear();
  }
}

function approved(method: Method, session: Session, options: Options): Behaviour {
  // Klarna itself asks for a second step with some categories only; here with all, so that a demo is predictable.
  if (method === 'authorize' && options['auto_finalize'] === false) {
    return PAY_WORDS['finalize-required']();
  }
  return { answer: approval(method, testPerson(emailIn(session.known)).pending) };
}

/** The decision of Klarna's test people, for calls without a scripted answer. */
export function byTestPerson(method: Method, session: Session, options: Options): Behaviour {
  const person = testPerson(emailIn(session.known));
  if (isLoad(method)) return person.offered ? LOAD_WORDS.show : LOAD_WORDS.refuse;
  return person.approved ? approved(method, session, options) : PAY_WORDS.decline();
}

/** What a person at the screen may press. */
export type Choice = 'approve' | 'decline' | 'close';

/** The answer to what a person pressed. */
export function byChoice(
  choice: Choice,
  method: Method,
  session: Session,
  options: Options,
): Behaviour {
  return choice === 'approve' ? approved(method, session, options) : PAY_WORDS[choice](method);
}
