/** Rules about answers: each counts once, late ones change nothing, and what they mean is what the page is told. */
import type { Outcome } from '../../../../src/index.js';
import type { Checkout, Promised } from '../checkout.js';
import { tokenIn, type SdkCall } from '../klarna.js';
import type { World } from '../world.js';

/** Klarna calls back. */
export function onAnswer(world: World, call: SdkCall, answer: unknown, deliver: () => void): void {
  const checkout = world.ownerOf(call.token);
  const token = tokenIn(answer);
  if (checkout && token !== undefined && world.backend.canCancel.get(checkout.name)) {
    world.returnable.add(token);
  }
  const isCurrent =
    call.answers.length === 1 &&
    checkout !== undefined &&
    (call === checkout.currentLoad || call === checkout.currentOperation);
  if (isCurrent) {
    deliver();
    return;
  }
  const concerned = (checkout ? [checkout] : world.all).filter((one) => !waitsForLane(one));
  const before = digest(concerned);
  deliver();
  const after = digest(concerned);
  if (before !== after) {
    world.breach('10', `a late answer of ${call.method} changed ${before} to ${after}`);
  }
  if (call.answers.length > 1 && tokenIn(answer) !== undefined) call.answers.pop();
}

/** Its widget is loaded as soon as Klarna has answered whatever it was asked before: also a late answer lets it go on. */
const waitsForLane = ({ element, currentLoad }: Checkout): boolean =>
  element.state === 'loading' && !currentLoad;

/**
 * All that a late answer must leave as it is. A late approval is announced, or given back; and another checkout that
 * has waited for it may go on.
 */
const digest = (checkouts: readonly Checkout[]): string =>
  JSON.stringify(
    checkouts.map(({ element, events, promises }) => [
      element.state,
      element.outcome,
      element.error?.code,
      element.categories.length,
      events.filter(({ name }) => name !== 'klarna-authorized').length,
      promises.filter(({ outcome }) => outcome).length,
    ]),
  );

/** What a promise may resolve with, where Klarna was asked. */
function mayBe(call: SdkCall, wasSync: boolean, outcome: Outcome): boolean {
  const [answer] = call.answers;
  if (outcome.type === 'unknown') return true;
  if (call.hasThrown) return outcome.type === 'failed';
  if (call.answers.length === 0) return false;
  const { approved, finalize_required, show_form, error } = (
    typeof answer === 'object' && answer !== null ? answer : {}
  ) as Record<string, unknown>;
  switch (outcome.type) {
    case 'approved':
      return tokenIn(answer) !== undefined && approved === true && finalize_required !== true;
    case 'finalize-required':
      return finalize_required === true && call.method !== 'finalize';
    case 'invalid':
      return error !== undefined && approved !== true;
    case 'cancelled':
      // Also an approval of what is no longer wanted.
      return typeof answer === 'object' && answer !== null;
    case 'declined':
      return call.method !== 'finalize' && approved !== true && show_form !== true && !wasSync;
    case 'failed':
      return (
        wasSync ||
        typeof answer !== 'object' ||
        answer === null ||
        (approved === true && tokenIn(answer) === undefined) ||
        (finalize_required === true && call.method === 'finalize')
      );
    default:
      return false;
  }
}

/** Every promise settles once its operation is over, and says what came of it. */
export function checkPromises(world: World, checkout: Checkout): void {
  for (const promised of checkout.promises) checkPromise(world, checkout, promised);
}

function checkPromise(world: World, checkout: Checkout, promised: Promised): void {
  const { kind, outcome, call } = promised;
  if (promised.hasFailed) world.breach('5', `the promise of ${kind}() was rejected`);
  if (!outcome) {
    if (!checkout.isDeciding) {
      world.breach('5', `the promise of ${kind}() is pending in "${checkout.element.state}"`);
    }
    return;
  }
  if (promised.isChecked) return;
  promised.isChecked = true;
  const isAsked = !['vetoed', 'not-ready', 'busy'].includes(outcome.type);
  if (!isAsked && !promised.isNew) return;
  if (!call) {
    world.breach('5', `${kind}() says "${outcome.type}", though Klarna was not asked`);
    return;
  }
  if (!mayBe(call, call.wasAnsweredAtOnce, outcome)) {
    const answers = JSON.stringify(call.answers);
    world.breach('5', `${kind}() says "${outcome.type}" after ${answers}`);
  }
}
