/** The endpoint's clock and timers; every wait of the backend kit uses them. */

export interface Clock {
  /** Milliseconds since 1970, by this machine's clock. */
  now(): number;
  /** Calls back once, so many milliseconds from now. @returns a function that cancels it */
  after(milliseconds: number, run: () => void): () => void;
  /**
   * The same for work in the background: it does not keep the process alive. Never calls back where a platform has
   * no such timers.
   */
  idle(milliseconds: number, run: () => void): () => void;
}

export function platformClock(now: () => number = Date.now): Clock {
  return {
    now,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    idle(milliseconds, run) {
      const timer: unknown = setTimeout(run, milliseconds);
      const cancel = () => clearTimeout(timer as ReturnType<typeof setTimeout>);
      if (typeof timer === 'object' && timer !== null && 'unref' in timer) {
        (timer as { unref(): void }).unref();
      } else {
        cancel();
      }
      return cancel;
    },
  };
}

/** Thrown by {@link within} when the time is over. */
class TimeLimit extends Error {
  override readonly name = 'TimeLimit';
}

/**
 * Resolves with the result of `run`, or rejects with {@link TimeLimit} when it takes longer. A later result is
 * dropped, though `run` continues. A result that is not a promise needs no timer.
 */
export async function within<T>(
  clock: Clock,
  milliseconds: number,
  run: () => Promise<T> | T,
): Promise<T> {
  const running = run();
  if (!isThenable(running)) return running;
  let cancel: () => void = () => undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      cancel = clock.after(milliseconds, () =>
        reject(new TimeLimit(`No answer within ${milliseconds} milliseconds`)),
      );
      running.then(resolve, reject);
    });
  } finally {
    cancel();
  }
}

/** Query builders and older libraries return thenables that are not promises. */
const isThenable = <T>(value: Promise<T> | T): value is Promise<T> =>
  typeof value === 'object' &&
  value !== null &&
  'then' in value &&
  typeof value.then === 'function';

export const pause = (clock: Clock, milliseconds: number): Promise<void> =>
  new Promise((resolve) => void clock.after(milliseconds, resolve));
