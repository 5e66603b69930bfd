/** Notices that the status shows beside the state, and how long each stays. */
import type { DetailOf, EventName } from '../events.js';
import { STATES, type Traits } from '../flow/machine/states.js';

export interface Notice {
  readonly text: 'notReady' | 'cancelled' | 'invalid' | 'expired';
  readonly tone: Traits['status']['tone'];
  /** Klarna's names of fields for which the page has no input. */
  readonly unmatched?: readonly string[];
}

/** A press came too early. */
export const NOT_READY: Notice = { text: 'notReady', tone: 'notice' };

/** Nothing was bought. */
export const CANCELLED: Notice = { text: 'cancelled', tone: 'notice' };

/** @returns the notice that is shown after an event of the element */
export function noticeAfter<Name extends EventName>(
  notice: Notice | undefined,
  name: Name,
  detail: DetailOf<Name>,
): Notice | undefined {
  switch (name) {
    case 'klarna-cancelled':
      return CANCELLED;
    case 'klarna-expired':
      return { text: 'expired', tone: 'notice' };
    case 'klarna-invalid-fields': {
      const { unmatched } = detail as DetailOf<'klarna-invalid-fields'>;
      return { text: 'invalid', tone: 'problem', unmatched };
    }
    case 'klarna-state': {
      const { state } = detail as DetailOf<'klarna-state'>;
      return STATES[state].purchase.isAttempt ? undefined : notice;
    }
    default:
      return notice;
  }
}
