/** `place-order`: the shop's backend places the order, and its answer is followed. */
import type { Model, OrderResult, Postponed, Step } from './model.js';
import { catchUp, rest } from './pay.js';
import { fail, stay, step, then } from './step.js';
import { asleep } from './widget.js';

export function orderWanted(model: Model): Step {
  const { held } = model;
  const isRetry = model.state === 'failed' && model.retryAt === 'order';
  if (!held || !model.connected || (model.state !== 'authorized' && !isRetry)) return stay(model);
  if (model.misconfiguration) return fail(model, model.misconfiguration, 'order');
  const order = model.serial + 1;
  return step(
    { ...model, state: 'placing', serial: order, order, fault: undefined },
    { type: 'lock' },
    { type: 'place-order', order, operation: held.operation },
  );
}

export function orderSettled(model: Model, id: number, result: OrderResult): Step {
  if (id !== model.order) return stay(model);
  const settled: Model = { ...model, order: undefined };
  // An element that was taken out has unlocked the page by then.
  const over = model.connected ? step(settled, { type: 'unlock' }) : stay(settled);
  return then(
    then(over, (current) => conclude(current, result)),
    catchUp,
  );
}

function conclude(model: Model, result: OrderResult): Step {
  // Only a fault that can be tried again leaves the token alive: same token, same key, same order.
  const spent = step({ ...model, held: undefined }, { type: 'drop-token' });
  switch (result.type) {
    case 'answered': {
      const state = result.answer.status === 'completed' ? 'placed' : 'pending';
      return then(spent, (current) =>
        step(
          { ...current, state },
          { type: 'forget' },
          { type: 'follow-order', answer: result.answer },
        ),
      );
    }
    case 'unknown':
      return then(spent, (current) =>
        step(
          { ...current, state: 'unknown', fault: result.fault, retryAt: 'nowhere' },
          { type: 'report', fault: result.fault },
        ),
      );
    case 'invalid':
      return then(then(spent, rest), (current) =>
        step(current, { type: 'mark-fields', fields: result.fields }),
      );
    case 'stale-cart':
      return then(spent, postpone({ cart: true }));
    case 'stale-session':
      return then(spent, postpone({ restart: true }));
    case 'declined':
      return then(spent, (current) =>
        step(
          { ...current, state: 'declined', loaded: [] },
          { type: 'unload-widgets' },
          { type: 'forget' },
          {
            type: 'announce',
            what: {
              name: 'klarna-declined',
              category: current.selected ?? '',
              phase: 'authorize',
            },
          },
          { type: 'leave-choice' },
        ),
      );
    case 'failed':
      return fail(model, result.fault, 'order');
  }
}

/** Done with whatever else waits for the end of the order; a withdrawal goes before it. */
const postpone =
  (what: Partial<Postponed>) =>
  (model: Model): Step =>
    asleep({ ...model, postponed: { ...model.postponed, ...what } });
