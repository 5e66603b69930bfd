/** Tasks of the event loop. */

/** Calls `run` in a task of its own, as soon as may be. */
export function afterThisTask(run: () => void): void {
  // Not every environment of unit tests has channels.
  const channel = typeof MessageChannel === 'undefined' ? undefined : new MessageChannel();
  // Engines differ in which of the two comes first; either is a task of its own.
  const timer = setTimeout(done);
  if (channel) {
    channel.port1.onmessage = done;
    channel.port2.postMessage(undefined);
  }
  function done(): void {
    clearTimeout(timer);
    channel?.port1.close();
    run();
  }
}

/** Resolves in a task of its own. */
export const nextTask = (): Promise<void> => new Promise(afterThisTask);
