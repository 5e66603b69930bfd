/** The element's events, and how a log shows them. */
import { EVENTS, type EventName } from '../src/events.js';

export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];

/** What may go wrong in a shop that logs: the token must not be among it. */
const SECRET = /token$/i;

function masked(name: string, value: unknown): unknown {
  if (SECRET.test(name) && typeof value === 'string') return `${value.slice(0, 4)}…`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return value;
}

/** JSON without the quotes around names, with room to wrap. */
export function readable(detail: unknown): string {
  return ((JSON.stringify(detail, masked) as string | undefined) ?? '')
    .replace(/"(\w+)":/g, '$1: ')
    .replaceAll(',', ', ');
}

/** Time of day to the millisecond. */
export const now = (): string => new Date().toISOString().slice(11, 23);
