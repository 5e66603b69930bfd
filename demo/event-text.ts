/** The element's events, and what a log may say of them. */
export const EVENTS = [
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
] as const;

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
