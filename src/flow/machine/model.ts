/**
 * The types of the flow: its model, its events and its effects.
 *
 * All of it is plain data. The authorization token is not part of it: `effects/approval.ts` stores that apart, so a
 * model can be shown, compared or logged.
 */
import type {
  Capabilities,
  OrderAnswer,
  PaymentMethodCategory,
  SessionOrder,
  UpdateAnswer,
} from '../../endpoint/contract.js';
import type { Fault } from '../../errors.js';
import type { Operation, Purchase } from '../../klarna/types.js';
import type { LoadResult, OperationResult } from './outcome.js';
import type { State } from './states.js';

/** `content`: what takes the place of the prompt, before all that can be chosen in it. */
export type FocusTarget = 'status' | 'pay' | 'consent' | 'content';

/** How an operation ended, without its token. */
export type Outcome =
  | { readonly type: 'approved'; readonly category: string }
  | { readonly type: 'finalize-required'; readonly category: string }
  | { readonly type: 'invalid'; readonly fields: readonly string[] }
  | { readonly type: 'cancelled'; readonly phase: Operation }
  | { readonly type: 'declined'; readonly phase: Operation }
  /** Unknown: an authorization may exist; the backend's callback is authoritative. */
  | { readonly type: 'unknown'; readonly phase: Operation }
  | { readonly type: 'failed'; readonly fault: Fault }
  /** `klarna-before-authorize` was prevented; Klarna was not asked. */
  | { readonly type: 'vetoed' }
  /** The press came too early; Klarna was not asked. */
  | { readonly type: 'not-ready'; readonly state: State }
  /** Another element of the page is paying, or gave up a payment that Klarna may still decide; Klarna was not asked. */
  | { readonly type: 'busy' };

/** What promises resolve with; they never reject. */
export type PromisedOutcome =
  | Exclude<Outcome, { readonly type: 'approved' }>
  | {
      readonly type: 'approved';
      readonly category: string;
      readonly authorizationToken: string;
      readonly sessionId: string | undefined;
      /** Of the authorization, ISO 8601. */
      readonly expiresAt: string;
    };

/** A session as the flow needs it. */
export interface Session {
  readonly capabilities: Capabilities;
  /** What the session offers and the `category` attribute allows. */
  readonly categories: readonly PaymentMethodCategory[];
  /** This purchase was placed before, or may have been; there is nothing to pay now. */
  readonly placed?: SessionOrder;
}

/** An approval whose token the controller keeps. */
export interface Held {
  readonly operation: number;
  readonly category: string;
}

export interface RunningOperation {
  readonly id: number;
  readonly kind: Operation;
  readonly category: string;
  /** Klarna has not answered for so long that the shopper may stop waiting. */
  readonly overdue: boolean;
}

/** What arrived during an operation and has to wait for its end. */
export interface Postponed {
  /** The session does not know the present cart; also kept while nothing can be asked. */
  readonly cart: boolean;
  readonly restart: boolean;
  /** The approval that may come is not wanted any more. */
  readonly cancellation: boolean;
  readonly withdrawal: ConsentSource | undefined;
}

/** The step at which `retry` continues. */
export type RetryAt = 'start' | 'load' | 'update' | 'order' | 'check' | 'nowhere';

export interface Model {
  readonly state: State;
  /** Source of all numbers that tell a current answer from a late one. */
  readonly serial: number;
  /** The start that is current; session answers carry it. */
  readonly run: number;
  readonly connected: boolean;
  /** The shop's `choice` is Klarna; true where there is no choice. */
  readonly chosen: boolean;
  readonly consented: boolean;
  /** Who asked for the last consent that was given. */
  readonly consentSource: ConsentSource | undefined;
  /** The backend needs name and address for the session: the prompt says that they go at once. */
  readonly needsCustomer: boolean;
  /** The page names no endpoint that may be asked: until it does, none is asked. */
  readonly misconfiguration: Fault | undefined;
  readonly sdk: 'absent' | 'requested' | 'ready';
  readonly session: Session | undefined;
  /** The page before this one ended with `finalize_required`: this one has to finalize. */
  readonly resumeAt: string | undefined;
  readonly offered: readonly PaymentMethodCategory[];
  readonly tried: readonly string[];
  readonly selected: string | undefined;
  /** Categories whose widget shows the present cart. */
  readonly loaded: readonly string[];
  readonly load: number | undefined;
  readonly update: number | undefined;
  readonly operation: RunningOperation | undefined;
  /** Operations that were given up; an approval may still come. */
  readonly abandoned: readonly number[];
  readonly held: Held | undefined;
  /** The approval that the running operation replaces: given back unless that one is approved. */
  readonly replaced: number | undefined;
  readonly order: number | undefined;
  readonly postponed: Postponed;
  /** An earlier attempt has no known end: how often the endpoint was asked about it since. */
  readonly checks: number | undefined;
  readonly fault: Fault | undefined;
  readonly retryAt: RetryAt;
  readonly outcome: Outcome | undefined;
}

export const NOTHING_POSTPONED: Postponed = {
  cart: false,
  restart: false,
  cancellation: false,
  withdrawal: undefined,
};

/** Nothing of Klarna's is shown or on its way. */
export const NO_WIDGET = {
  offered: [],
  tried: [],
  loaded: [],
  load: undefined,
  update: undefined,
  checks: undefined,
  fault: undefined,
  retryAt: 'nowhere',
} satisfies Partial<Model>;

/** As before the first session, and as after the last. */
export const NO_SESSION = {
  ...NO_WIDGET,
  session: undefined,
  resumeAt: undefined,
  postponed: NOTHING_POSTPONED,
} satisfies Partial<Model>;

export const INITIAL: Model = {
  ...NO_SESSION,
  state: 'idle',
  serial: 0,
  run: 0,
  connected: false,
  chosen: true,
  consented: false,
  consentSource: undefined,
  needsCustomer: false,
  misconfiguration: undefined,
  sdk: 'absent',
  selected: undefined,
  operation: undefined,
  abandoned: [],
  held: undefined,
  replaced: undefined,
  order: undefined,
  outcome: undefined,
};

/** How `POST order` ended, read by the endpoint boundary. */
export type OrderResult =
  | { readonly type: 'answered'; readonly answer: OrderAnswer }
  | { readonly type: 'unknown'; readonly fault: Fault }
  | { readonly type: 'invalid'; readonly fields: readonly string[] }
  | { readonly type: 'stale-cart' }
  | { readonly type: 'stale-session' }
  | { readonly type: 'declined' }
  | { readonly type: 'failed'; readonly fault: Fault };

/** How `POST session/update` ended. `recreate`: the backend requires a new session. */
export type UpdateResult =
  | {
      readonly type: 'answered';
      readonly reload: UpdateAnswer['reload'];
      readonly categories: readonly PaymentMethodCategory[] | undefined;
    }
  | { readonly type: 'recreate' }
  | { readonly type: 'failed'; readonly fault: Fault };

export type ConsentSource = 'prompt' | 'shop';

/** Everything that can happen to a purchase. */
export type FlowEvent =
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  /** Taken out and put back within one task: Klarna's frame has reloaded. */
  | { readonly type: 'moved' }
  | { readonly type: 'misconfigured'; readonly fault: Fault }
  | { readonly type: 'configured' }
  /** Country, currency, locale and the like changed: the session no longer fits. */
  | { readonly type: 'reconfigured' }
  | { readonly type: 'resumed'; readonly session: Session; readonly category: string }
  | { readonly type: 'chosen' }
  | { readonly type: 'unchosen' }
  | { readonly type: 'consented'; readonly source: ConsentSource }
  | { readonly type: 'withdrawn'; readonly source: ConsentSource }
  | { readonly type: 'customer-needed' }
  | { readonly type: 'sdk-ready' }
  | { readonly type: 'sdk-failed'; readonly fault: Fault }
  | { readonly type: 'session-answered'; readonly run: number; readonly session: Session }
  | { readonly type: 'session-failed'; readonly run: number; readonly fault: Fault }
  /** The endpoint is to be asked again what became of an earlier attempt. */
  | { readonly type: 'check-due' }
  | { readonly type: 'load-settled'; readonly load: number; readonly result: LoadResult }
  | { readonly type: 'mount-lost' }
  | { readonly type: 'selected'; readonly category: string }
  | { readonly type: 'pressed'; readonly kind: Operation; readonly purchase: Purchase }
  | {
      readonly type: 'operation-settled';
      readonly operation: number;
      readonly result: OperationResult;
    }
  | { readonly type: 'overdue'; readonly operation: number }
  | { readonly type: 'given-up' }
  | { readonly type: 'cart-changed' }
  | { readonly type: 'update-settled'; readonly update: number; readonly result: UpdateResult }
  | { readonly type: 'order-wanted' }
  | { readonly type: 'order-settled'; readonly order: number; readonly result: OrderResult }
  | { readonly type: 'authorization-returned' }
  /** Back from the browser's cache. `hasSubmitted`: the form was sent with a token before. */
  | { readonly type: 'restored'; readonly hasSubmitted: boolean }
  | { readonly type: 'expired'; readonly what: 'authorization' | 'session' }
  | { readonly type: 'retried' }
  | { readonly type: 'reset' };

/** What a page has to remember across a reload. */
export type Stage = 'started' | 'finalize-required';

/** Everything the flow asks of the controller. Order matters: they run as listed, in the same task. */
export type Effect =
  | { readonly type: 'load-sdk' }
  | { readonly type: 'request-session'; readonly run: number }
  | { readonly type: 'abort-requests' }
  /** Waits for the next check, the longer the more there were. */
  | { readonly type: 'check-later'; readonly checks: number }
  | { readonly type: 'load-widget'; readonly load: number; readonly category: string }
  | { readonly type: 'show-widget'; readonly category: string }
  | { readonly type: 'unload-widgets' }
  | {
      readonly type: 'call-klarna';
      readonly operation: number;
      readonly kind: Operation;
      readonly category: string;
      readonly purchase: Purchase;
    }
  | { readonly type: 'lock' }
  | { readonly type: 'unlock' }
  | { readonly type: 'watch'; readonly operation: number }
  | { readonly type: 'unwatch' }
  | { readonly type: 'update-session'; readonly update: number }
  | { readonly type: 'hand-over'; readonly operation: number }
  | { readonly type: 'hand-over-late'; readonly operation: number }
  | { readonly type: 'give-back'; readonly operation: number }
  | { readonly type: 'drop-token' }
  /** The form carries no token while Klarna is asked again. */
  | { readonly type: 'withhold-token' }
  /** A token that another one has replaced. */
  | { readonly type: 'forget-token'; readonly operation: number }
  | { readonly type: 'place-order'; readonly order: number; readonly operation: number }
  | { readonly type: 'follow-order'; readonly answer: OrderAnswer }
  /** The press came to nothing: Klarna was not asked. */
  | { readonly type: 'refuse'; readonly outcome: Outcome }
  | { readonly type: 'settle'; readonly outcome: Outcome }
  | { readonly type: 'save'; readonly stage: Stage }
  | { readonly type: 'forget' }
  | { readonly type: 'disable-choice' }
  | { readonly type: 'mark-fields'; readonly fields: readonly string[] }
  | { readonly type: 'clear-fields' }
  | { readonly type: 'focus'; readonly on: FocusTarget }
  | { readonly type: 'reload-page' }
  | { readonly type: 'report'; readonly fault: Fault }
  | { readonly type: 'announce'; readonly what: Announcement };

/** The events of the element that follow from the flow alone. */
export type Announcement =
  | { readonly name: 'klarna-consent'; readonly granted: boolean; readonly source: ConsentSource }
  | { readonly name: 'klarna-ready'; readonly category: string }
  | { readonly name: 'klarna-unavailable'; readonly tried: readonly string[] }
  | { readonly name: 'klarna-finalize-required'; readonly category: string }
  | {
      readonly name: 'klarna-cancelled' | 'klarna-declined';
      readonly category: string;
      readonly phase: Operation;
    }
  | { readonly name: 'klarna-expired'; readonly what: 'authorization' | 'session' };

/** One of the things that can happen, by its type. */
export type EventOf<Type extends FlowEvent['type']> = Extract<FlowEvent, { readonly type: Type }>;

/** One of the effects, by its type. */
export type EffectOf<Type extends Effect['type']> = Extract<Effect, { readonly type: Type }>;

/** What `transition` returns: the next model, and the effects to run. */
export interface Transition {
  readonly model: Model;
  readonly effects: readonly Effect[];
}
