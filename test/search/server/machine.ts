/** A machine, and the process that runs on it until it stops. */
import type { Clock } from '../../../src/server/clock.js';
import type { Choices } from './choices.js';
import type { Fate } from './fates.js';
import type { Schedule } from './schedule.js';

export interface Stage {
  readonly schedule: Schedule;
  readonly choices: Choices;
  readonly tell: (line: string) => void;
}

/** The line was cut, or the call was turned away at the door. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly isCertain: boolean;

  constructor(what: string, isCertain: boolean) {
    super(isCertain ? `${what} did not arrive` : `${what} broke off`);
    this.isCertain = isCertain;
  }
}

/** One way of a call, in milliseconds. */
const WAY = 5;
/** Work that nobody waits for is not started any more after this time: the world comes to an end by itself. */
const REGULAR_WORK = 200_000;

export class Process {
  readonly name: string;
  readonly #stage: Stage;
  readonly #skew: number;
  readonly #onStop: (process: Process) => void;
  #isStopped = false;
  /** What waits for a process that pauses. */
  #held: (() => void)[] | undefined;
  /** How often it has paused. */
  pauses = 0;

  constructor(name: string, stage: Stage, skew: number, onStop: (process: Process) => void) {
    this.name = name;
    this.#stage = stage;
    this.#skew = skew;
    this.#onStop = onStop;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  get isPaused(): boolean {
    return this.#held !== undefined;
  }

  /** Whether it has paused since it had done so that often. */
  hasPaused(since: number): boolean {
    return this.isPaused || this.pauses > since;
  }

  get clock(): Clock {
    const { schedule } = this.#stage;
    const after = (milliseconds: number, run: () => void) =>
      schedule.after(milliseconds, () => this.deliver(run));
    return {
      now: () => EPOCH + schedule.now + this.#skew,
      after,
      idle: (milliseconds, run) =>
        schedule.now + milliseconds > REGULAR_WORK ? () => undefined : after(milliseconds, run),
    };
  }

  /** Lets something happen in this process: now, when it goes on, or never. */
  deliver(run: () => void): void {
    if (this.#isStopped) return;
    if (this.#held) this.#held.push(run);
    else run();
  }

  /** A call to somebody else, who acts when it arrives. */
  call<T>(what: string, fates: readonly [Fate, ...Fate[]], act: () => T): Promise<T> {
    const { choices, schedule, tell } = this.#stage;
    const fate = choices.choose(`${this.name}: ${what}`, fates);
    if (fate.name) tell(`${this.name}: ${what}: ${fate.name}`);
    return new Promise((resolve, reject) => {
      if (fate.machine?.when === 'before') this.#suffer(fate.machine);
      this.deliver(() => {
        schedule.after(fate.there ?? WAY, () => {
          const settle = fate.arrives ? outcomeOf(act) : undefined;
          if (fate.machine?.when === 'after') this.#suffer(fate.machine);
          if (fate.answer === 'none') return;
          schedule.after(fate.back ?? WAY, () =>
            this.deliver(() => {
              if (fate.answer === 'result' && settle) settle(resolve, reject);
              else reject(new CallFailure(what, fate.answer === 'refused'));
            }),
          );
        });
      });
    });
  }

  #suffer({ does, milliseconds = 0 }: NonNullable<Fate['machine']>): void {
    if (does === 'stop') this.stop();
    else this.pause(milliseconds);
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#onStop(this);
  }

  pause(milliseconds: number): void {
    if (this.#isStopped || this.#held) return;
    this.#held = [];
    this.pauses += 1;
    this.#stage.schedule.after(milliseconds, () => {
      const held = this.#held ?? [];
      this.#held = undefined;
      this.#stage.tell(`${this.name} goes on`);
      for (const run of held) this.deliver(run);
    });
  }
}

/** When every simulated world begins, in milliseconds since 1970. */
export const EPOCH = Date.UTC(2026, 10, 25, 12);

function outcomeOf<T>(
  act: () => T,
): (resolve: (value: T) => void, reject: (error: unknown) => void) => void {
  try {
    const value = act();
    return (resolve) => resolve(value);
  } catch (error) {
    return (_, reject) => reject(error);
  }
}
