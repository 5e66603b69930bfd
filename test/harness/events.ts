/** Every event of the element, for tests that listen to all of them. */
import { EVENTS, type EventName } from '../../src/events.js';

export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];
