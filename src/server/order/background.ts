/** Work that goes on when its answer is given, and that a process ends before it goes. */

export interface Background {
  /** Runs to its end whatever becomes of the request; the result is the same promise. */
  keep<T>(work: Promise<T>, waitUntil?: WaitUntil): Promise<T>;
  /** Resolves when nothing is running any more. From then on `isDraining`. */
  drain(): Promise<void>;
  readonly isDraining: boolean;
}

/** As workers have it in their context: keeps the process alive until the promise settles. */
export type WaitUntil = (work: Promise<unknown>) => void;

export function createBackground(): Background {
  const running = new Set<Promise<unknown>>();
  let isDraining = false;
  return {
    keep(work, waitUntil) {
      const settled = work.then(
        () => undefined,
        () => undefined,
      );
      running.add(settled);
      void settled.then(() => running.delete(settled));
      waitUntil?.(settled);
      return work;
    },
    async drain() {
      isDraining = true;
      while (running.size > 0) await Promise.all(running);
    },
    get isDraining() {
      return isDraining;
    },
  };
}
