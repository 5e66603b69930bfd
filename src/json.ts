/** A JSON object whose members nobody has checked yet. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value has members to check; a list has not. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
