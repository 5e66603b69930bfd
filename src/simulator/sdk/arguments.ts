/** Klarna's functions take their arguments in several orders. Here every order becomes one shape. */

/** Whatever the page passed; every member is unknown until it is looked at. */
export type Options = Readonly<Record<string, unknown>>;
export type Callback = (result: unknown) => void;

export interface CallArguments {
  readonly options: Options;
  /** The page's data for Klarna, unchanged. */
  readonly data: unknown;
  /** The page's own function, or one that does nothing. May throw. */
  readonly callback: Callback;
}

export const isRecord = (value: unknown): value is Options =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asCallback = (value: unknown): Callback =>
  typeof value === 'function' ? (value as Callback) : () => undefined;

/** What a callback throws after the call has returned is swallowed by the SDK. */
export function quietly(callback: Callback): Callback {
  return (result) => {
    try {
      callback(result);
    } catch {
      // A page that throws there learns nothing of it.
    }
  };
}

/** `(options, data, callback)`, `(options, callback)`, `(options)`, `(callback)`. */
export function readArguments(args: readonly unknown[]): CallArguments {
  const [first, second, third] = args;
  if (typeof first === 'function') return { options: {}, data: {}, callback: asCallback(first) };
  const options = isRecord(first) ? first : {};
  if (typeof second === 'function') return { options, data: {}, callback: asCallback(second) };
  return { options, data: second ?? {}, callback: asCallback(third) };
}

/** As {@link readArguments}, and swaps options and data when the second holds one of `keys` (an older signature). */
export function readSwappable(args: readonly unknown[], keys: readonly string[]): CallArguments {
  const [first, second] = args;
  const swapped = isRecord(second) && keys.some((key) => key in second);
  return readArguments(swapped ? [second, first, ...args.slice(2)] : args);
}
