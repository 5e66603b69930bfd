/** Helpers for transitions: the draft of the next model, and what several transitions do to it. */
import type { Fault } from '../../errors.js';
import type { Effect, Model, Postponed, RetryAt } from './model.js';
import { STATES, type State } from './states.js';

/** The next model while a transition writes it, with the effects in the order in which they will run. */
export type Draft = { -readonly [Name in keyof Model]: Model[Name] } & {
  readonly effects: Effect[];
};

export function push(draft: Draft, ...effects: readonly Effect[]): void {
  draft.effects.push(...effects);
}

/** Each state begins without the fault of the one before. */
export function enter(draft: Draft, state: State): void {
  draft.state = state;
  draft.fault = undefined;
  draft.retryAt = 'nowhere';
}

/** Leaves the purchase where it is, says why, and remembers where `retry` goes on. */
export function fail(draft: Draft, fault: Fault, retryAt: RetryAt): void {
  cancelPending(draft);
  draft.state = 'failed';
  draft.fault = fault;
  draft.retryAt = retryAt;
  push(draft, { type: 'report', fault });
}

/** The answers of a running load or update are ignored; a cart that was being sent is sent later. */
export function cancelPending(draft: Draft): void {
  if (draft.update !== undefined) postpone(draft, { cart: true });
  draft.load = undefined;
  draft.update = undefined;
}

/** Empties the mounts, so that the next load starts in a new one. */
export function unload(draft: Draft): void {
  draft.loaded = [];
  push(draft, { type: 'unload-widgets' });
}

/** Waits until the element is in the page and Klarna is chosen. */
export function enterIdle(draft: Draft): void {
  // A load may still be queued: it must neither start now nor leave a mount behind.
  if (draft.state === 'loading') unload(draft);
  cancelPending(draft);
  enter(draft, 'idle');
}

export function postpone(draft: Draft, what: Partial<Postponed>): void {
  draft.postponed = { ...draft.postponed, ...what };
}

/** Tells an answer from earlier and later ones. */
export function nextNumber(draft: Draft): number {
  draft.serial += 1;
  return draft.serial;
}

/** An approval is not wanted: the token goes back, but never to an endpoint that may not be asked. */
export function giveBack(draft: Draft, operation: number): void {
  push(draft, draft.misconfiguration ? { type: 'drop-token' } : { type: 'give-back', operation });
}

/** A live approval is no longer wanted, if there is one. */
export function release(draft: Draft): void {
  if (draft.held) giveBack(draft, draft.held.operation);
  draft.held = undefined;
}

/** Whether the element may act at all: it is in the page, and Klarna is what the shopper chose. */
export const isPresent = ({ connected, chosen }: Model): boolean => connected && chosen;

/** The browser lacks what the element cannot do without: Klarna cannot even be chosen. */
export const isUnsupported = (
  draft: Draft,
): draft is Draft & { readonly misconfiguration: Fault } =>
  draft.misconfiguration?.code === 'browser-unsupported';

/** Klarna or the shop decides, and nothing else may start. */
export const isDeciding = ({ state }: Model): boolean =>
  STATES[state].purchase.stage === 'deciding';

/** This purchase has been placed. */
export const isOver = ({ state }: Model): boolean => STATES[state].purchase.stage === 'over';

/** Nothing may be paid any more: it has been placed, or paying again could mean paying twice. */
export const isClosed = (model: Model): boolean =>
  isOver(model) || STATES[model.state].purchase.stage === 'unknown';
