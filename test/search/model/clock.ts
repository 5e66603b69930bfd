/** Time for a search: it passes only when it is told to, timer by timer. */
import { useFakeTimers, type SinonFakeTimers } from 'sinon';

/** When each sequence begins; milliseconds since 1970. */
const START = Date.UTC(2026, 0, 1);

/** Microtasks that a change may take until all of it is drawn; far more than were ever needed. */
const TURNS = 80;

export class Clock {
  readonly #clock: SinonFakeTimers = useFakeTimers({
    now: START,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });

  get timers(): number {
    return this.#clock.countTimers();
  }

  /** Everything that is due runs, each timer in a task of its own. */
  async pass(milliseconds: number): Promise<void> {
    const end = { isReached: false };
    this.#clock.setTimeout(() => (end.isReached = true), milliseconds);
    while (!end.isReached) {
      this.#clock.next();
      await settled();
    }
  }

  /** The machine sleeps: the wall clock goes on, the timers do not. */
  sleep(milliseconds: number): void {
    this.#clock.setSystemTime(Date.now() + milliseconds);
  }

  /** Back to the beginning, with nothing due. */
  reset(): void {
    this.#clock.reset();
    this.#clock.setSystemTime(START);
  }

  restore(): void {
    this.#clock.restore();
  }
}

/** All that follows within this task has been done: promises, drawings, observers. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
}
