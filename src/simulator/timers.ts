/** Every timer of one simulator, so that `uninstall()` leaves none running. */
export class Timers {
  readonly #cancels = new Set<() => void>();

  /** Runs once after `ms` milliseconds. The answer cancels it. */
  after(ms: number, run: () => void): () => void {
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
    const id = setInterval(run, ms);
    const cancel = (): void => {
      clearInterval(id);
      this.#cancels.delete(cancel);
    };
    this.#cancels.add(cancel);
    return cancel;
  }

  /** Calls the answer's function, or drops it with all timers when the simulator is uninstalled. */
  clear(): void {
    for (const cancel of [...this.#cancels]) cancel();
  }
}
