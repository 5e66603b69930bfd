/** Tasks of the event loop. */

/** Calls `run` in a task of its own, as soon as may be. */
export function afterThisTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  // Engines differ in which of the two comes first; either is a task of its own.
  const timer = setTimeout(done);
  port1.onmessage = done;
  port2.postMessage(undefined);
  function done(): void {
    clearTimeout(timer);
    port1.close();
    run();
  }
}

/** Resolves in a task of its own. */
export const nextTask = (): Promise<void> => new Promise(afterThisTask);
