/** `place-order`: the shop's backend places the order, and its answer is followed. */
import type { EventOf, OrderResult } from './model.js';
import { applyPostponed, decline, readyAgain } from './pay.js';
import { placed } from './session.js';
import { push, enter, fail, isDeciding, nextNumber, postpone, type Draft } from './draft.js';
import { settleInactive } from './widget.js';

export function orderWanted(draft: Draft): void {
  const { held } = draft;
  if (!held || !draft.connected || isDeciding(draft)) return;
  if (draft.misconfiguration) {
    fail(draft, draft.misconfiguration, 'order');
    return;
  }
  enter(draft, 'placing');
  draft.order = nextNumber(draft);
  push(
    draft,
    { type: 'lock' },
    { type: 'place-order', order: draft.order, operation: held.operation },
  );
}

export function orderSettled(draft: Draft, { order, result }: EventOf<'order-settled'>): void {
  if (order !== draft.order) return;
  draft.order = undefined;
  // An element that was taken out has unlocked the page by then.
  if (draft.connected) push(draft, { type: 'unlock' });
  conclude(draft, result);
  applyPostponed(draft);
}

function conclude(draft: Draft, result: OrderResult): void {
  if (result.type === 'failed') {
    // Only such a fault leaves the token alive: same token, same key, same order.
    fail(draft, result.fault, 'order');
    return;
  }
  draft.held = undefined;
  push(draft, { type: 'drop-token' });
  switch (result.type) {
    case 'answered':
      placed(draft, result.answer);
      break;
    case 'unknown':
      enter(draft, 'unknown');
      draft.fault = result.fault;
      push(draft, { type: 'report', fault: result.fault });
      break;
    case 'invalid':
      readyAgain(draft);
      push(draft, { type: 'mark-fields', fields: result.fields });
      break;
    // The rest of what waits for the end of the order is done with these; a withdrawal goes before them.
    case 'stale-cart':
      postpone(draft, { cart: true });
      settleInactive(draft);
      break;
    case 'stale-session':
      postpone(draft, { restart: true });
      settleInactive(draft);
      break;
    case 'declined':
      decline(draft, draft.selected ?? '', 'authorize');
  }
}
