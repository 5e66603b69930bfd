/** Small words that every transition is written in. */
import type { Effect, Fault, Model, RetryAt, Step } from './model.js';

export const stay = (model: Model): Step => ({ model, effects: [] });

export const step = (model: Model, ...effects: readonly Effect[]): Step => ({ model, effects });

/** Goes on from a step: what was asked for before is asked for first. */
export function then(first: Step, next: (model: Model) => Step): Step {
  const second = next(first.model);
  return { model: second.model, effects: [...first.effects, ...second.effects] };
}

/** Leaves the purchase where it is, says why, and remembers where `retry` goes on. */
export function fail(model: Model, fault: Fault, retryAt: RetryAt): Step {
  return step({ ...halted(model), state: 'failed', fault, retryAt }, { type: 'report', fault });
}

/** Nobody waits for a load or an update any more; a cart that was on its way is still to be sent. */
export function halted(model: Model): Model {
  const cart = model.postponed.cart || model.update !== undefined;
  return {
    ...model,
    load: undefined,
    update: undefined,
    postponed: { ...model.postponed, cart },
  };
}

/** Nothing happens until the element is in the page and chosen. */
export const idle = (model: Model): Step => stay({ ...halted(model), state: 'idle' });

/** Whether the element may act at all: it is in the page, and Klarna is what the shopper chose. */
export const isPresent = ({ connected, chosen }: Model): boolean => connected && chosen;

/** An approval is not wanted: the token goes back, but never to an endpoint that may not be asked. */
export const giveBack = ({ misconfiguration }: Model, operation: number): Effect =>
  misconfiguration ? { type: 'drop-token' } : { type: 'give-back', operation };

/** A live approval is no longer wanted, if there is one. */
export function release(model: Model): Step {
  const { held } = model;
  return held ? step({ ...model, held: undefined }, giveBack(model, held.operation)) : stay(model);
}

/** States in which Klarna or the shop decides and nothing else may start. */
export const isDeciding = ({ state }: Model): boolean =>
  state === 'authorizing' || state === 'finalizing' || state === 'placing';

/** States in which this purchase is over. */
export const isOver = ({ state }: Model): boolean => state === 'placed' || state === 'pending';

/** Nobody knows what became of the purchase: paying again could mean paying twice. */
export const isClosed = (model: Model): boolean => isOver(model) || model.state === 'unknown';
