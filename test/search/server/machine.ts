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
export const REGULAR_WORK = 200_000;

export interface Platform {
  /** Whether work that nobody waits for can be put off. */
  readonly hasTimers: boolean;
  readonly onStop: () => void;
  /** Nothing that the platform knows of is running any more. */
  readonly onIdle: () => void;
}

export class Process {
  readonly name: string;
  readonly #stage: Stage;
  /** How far its clock is ahead. */
  #skew: number;
  readonly #platform: Platform;
  #works = 0;
  #isStopped = false;
  /** What waits for a process that pauses. */
  #held: (() => void)[] | undefined;
  /** How often it has paused. */
  pauses = 0;

  constructor(name: string, stage: Stage, skew: number, platform: Platform) {
    this.name = name;
    this.#stage = stage;
    this.#skew = skew;
    this.#platform = platform;
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
        !this.#platform.hasTimers || schedule.now + milliseconds > REGULAR_WORK
          ? () => undefined
          : after(milliseconds, run),
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
    else if (does === 'jump') this.#skew += milliseconds;
    else this.pause(milliseconds);
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#platform.onStop();
  }

  /** A request, or what its answer left behind for `waitUntil`; the result ends it. */
  work(): () => void {
    let isOver = false;
    this.#works += 1;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#works -= 1;
      if (this.#works === 0 && !this.#isStopped) this.#platform.onIdle();
    };
  }

  /** Without anybody who waits for it: it simply is not there any more. */
  vanish(): void {
    this.#isStopped = true;
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
