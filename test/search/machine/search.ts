/** Tries everything: every event in every model that any sequence of events can lead to. */
import { type FlowEvent, INITIAL, type Model } from '../../../src/flow/machine/model.js';
import { transition } from '../../../src/flow/machine/transition.js';
import { numbersOf, type Taken } from './rules.js';
import { eventsFor, type Topic } from './samples.js';

/** Operations that were given up pile up without end; one shows what two would. */
const MOST_ABANDONED = 1;

/** Numbers are compared and counted up, never read: their order is all that matters of them. */
function renumbered(model: Model): Model {
  const order = [...new Set(numbersOf(model))].sort((one, other) => one - other);
  const rank = (id: number): number => order.indexOf(id) + 1;
  const maybe = (id: number | undefined): number | undefined =>
    id === undefined ? undefined : rank(id);
  return {
    ...model,
    serial: order.length,
    run: rank(model.run),
    load: maybe(model.load),
    update: maybe(model.update),
    operation: model.operation && { ...model.operation, id: rank(model.operation.id) },
    abandoned: model.abandoned.map(rank),
    held: model.held && { ...model.held, operation: rank(model.held.operation) },
    replaced: maybe(model.replaced),
    order: maybe(model.order),
    // Kept for the element to show; the flow never asks for it.
    outcome: undefined,
  };
}

export interface Search {
  readonly models: number;
  readonly steps: number;
}

/** How a model was come to; the first line of a failure report. */
interface Found {
  readonly model: Model;
  readonly from: Found | undefined;
  readonly by: FlowEvent | undefined;
}

const wayTo = (found: Found): readonly FlowEvent[] =>
  found.from && found.by ? [...wayTo(found.from), found.by] : [];

/** Breadth first, so that the way to the first broken step is a shortest one. */
export function search(
  topics: readonly Topic[],
  visit: (taken: Taken, way: () => readonly FlowEvent[]) => void,
): Search {
  const first: Found = { model: renumbered(INITIAL), from: undefined, by: undefined };
  const queue: Found[] = [first];
  const seen = new Set([keyOf(first.model)]);
  let steps = 0;
  for (const found of queue) {
    for (const event of eventsFor(found.model, topics)) {
      const { model, effects } = transition(found.model, event);
      steps += 1;
      visit({ before: found.model, event, after: model, effects }, () => [...wayTo(found), event]);
      if (model === found.model || model.abandoned.length > MOST_ABANDONED) continue;
      const next = renumbered(model);
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ model: next, from: found, by: event });
    }
  }
  return { models: seen.size, steps };
}

const names = (list: readonly { readonly identifier: string }[]): string =>
  list.map(({ identifier }) => identifier).join();

/** Everything the flow ever asks of a model, in one line. */
function keyOf(model: Model): string {
  const { session, operation, held, postponed, fault } = model;
  return [
    model.state,
    model.run,
    model.connected,
    model.chosen,
    model.consented,
    model.misconfiguration?.code,
    model.sdk,
    session &&
      `${session.capabilities.update}/${session.placed?.status}/${names(session.categories)}`,
    model.resumeAt,
    names(model.offered),
    model.tried.join(),
    model.selected,
    model.loaded.join(),
    model.load,
    model.update,
    operation && `${operation.id}/${operation.kind}/${operation.category}/${operation.overdue}`,
    model.abandoned.join(),
    held && `${held.operation}/${held.category}`,
    model.replaced,
    model.order,
    postponed.cart,
    postponed.restart,
    postponed.cancellation,
    postponed.withdrawal,
    fault?.phase,
    model.checks,
    model.retryAt,
  ].join('|');
}
