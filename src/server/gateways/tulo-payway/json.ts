/** Reads Payway's JSON without trusting its shape: what is not there is simply absent. */
import { isObject, type Json } from '../../../json.js';

/** A JSON object, or `undefined` for anything else: cut JSON, a list, HTML. */
export function readObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The members of a JSON object; none for anything else. */
export function membersOf(text: string): Json {
  return readObject(text) ?? {};
}

export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** A text that is there, or `undefined`. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}
