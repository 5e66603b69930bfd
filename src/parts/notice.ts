/** What the shopper is told besides the state, and for how long. */
import type { DetailOf, EventName } from '../events.js';
import type { State } from '../flow/machine/model.js';

/** What is said beside the state itself. */
export type Notice =
  | { readonly type: 'not-ready' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'invalid'; readonly unmatched: readonly string[] }
  | { readonly type: 'expired' };

/** A new attempt makes an old notice untrue. */
const NEW_ATTEMPT: ReadonlySet<State> = new Set<State>([
  'consent',
  'starting',
  'loading',
  'authorizing',
  'finalizing',
  'placing',
]);

/** The notice that follows from an event of the element. */
export function noticeAfter<Name extends EventName>(
  notice: Notice | undefined,
  name: Name,
  detail: DetailOf<Name>,
): Notice | undefined {
  switch (name) {
    case 'klarna-cancelled':
      return { type: 'cancelled' };
    case 'klarna-expired':
      return { type: 'expired' };
    case 'klarna-invalid-fields': {
      const { unmatched } = detail as DetailOf<'klarna-invalid-fields'>;
      return { type: 'invalid', unmatched };
    }
    case 'klarna-state':
      return NEW_ATTEMPT.has((detail as DetailOf<'klarna-state'>).state) ? undefined : notice;
    default:
      return notice;
  }
}
