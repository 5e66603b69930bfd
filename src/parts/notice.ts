/** What the shopper is told besides the state, and for how long. */
import type { DetailOf, EventName } from '../events.js';

/** What is said beside the state itself. */
export interface Notice {
  readonly says: 'notReady' | 'cancelled' | 'invalid' | 'expired';
  /** Klarna's names of fields that the page does not have. */
  readonly unmatched?: readonly string[];
}

/** The notice that follows from an event of the element. */
export function noticeAfter<Name extends EventName>(
  notice: Notice | undefined,
  name: Name,
  detail: DetailOf<Name>,
): Notice | undefined {
  switch (name) {
    case 'klarna-cancelled':
      return { says: 'cancelled' };
    case 'klarna-expired':
      return { says: 'expired' };
    case 'klarna-invalid-fields':
      return {
        says: 'invalid',
        unmatched: (detail as DetailOf<'klarna-invalid-fields'>).unmatched,
      };
    case 'klarna-state':
      // A new attempt makes an old notice untrue: the states that end in "ing", and consent.
      return /^consent$|ing$/.test((detail as DetailOf<'klarna-state'>).state) ? undefined : notice;
    default:
      return notice;
  }
}
