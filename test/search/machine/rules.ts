/**
 * The rules that never break, each as a question about one step: what was, what happened, what is
 * now, what is to be done. A rule answers with what is wrong, or with nothing.
 */
import { type Effect, type FlowEvent, type Model } from '../../../src/flow/machine/model.js';
import { isDeciding, isOver } from '../../../src/flow/machine/draft.js';
import { STATES } from '../../../src/flow/machine/states.js';
import { LATE } from './samples.js';

export interface Taken {
  readonly before: Model;
  readonly event: FlowEvent;
  readonly after: Model;
  readonly effects: readonly Effect[];
}

type Rule = (taken: Taken) => boolean;

/** What goes to Klarna or to the endpoint because the shopper agreed. */
const ASKS: ReadonlySet<Effect['type']> = new Set<Effect['type']>([
  'load-sdk',
  'request-session',
  'load-widget',
  'update-session',
  'call-klarna',
  'place-order',
]);
const ASKS_ENDPOINT: ReadonlySet<Effect['type']> = new Set<Effect['type']>([
  'request-session',
  'update-session',
  'place-order',
]);

const has = (effects: readonly Effect[], type: Effect['type']): boolean =>
  effects.some((effect) => effect.type === type);
const count = (effects: readonly Effect[], type: Effect['type']): number =>
  effects.filter((effect) => effect.type === type).length;
const implies = (condition: boolean, conclusion: () => boolean): boolean =>
  !condition || conclusion();

/** The page is locked while Klarna decides, and while the order is placed by an element that is there. */
const isLocked = ({ operation, order, connected }: Model): boolean =>
  operation !== undefined || (order !== undefined && connected);

/** Two effects that come in turns: how it stands after them, or undefined where one came twice. */
function toggled(
  effects: readonly Effect[],
  on: Effect['type'],
  off: Effect['type'],
  start: boolean,
): boolean | undefined {
  let isOn = start;
  for (const { type } of effects) {
    if (type !== on && type !== off) continue;
    if (isOn === (type === on)) return undefined;
    isOn = type === on;
  }
  return isOn;
}

/** The session does not know the present cart, and the flow knows that it does not. */
const isStale = ({ postponed, update }: Model): boolean => postponed.cart || update !== undefined;

const CLOSED: ReadonlySet<Model['state']> = new Set<Model['state']>([
  'placed',
  'pending',
  'unknown',
  'declined',
]);

export const RULES: Readonly<Record<string, Rule>> = {
  'the state is one of the list': ({ after }) => after.state in STATES,

  'without consent nothing is asked': ({ after, effects }) =>
    implies(!after.consented, () => !effects.some(({ type }) => ASKS.has(type))),

  'without consent nothing of a session is kept': ({ after }) =>
    implies(!after.consented, () => after.session === undefined && after.held === undefined),

  'away from the page or not chosen, nothing is asked': ({ after, effects }) =>
    implies(
      !after.connected || !after.chosen,
      () => !effects.some(({ type }) => ASKS.has(type) && type !== 'place-order'),
    ),

  'a wrong endpoint is never asked': ({ after, effects }) =>
    implies(
      after.misconfiguration !== undefined,
      () => !effects.some(({ type }) => ASKS_ENDPOINT.has(type)),
    ),

  'Klarna is asked only by a press, first of all, with nothing else under way': ({
    before,
    event,
    effects,
  }) =>
    implies(
      has(effects, 'call-klarna'),
      () =>
        event.type === 'pressed' &&
        count(effects, 'call-klarna') === 1 &&
        effects.findIndex(({ type }) => type === 'call-klarna') <= 1 &&
        before.operation === undefined &&
        before.load === undefined &&
        before.update === undefined &&
        before.order === undefined &&
        before.consented &&
        before.chosen &&
        before.connected,
    ),

  'a press is refused, or it starts one operation, or one runs already': ({
    before,
    event,
    effects,
  }) =>
    implies(event.type === 'pressed', () =>
      before.operation
        ? effects.length === 0
        : count(effects, 'call-klarna') + count(effects, 'refuse') === 1,
    ),

  'only a press is refused': ({ event, effects }) =>
    implies(has(effects, 'refuse'), () => event.type === 'pressed'),

  'the state tells what is under way': ({ after }) =>
    (after.operation !== undefined) ===
      (after.state === 'authorizing' || after.state === 'finalizing') &&
    (after.order !== undefined) === (after.state === 'placing') &&
    (after.state === 'loading') === ((after.load === undefined) !== (after.update === undefined)) &&
    (after.state === 'loading' || (after.load === undefined && after.update === undefined)),

  'finalizing is for finalize alone': ({ after }) =>
    (after.state === 'finalizing') === (after.operation?.kind === 'finalize'),

  'while Klarna decides no widget is touched': ({ before, after, effects }) =>
    implies(
      before.operation !== undefined && after.operation !== undefined,
      () => !has(effects, 'load-widget') && !has(effects, 'unload-widgets'),
    ),

  'an operation under way stays as it is until it ends': ({ before, after }) =>
    implies(
      before.operation !== undefined && after.operation !== undefined,
      () => before.operation?.id === after.operation?.id && after.state === before.state,
    ),

  'every operation settles once, in the step in which it ends': ({ before, after, effects }) =>
    count(effects, 'settle') ===
    (before.operation !== undefined && after.operation === undefined ? 1 : 0),

  'locks and unlocks come in turns, and the page is locked only while somebody decides': ({
    before,
    after,
    effects,
  }) => toggled(effects, 'lock', 'unlock', isLocked(before)) === isLocked(after),

  'the watch stands exactly as long as the operation': ({ before, after, effects }) =>
    toggled(effects, 'watch', 'unwatch', before.operation !== undefined) ===
    (after.operation !== undefined),

  'an approval is handed over once, in the step that brings it': ({
    before,
    event,
    after,
    effects,
  }) => {
    const isApproval =
      event.type === 'operation-settled' &&
      event.result.type === 'approved' &&
      before.operation?.id === event.operation;
    const ways = effects.filter(
      (effect) =>
        (effect.type === 'hand-over' || effect.type === 'give-back') &&
        effect.operation !== before.replaced,
    ).length;
    const isDropped = before.misconfiguration !== undefined && has(effects, 'drop-token');
    const handed = effects.find((effect) => effect.type === 'hand-over');
    if (!isApproval) return handed === undefined;
    if (handed && (!after.consented || !after.chosen || after.held === undefined)) return false;
    return ways === 1 || (ways === 0 && isDropped);
  },

  'what was withdrawn, changed or not chosen meanwhile is given back': ({
    before,
    event,
    effects,
  }) => {
    const { withdrawal, cancellation, cart, restart } = before.postponed;
    const isMoot = withdrawal !== undefined || cancellation || cart || restart || !before.chosen;
    return implies(
      isMoot && event.type === 'operation-settled' && before.operation?.id === event.operation,
      () => !has(effects, 'hand-over'),
    );
  },

  'a token leaves its keeping only by name': ({ before, after, effects }) => {
    const kept = [after.held?.operation, after.replaced];
    const isNamed = (operation: number): boolean =>
      has(effects, 'drop-token') ||
      effects.some(
        (effect) =>
          (effect.type === 'give-back' || effect.type === 'forget-token') &&
          effect.operation === operation,
      );
    return [before.held?.operation, before.replaced].every(
      (operation) => operation === undefined || kept.includes(operation) || isNamed(operation),
    );
  },

  'a token that is replaced is kept only while Klarna decides about the next one': ({ after }) =>
    implies(after.replaced !== undefined, () => after.operation !== undefined),

  'a token that is replaced is forgotten only for another approval': ({ effects }) =>
    implies(has(effects, 'forget-token'), () => has(effects, 'hand-over')),

  'a token is kept only where it can still be used': ({ after }) =>
    implies(
      after.held !== undefined,
      () =>
        after.consented &&
        (after.state === 'authorized' ||
          after.state === 'placing' ||
          (after.state === 'failed' && after.retryAt === 'order')),
    ),

  'an approved purchase that is not chosen is not kept': ({ after }) =>
    implies(after.held !== undefined && !after.chosen, () => after.state === 'placing'),

  'a late approval is handed over late, anything else late changes nothing': ({
    before,
    event,
    effects,
  }) => {
    const isLate = event.type === 'operation-settled' && before.abandoned.includes(event.operation);
    if (!isLate) return !has(effects, 'hand-over-late');
    return event.result.type === 'approved'
      ? effects.length === 1 && has(effects, 'hand-over-late')
      : effects.length === 0;
  },

  'answers from long ago change nothing': ({ before, event, after, effects }) =>
    implies(LATE.includes(event), () => after === before && effects.length === 0),

  'numbers only grow': ({ before, after }) => {
    const known = new Set<number | undefined>([undefined, ...numbersOf(before)]);
    return (
      after.serial >= before.serial &&
      numbersOf(after).every((id) => known.has(id) || id > before.serial)
    );
  },

  'after withdrawal everything is dropped, at once or with the outcome': ({
    before,
    event,
    after,
    effects,
  }) => {
    if (event.type === 'withdrawn' && before.consented && isDeciding(before)) {
      return after.postponed.withdrawal === event.source && effects.length === 0;
    }
    const isDue =
      (event.type === 'withdrawn' && before.consented) ||
      (before.postponed.withdrawal !== undefined && !isDeciding(after));
    return implies(
      isDue,
      () =>
        !after.consented &&
        after.session === undefined &&
        after.resumeAt === undefined &&
        after.offered.length === 0 &&
        after.loaded.length === 0 &&
        after.tried.length === 0 &&
        after.held === undefined &&
        has(effects, 'abort-requests') &&
        has(effects, 'unload-widgets') &&
        has(effects, 'clear-fields') &&
        has(effects, 'forget') &&
        has(effects, 'announce'),
    );
  },

  'what waits for the end of a decision does not outlive it': ({ after }) =>
    implies(
      !isDeciding(after),
      () => !after.postponed.restart && after.postponed.withdrawal === undefined,
    ),

  'ready means: the selected widget shows the present cart': ({ after }) =>
    implies(
      after.state === 'ready',
      () =>
        after.selected !== undefined &&
        after.loaded.includes(after.selected) &&
        after.offered.some(({ identifier }) => identifier === after.selected) &&
        after.consented &&
        after.connected &&
        after.session !== undefined &&
        after.sdk === 'ready' &&
        !after.postponed.cart,
    ),

  'a changed cart is never forgotten': ({ before, event, after }) => {
    if (after.session === undefined || CLOSED.has(after.state)) return true;
    if (event.type === 'cart-changed') return isStale(after);
    const isDone =
      event.type === 'update-settled' &&
      event.result.type === 'answered' &&
      event.update === before.update;
    return implies(
      isStale(before) && before.session !== undefined && !isDone && event.type !== 'resumed',
      () => isStale(after),
    );
  },

  'idle waits for the page, consent for the shopper, and for nothing else': ({ after }) =>
    implies(after.state === 'idle', () => !after.connected || !after.chosen) &&
    implies(after.state === 'consent', () => after.connected && after.chosen && !after.consented),

  'starting waits for something that will come': ({ after }) =>
    implies(
      after.state === 'starting',
      () => after.consented && (after.session === undefined || after.sdk === 'requested'),
    ),

  'a session request carries the number of its start': ({ after, effects }) =>
    effects.every((effect) => effect.type !== 'request-session' || effect.run === after.run),

  'a failure says what and where to try again': ({ after, event, before, effects }) =>
    implies(
      after.state === 'failed',
      () =>
        after.fault !== undefined &&
        (after.retryAt !== 'nowhere' || after.fault.phase === 'configuration') &&
        (before.state === 'failed' || event.type === 'withdrawn' || has(effects, 'report')),
    ),

  'a retry leads somewhere wherever one is offered': ({ before, event, after, effects }) => {
    if (event.type !== 'retried') return true;
    if (before.state === 'unknown') return has(effects, 'reload-page');
    const isOffered =
      before.state === 'unavailable' ||
      (before.state === 'failed' && before.connected && before.retryAt !== 'nowhere');
    return isOffered ? after.state !== before.state || effects.length > 0 : effects.length === 0;
  },

  'a retry of the order places it with the same approval': ({ before, event, after }) =>
    implies(
      event.type === 'retried' &&
        before.state === 'failed' &&
        before.retryAt === 'order' &&
        before.connected &&
        before.misconfiguration === undefined,
      () => after.state === 'placing' && after.held?.operation === before.held?.operation,
    ),

  'nobody pays again after an unknown outcome before a reload or a reset': ({
    before,
    event,
    after,
  }) =>
    implies(before.state === 'unknown' && event.type !== 'reset', () => after.state === 'unknown'),

  'declined stays declined until a reset or a withdrawal': ({ before, event, after }) =>
    implies(
      before.state === 'declined' && event.type !== 'reset' && event.type !== 'withdrawn',
      () => after.state === 'declined',
    ),

  'what is placed stays placed until a reset': ({ before, event, after }) =>
    implies(isOver(before) && event.type !== 'reset', () => after.state === before.state),

  'the end of a purchase leaves no trace': ({ before, after, effects }) =>
    implies(isOver(after) && after.state !== before.state, () => has(effects, 'forget')),

  'away from the page nothing is loaded': ({ after }) =>
    implies(
      !after.connected,
      () => after.loaded.length === 0 && after.load === undefined && after.operation === undefined,
    ),

  'taken away while Klarna decides, or given up: nobody knows, and says so': ({
    before,
    event,
    after,
    effects,
  }) => {
    const isTaken = ['disconnected', 'moved', 'mount-lost'].includes(event.type);
    if (!before.operation || (!isTaken && event.type !== 'given-up')) return true;
    const settled = effects.find((effect) => effect.type === 'settle');
    return (
      after.state === 'unknown' &&
      settled?.outcome.type === 'unknown' &&
      after.abandoned.includes(before.operation.id) &&
      has(effects, 'report') &&
      (!isTaken || has(effects, 'unload-widgets'))
    );
  },

  'nobody waits for answers in a page that was left': ({ before, event, effects }) =>
    implies(
      event.type === 'disconnected' && before.connected,
      () => has(effects, 'abort-requests') && has(effects, 'unload-widgets'),
    ),

  'a load that failed leaves an empty place': ({ before, event, after, effects }) =>
    implies(
      event.type === 'load-settled' && event.load === before.load && event.result.type === 'failed',
      () => after.loaded.length === 0 && has(effects, 'unload-widgets'),
    ),

  'an order is placed with the approval that is held, and with no other': ({ after, effects }) =>
    effects.every(
      (effect) =>
        effect.type !== 'place-order' ||
        (effect.operation === after.held?.operation && effect.order === after.order),
    ),

  'a last step of its own is kept for the next page': ({ before, event, after, effects }) =>
    implies(
      event.type === 'operation-settled' &&
        before.operation?.id === event.operation &&
        event.result.type === 'finalize-required' &&
        after.state === 'finalize-required',
      () => effects.some((effect) => effect.type === 'save' && effect.stage === after.state),
    ),

  'nothing is listed twice': ({ after }) =>
    new Set(after.loaded).size === after.loaded.length &&
    new Set(after.tried).size === after.tried.length &&
    new Set(after.abandoned).size === after.abandoned.length,
};

export const numbersOf = (model: Model): readonly number[] =>
  [
    model.run,
    model.load,
    model.update,
    model.operation?.id,
    ...model.abandoned,
    model.held?.operation,
    model.replaced,
    model.order,
  ].filter((id) => id !== undefined);
