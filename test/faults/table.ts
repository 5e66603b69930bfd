/**
 * The words of the fault table. A row says where a purchase breaks and what comes of it; `rows/` holds the rows,
 * `faults.test.ts` plays each in a page of its own, and `docs/faults.md` is printed from them.
 */
import type { ErrorCode, Phase } from '../../src/errors.js';
import type { EventName } from '../../src/events.js';
import type { State } from '../../src/index.js';
import type { Messages } from '../../src/messages/en.js';
import type {
  ClientTokenClaims,
  Conditions,
  LoadOutcome,
  PayOutcome,
} from '../../src/simulator/index.js';
import type { Answer } from '../harness/endpoint.js';

/** `klarna-error`, without its message and cause. */
export interface ErrorTold {
  /** Engines may differ in what they make of a broken script: then one of these. */
  readonly code: ErrorCode | readonly ErrorCode[];
  readonly phase: Phase;
  readonly retryable: boolean;
}

/** What is possible afterwards. The runner does it, and it works. */
export type Next =
  /** Press “Try again”; then Klarna can be paid with. */
  | 'retry'
  /** Press Buy again, with Klarna. */
  | 'pay'
  /** Press the button of the last step (again). */
  | 'finalize'
  /** Choose another way to pay and buy. */
  | 'other'
  /** Press “Reload the page”; then begin again. */
  | 'reload'
  /** Agree and pay: the purchase begins anew. */
  | 'agree'
  /** There is nothing to do: the purchase went well. */
  | 'nothing'
  /** Nothing on this page: it has to be put back by whoever took it away. */
  | 'gone';

/** What comes of a fault. */
export interface Outcome {
  /** Seconds until it shows. Default: at once. */
  readonly after?: number;
  /** Then the shopper is offered to stop waiting, and does. */
  readonly givesUp?: true;
  /** So many seconds later the table's row ends; what comes until then belongs to it. */
  readonly later?: number;
  readonly state: State;
  /** What the status line says; nothing where it is left out. */
  readonly says?: keyof Messages | { readonly text: string };
  /** The button beside it. */
  readonly offers?: 'retry' | 'reload';
  /** The element's events from the fault on, in order; without states, consent and `klarna-ready`. */
  readonly told: readonly (ErrorTold | EventName)[];
  readonly next: Next;
}

interface Row extends Outcome {
  /** What breaks, as the documentation says it. */
  readonly fault: string;
}

/** Klarna's script does not come, or not as it should. */
export interface ScriptFault extends Row {
  readonly where: 'script';
  /** A whole address, or what the test server answers. */
  readonly script: string | Readonly<Record<string, string>>;
  /** The script comes from another host than the page's. */
  readonly foreign?: true;
  /** Content-Security-Policy of the page. */
  readonly policy?: string;
  /** It runs, whatever it does then. */
  readonly ends?: true;
  /** After three calls the server answers as it should. */
  readonly heals?: true;
  /** The script, or the browser, complains aloud. */
  readonly noise?: true;
}

/** Klarna's frame, the newer build it asks for, or its purchase-flow library does not work. */
export interface FrameFault extends Row {
  readonly where: 'frame' | 'delegation' | 'library';
  readonly conditions: Partial<Conditions>;
  readonly claims?: Partial<ClientTokenClaims>;
  /** It shows when Buy is pressed, not while the widget loads. */
  readonly atPress?: true;
}

/** `Klarna.Payments.init` does not do what it should. */
export interface InitFault extends Row {
  readonly where: 'init';
  readonly init: 'throws' | 'does nothing' | 'token unreadable' | 'token of another host';
  readonly atPress?: true;
}

export interface LoadFault extends Row {
  readonly where: 'load';
  readonly answer: LoadOutcome;
}

export interface OperationFault extends Row {
  readonly where: 'authorize' | 'finalize' | 'reauthorize';
  readonly answer: PayOutcome;
}

/** A call of the endpoint is answered badly, once or three times; the next one is answered well. */
export interface EndpointFault extends Row {
  readonly where: 'session' | 'session/update' | 'order' | 'authorization/cancel';
  readonly answer: Answer;
  /** Only the first of two calls, which the element itself repeats. */
  readonly once?: true;
}

/** Something in the page, the browser or the shopper's hands. */
export interface PageFault extends Row {
  readonly where: 'page';
  readonly at: State;
  readonly does:
    | 'storage full'
    | 'storage forbidden'
    | 'offline'
    | 'clock on by an hour'
    | 'clock on by two days'
    | 'clock back by a day'
    | 'reload'
    | 'back'
    | 'restored'
    | 'container removed'
    | 'container emptied'
    | 'element removed'
    | 'element moved'
    | 'foreign init';
}

export type Fault =
  ScriptFault | FrameFault | InitFault | LoadFault | OperationFault | EndpointFault | PageFault;

export const error = (code: ErrorTold['code'], phase: Phase, retryable: boolean): ErrorTold => ({
  code,
  phase,
  retryable,
});
