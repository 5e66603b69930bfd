/** Every event of the element, for those who want to hear them all. */
import type { EventName } from '../../src/events.js';

export const EVENT_NAMES: readonly EventName[] = [
  'klarna-consent',
  'klarna-state',
  'klarna-ready',
  'klarna-unavailable',
  'klarna-before-authorize',
  'klarna-invalid-fields',
  'klarna-authorized',
  'klarna-finalize-required',
  'klarna-cancelled',
  'klarna-declined',
  'klarna-expired',
  'klarna-placed',
  'klarna-error',
];
