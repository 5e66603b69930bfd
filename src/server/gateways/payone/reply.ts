/**
 * Reads PAYONE's replies: lines of `name=value`, or JSON.
 *
 * Nothing is URL-decoded: a token or address may hold `+` and `%`. The names of additional data differ
 * between calls (`add_paydata[x]`, `addpaydata[x]`, `addresponsedata[x]`, nested in JSON); here they are one.
 */

export interface PayoneReply {
  /** In capitals: `OK`, `APPROVED`, `REDIRECT`, `PENDING`, `ERROR`. */
  readonly status: string;
  /** A parameter by its lower-case name; empty values count as absent. */
  get(name: string): string | undefined;
  /** Additional data by its name inside the brackets. */
  data(name: string): string | undefined;
}

const DATA = /^add_?(?:pay|response)data\[(.+)\]$/;

/** Throws when there is no status: an empty or cut reply means nothing. */
export function readReply(text: string): PayoneReply {
  const body = text.trim();
  const pairs = body.startsWith('{') ? readJson(body) : readLines(body);
  const values = new Map<string, string>();
  const data = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.trim().toLowerCase();
    const inner = DATA.exec(key)?.[1];
    if (value) (inner === undefined ? values : data).set(inner ?? key, value);
  }
  const status = values.get('status')?.toUpperCase();
  if (!status) throw new Error('The reply has no status.');
  return { status, get: (name) => values.get(name), data: (name) => data.get(name) };
}

function readLines(text: string): [string, string][] {
  return text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at < 1 ? [] : [[line.slice(0, at), line.slice(at + 1).trim()]];
  });
}

function readJson(text: string): [string, string][] {
  const reply: unknown = JSON.parse(text);
  return membersOf(reply).flatMap(([name, value]): [string, string][] => {
    const key = name.toLowerCase();
    if (typeof value !== 'object' || value === null) return [[key, textOf(value)]];
    const inner = membersOf(value);
    // {"Error":{"ErrorCode":…}} holds what the line format has on its top level.
    return key === 'error'
      ? inner.map(([member, content]) => [member, textOf(content)])
      : inner.map(([member, content]) => [`${key}[${member}]`, textOf(content)]);
  });
}

function membersOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** PAYONE's description says APPROVED, its samples and its platform say OK. */
export function succeeded(reply: PayoneReply): boolean {
  return reply.status === 'OK' || reply.status === 'APPROVED';
}

/** Only the values that are there. */
export function compact(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
