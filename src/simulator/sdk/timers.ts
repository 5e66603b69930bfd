/** Every timer of one simulator, so that `uninstall()` leaves none running. */
export class Timers {
  readonly #cancels = new Set<() => void>();
  /** After {@link clear} nothing is started any more. */
  closed = false;

  /** Runs once after `ms` milliseconds. The answer cancels it. */
  after(ms: number, run: () => void): () => void {
    if (this.closed) return () => undefined;
    const id = setTimeout(() => {
      this.#cancels.delete(cancel);
      run();
    }, ms);
    const cancel = (): void => {
      clearTimeout(id);
      this.#cancels.delete(cancel);
    };
    this.#cancels.add(cancel);
    return cancel;
  }

  /** Runs every `ms` milliseconds until the answer is called. */
  every(ms: number, run: () => void): () => void {
    if (this.closed) return () => undefined;
    const id = setInterval(run, ms);
    const cancel = (): void => {
      clearInterval(id);
      this.#cancels.delete(cancel);
    };
    this.#cancels.add(cancel);
    return cancel;
  }

  /** Stops everything, for good. */
  clear(): void {
    this.closed = true;
    for (const cancel of [...this.#cancels]) cancel();
  }
}
