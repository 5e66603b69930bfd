/** Virtual time: what happens when, in one thread. Nothing of a simulated world waits for a real clock. */
import { setImmediate } from 'node:timers/promises';

interface Event {
  readonly at: number;
  readonly serial: number;
  readonly run: () => void;
  isCancelled: boolean;
}

/**
 * By then every promise that the event has settled has been heard of, and all that follows from that: Node takes the
 * next tick when no microtask is left.
 */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

/** No world has more to do than this; one that has goes round in a circle. */
const MOST_EVENTS = 20_000;

export class Schedule {
  /** Milliseconds since the world began. */
  now = 0;
  #serial = 0;
  #events: Event[] = [];

  /** The result takes it off the schedule. */
  after(milliseconds: number, run: () => void): () => void {
    const event = {
      at: this.now + milliseconds,
      serial: (this.#serial += 1),
      run,
      isCancelled: false,
    };
    let index = this.#events.length;
    while (index > 0 && (this.#events[index - 1]?.at ?? 0) > event.at) index -= 1;
    this.#events.splice(index, 0, event);
    return () => {
      event.isCancelled = true;
    };
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.after(milliseconds, resolve));
  }

  /** Lets everything happen that is to happen, each event with all that follows from it at once. */
  async run(): Promise<void> {
    await setImmediate();
    for (let count = 0; count < MOST_EVENTS; count += 1) {
      const event = this.#events.shift();
      if (!event) return;
      if (event.isCancelled) continue;
      this.now = event.at;
      event.run();
      await settled();
    }
    throw new Error('The simulated world does not come to an end');
  }

  /** Lets so much time pass. Only for a world in which nothing is to happen any more. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
  }
}
