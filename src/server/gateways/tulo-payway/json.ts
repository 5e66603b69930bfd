/** Reads Payway's JSON without trusting its shape: what is not there is simply absent. */

export type Members = Readonly<Record<string, unknown>>;

/** A JSON object, or `undefined` for anything else: cut JSON, a list, HTML. */
export function readObject(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The members of a JSON object; none for anything else. */
export function membersOf(text: string): Members {
  return readObject(text) ?? {};
}

export function objectOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is there, or `undefined`. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}
