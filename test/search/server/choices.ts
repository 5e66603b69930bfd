/**
 * Whatever could go one way or another in a simulated world is decided here. A world without deviations is the
 * plain one, where everything works; a schedule is the list of places where it leaves that way.
 */

export interface Deviation {
  /** Choices that go the plain way before this one. */
  readonly skip: number;
  /** Which of the other alternatives is taken, counted from 0 and around. */
  readonly pick: number;
}

export interface Point {
  readonly what: string;
  /** Without the plain one. */
  readonly others: readonly unknown[];
}

export class Choices {
  /** All choices so far, in order. */
  readonly points: Point[] = [];
  readonly #deviations: readonly Deviation[];
  #taken = 0;
  #skipped = 0;
  #isOver = false;

  constructor(deviations: readonly Deviation[]) {
    this.#deviations = deviations;
  }

  /** Number of deviations that have been taken. */
  get taken(): number {
    return this.#taken;
  }

  /** From here on everything goes the plain way. */
  end(): void {
    this.#isOver = true;
  }

  /** The first alternative is the plain one. */
  choose<T>(what: string, alternatives: readonly [T, ...T[]]): T {
    const [plain, ...others] = alternatives;
    if (this.#isOver || others.length === 0) return plain;
    this.points.push({ what, others });
    const next = this.#deviations[this.#taken];
    if (!next) return plain;
    if (this.#skipped < next.skip) {
      this.#skipped += 1;
      return plain;
    }
    this.#taken += 1;
    this.#skipped = 0;
    return others[next.pick % others.length] ?? plain;
  }
}
