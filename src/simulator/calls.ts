/** Records the page's calls of Klarna's SDK. */
import { isRecord, type Options } from './sdk/arguments.js';
import type { Method } from './script/outcomes.js';

/** One call of Klarna's SDK, with what the page passed, also when it failed. */
export interface KlarnaCall {
  readonly method: 'init' | Method;
  /** The first argument, without `container`: the client token of `init`, the category of `authorize`. */
  readonly options: Options;
  /** Addresses, order lines and amounts; empty where the page passed none. */
  readonly data: Options;
}

/** Copies a call as plain data, since the page may change its objects afterwards. */
export const callOf = (
  method: KlarnaCall['method'],
  options: Options,
  data: unknown,
): KlarnaCall => ({
  method,
  options: plain({ ...options, container: undefined }),
  data: plain(data),
});

/** Returns an empty object for what JSON cannot represent, such as a circular reference. */
function plain(value: unknown): Options {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(value));
    return isRecord(copy) ? copy : {};
  } catch {
    return {};
  }
}
