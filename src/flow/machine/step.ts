/** Small words that every transition is written in. */
import type { Effect, Fault, Model, Postponed, RetryAt, State } from './model.js';

/** The next model while it is written, and what is to be done, in order. */
export type Draft = { -readonly [Name in keyof Model]: Model[Name] } & {
  readonly effects: Effect[];
};

export function ask(draft: Draft, ...effects: readonly Effect[]): void {
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
  halt(draft);
  draft.state = 'failed';
  draft.fault = fault;
  draft.retryAt = retryAt;
  ask(draft, { type: 'report', fault });
}

/** Nobody waits for a load or an update any more; a cart that was on its way is still to be sent. */
export function halt(draft: Draft): void {
  if (draft.update !== undefined) postpone(draft, { cart: true });
  draft.load = undefined;
  draft.update = undefined;
}

/** Whatever loads next finds an empty place. */
export function unload(draft: Draft): void {
  draft.loaded = [];
  ask(draft, { type: 'unload-widgets' });
}

/** Nothing happens until the element is in the page and chosen. */
export function idle(draft: Draft): void {
  // A load may still wait for its turn: it must neither begin now nor leave anything behind.
  if (draft.state === 'loading') unload(draft);
  halt(draft);
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
  ask(draft, draft.misconfiguration ? { type: 'drop-token' } : { type: 'give-back', operation });
}

/** A live approval is no longer wanted, if there is one. */
export function release(draft: Draft): void {
  if (draft.held) giveBack(draft, draft.held.operation);
  draft.held = undefined;
}

/** Whether the element may act at all: it is in the page, and Klarna is what the shopper chose. */
export const isPresent = ({ connected, chosen }: Model): boolean => connected && chosen;

/** States in which Klarna or the shop decides and nothing else may start. */
export const isDeciding = ({ state }: Model): boolean =>
  state === 'authorizing' || state === 'finalizing' || state === 'placing';

/** States in which this purchase is over. */
export const isOver = ({ state }: Model): boolean => state === 'placed' || state === 'pending';

/** Nobody knows what became of the purchase: paying again could mean paying twice. */
export const isClosed = (model: Model): boolean => isOver(model) || model.state === 'unknown';
