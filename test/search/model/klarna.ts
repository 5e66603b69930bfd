/**
 * Klarna for a search: the simulator without frames, with a record of every call and answer around it, and with
 * what frames add: a mark in the container, and silence once it is gone.
 */
import { installKlarnaSimulator, type KlarnaSimulator } from '../../../src/simulator/index.js';
import type { Behaviour, Method as SdkMethod } from '../../../src/simulator/script/outcomes.js';

export const METHODS = ['load', 'authorize', 'finalize', 'reauthorize'] as const;
export type Method = Extract<SdkMethod, (typeof METHODS)[number]>;

export const ANSWERS = [
  'approve',
  'approve-without-token',
  'approve-and-finalize',
  'show',
  'invalid',
  'decline',
  'refuse-with-fields',
  'empty',
  'text',
  'null',
  'never',
] as const;
export type Answer = (typeof ANSWERS)[number];

/** How Klarna answers one call. */
export interface Plan {
  readonly answer: Answer;
  /** Milliseconds. */
  readonly delay?: number;
  readonly twice?: boolean;
  readonly atOnce?: 'answer' | 'answer-and-throw' | 'throw';
  /** The overlay is open for so long. */
  readonly overlay?: number;
}

export interface SdkCall {
  readonly method: Method;
  /** Client token of the `init` before it; undefined where there was none in the same task. */
  readonly token: string | undefined;
  readonly category: string | undefined;
  readonly autoFinalize: boolean;
  readonly data: unknown;
  readonly container: HTMLElement | undefined;
  /** What stood in the container when it was called. */
  readonly found: readonly Element[];
  readonly at: number;
  /** Answers that reached the page. */
  readonly answers: unknown[];
  hasThrown: boolean;
  /** The first answer came in the task of the call. */
  wasAnsweredAtOnce: boolean;
  /** The page was loaded anew since. */
  isGone: boolean;
  /** Klarna's frame, where it decides in one. */
  frame: Element | undefined;
}

/** What a page's Klarna is like, where nothing else was said. */
export interface Manner {
  /** It decides in a frame in the container; otherwise in a window of its own. */
  readonly hasFrames: boolean;
  /** Its decisions come after everybody has stopped waiting. */
  readonly isSlow: boolean;
}

/** Longer than the way out takes to be offered; milliseconds. */
const SLOW = 150_000;

export interface KlarnaListener {
  readonly called: (call: SdkCall) => void;
  /** Around the page's own callback. */
  readonly answering: (call: SdkCall, answer: unknown, deliver: () => void) => void;
}

type SdkFunction = (...args: unknown[]) => unknown;

const DECLINED = { approved: false, show_form: false };
const FIELDS = { error: { invalid_fields: ['billing_address.email'] } };

export class Klarna {
  readonly calls: SdkCall[] = [];
  /** Every authorization token that reached the page, with the call that it answered. */
  readonly tokens = new Map<string, SdkCall>();
  readonly #listener: KlarnaListener;
  readonly #manner: Manner;
  /** Calls of each kind whose answers were said beforehand. */
  readonly #planned = new Map<Method, number>();
  #simulator: KlarnaSimulator | undefined;
  #initialized: string | undefined;
  #serial = 0;

  constructor(manner: Manner, listener: KlarnaListener) {
    this.#manner = manner;
    this.#listener = listener;
  }

  get isThere(): boolean {
    return this.#simulator !== undefined;
  }

  arrive(): void {
    if (this.#simulator) return;
    // Called when all of it is there, the record included.
    const { klarnaAsyncCallback: ready } = window;
    delete window.klarnaAsyncCallback;
    this.#simulator = installKlarnaSimulator({ frameless: true });
    const payments = (window as unknown as { Klarna: { Payments: Record<string, SdkFunction> } })
      .Klarna.Payments;
    const init = payments.init!;
    payments.init = (options) => {
      this.#initialized = (options as { client_token: string }).client_token;
      // The pair is one only within a task.
      queueMicrotask(() => (this.#initialized = undefined));
      return init(options);
    };
    for (const method of METHODS) payments[method] = this.#recorded(method, payments[method]!);
    if (ready) window.klarnaAsyncCallback = ready;
    ready?.();
  }

  leave(): void {
    this.#simulator?.uninstall();
    this.#simulator = undefined;
    this.#planned.clear();
    for (const call of this.calls) call.isGone = true;
  }

  /** The next call of this kind is answered so. */
  will(method: Method, plan: Plan): void {
    if (!this.#simulator) return;
    this.#planned.set(method, (this.#planned.get(method) ?? 0) + 1);
    this.#simulator.next[method](this.#behaviour(plan));
  }

  /** Payments that Klarna may still decide. */
  get open(): readonly SdkCall[] {
    return this.calls.filter((call) => call.method !== 'load' && canAnswer(call));
  }

  #behaviour({ answer, delay, twice, atOnce, overlay }: Plan): Behaviour {
    return {
      ...(answer !== 'never' && { answer: this.#spell(answer) }),
      ...(delay !== undefined && { delay }),
      ...(twice && { times: 2 }),
      ...(atOnce && { atOnce }),
      ...(overlay !== undefined && { overlay }),
    };
  }

  #spell(answer: Exclude<Answer, 'never'>): unknown {
    switch (answer) {
      case 'approve': {
        this.#serial += 1;
        const token = `secret-authorization-${this.#serial}`;
        return { approved: true, show_form: true, authorization_token: token };
      }
      case 'approve-without-token':
        return { approved: true, show_form: true };
      case 'approve-and-finalize':
        return { approved: true, show_form: true, finalize_required: true };
      case 'show':
        return { approved: false, show_form: true };
      case 'invalid':
        return { approved: false, show_form: true, ...FIELDS };
      case 'decline':
        return DECLINED;
      case 'refuse-with-fields':
        return { ...DECLINED, ...FIELDS };
      case 'empty':
        return {};
      case 'text':
        return 'nonsense';
      case 'null':
        return null;
    }
  }

  #recorded(method: Method, original: SdkFunction): SdkFunction {
    return (options, data, callback) => {
      const { container, payment_method_category, auto_finalize } = options as {
        container?: HTMLElement;
        payment_method_category?: string;
        auto_finalize?: boolean;
      };
      const call: SdkCall = {
        method,
        token: this.#initialized,
        category: payment_method_category,
        autoFinalize: auto_finalize !== false,
        data,
        container,
        found: [...(container?.children ?? [])],
        at: Date.now(),
        answers: [],
        hasThrown: false,
        wasAnsweredAtOnce: false,
        isGone: false,
        frame: undefined,
      };
      let isSameTask = true;
      setTimeout(() => (isSameTask = false));
      this.calls.push(call);
      this.#listener.called(call);
      this.#draw(call);
      const answered = (answer: unknown): void => {
        // With its frame gone Klarna has nobody left to speak through.
        if (call.isGone || isFrameLost(call)) return;
        if (call.answers.length === 0) call.wasAnsweredAtOnce = isSameTask;
        call.answers.push(answer);
        const token = tokenIn(answer);
        if (token !== undefined && method !== 'load') this.tokens.set(token, call);
        this.#listener.answering(call, answer, () => (callback as SdkFunction)(answer));
      };
      if (method === 'authorize' && this.#manner.hasFrames && !call.frame) {
        queueMicrotask(() => answered(DECLINED));
        return undefined;
      }
      const left = this.#planned.get(method) ?? 0;
      this.#planned.set(method, Math.max(0, left - 1));
      const isLate = this.#manner.isSlow && method !== 'load' && left === 0;
      try {
        return original(
          options,
          data,
          isLate ? (answer: unknown) => setTimeout(() => answered(answer), SLOW) : answered,
        );
      } catch (error) {
        call.hasThrown = true;
        throw error;
      }
    };
  }

  /** One frame a category and page: another container takes it over, `finalize` and `reauthorize` take it away. */
  #draw(call: SdkCall): void {
    const id = `klarna-${(call.category ?? 'payments').replaceAll('_', '-')}-main`;
    const standing = document.getElementById(id);
    if (call.method === 'load') {
      if (standing?.parentNode === call.container) return;
      standing?.remove();
      // Not a real frame, which would take a task to load: only a selector can tell.
      const frame = document.createElementNS(
        'urn:klarna',
        this.#manner.hasFrames ? 'iframe' : 'div',
      );
      frame.id = id;
      call.container?.append(frame);
    } else if (!this.#manner.hasFrames) return;
    else if (call.method === 'authorize') call.frame = standing ?? undefined;
    else standing?.remove();
  }
}

const isFrameLost = ({ frame }: SdkCall): boolean => frame !== undefined && !frame.isConnected;

/** Whether Klarna's first answer to this call may still come. */
export const canAnswer = (call: SdkCall): boolean =>
  call.answers.length === 0 && !call.hasThrown && !call.isGone && !isFrameLost(call);

export function tokenIn(answer: unknown): string | undefined {
  const { authorization_token: token } = (answer ?? {}) as { authorization_token?: unknown };
  return typeof token === 'string' ? token : undefined;
}
