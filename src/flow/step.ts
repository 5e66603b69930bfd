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
  return step(
    { ...model, state: 'failed', fault, retryAt, load: undefined, update: undefined },
    { type: 'report', fault },
  );
}

/** States in which Klarna or the shop decides and nothing else may start. */
export const isDeciding = ({ state }: Model): boolean =>
  state === 'authorizing' || state === 'finalizing' || state === 'placing';

/** States in which this purchase is over. */
export const isOver = ({ state }: Model): boolean => state === 'placed' || state === 'pending';
