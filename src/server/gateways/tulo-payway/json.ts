/** Reads Payway's JSON without trusting its shape: what is not there is simply absent. */

export type Members = Readonly<Record<string, unknown>>;

/** The members of a JSON object; none for anything else, cut JSON and HTML included. */
export function membersOf(text: string): Members {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}

export function objectOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : {};
}

/** A text that is there, or `undefined`. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}
