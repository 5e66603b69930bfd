/** Searches for a schedule that breaks a promise, and makes what it finds short. */
import fc from 'fast-check';
import type { Deviation } from './choices.js';
import { brokenPromises } from './promises.js';
import { type Sabotage, type Setup, World } from './world.js';

export interface Found {
  readonly setup: Setup;
  readonly deviations: readonly Deviation[];
  readonly broken: readonly string[];
  readonly story: readonly string[];
}

export interface Searched {
  readonly schedules: number;
  readonly found: Found | undefined;
}

export const SETUPS: readonly Setup[] = ([1, 2] as const).flatMap((number) =>
  (['payone', 'klarna', 'cybersource', 'tulo'] as const).map((system): Setup => ({
    system,
    machines: number,
    browsers: number,
  })),
);

interface Played {
  readonly world: World;
  readonly broken: readonly string[];
}

export async function play(
  setup: Setup,
  deviations: readonly Deviation[],
  sabotage?: Sabotage,
): Promise<Played> {
  const world = new World(setup, deviations, sabotage);
  await world.live();
  return { world, broken: brokenPromises(world) };
}

/** Every schedule of this setup with at most `depth` deviations. */
export async function searchAll(
  setup: Setup,
  depth: number,
  sabotage?: Sabotage,
): Promise<Searched> {
  let schedules = 0;
  const go = async (deviations: readonly Deviation[]): Promise<Found | undefined> => {
    const { world, broken } = await play(setup, deviations, sabotage);
    schedules += 1;
    if (broken.length > 0) return shortened(setup, deviations, sabotage);
    if (deviations.length === depth) return undefined;
    const passed = deviations.reduce((sum, { skip }) => sum + skip + 1, 0);
    for (const [skip, { of }] of world.choices.points.slice(passed).entries()) {
      for (let pick = 0; pick < of - 1; pick += 1) {
        const found = await go([...deviations, { skip, pick }]);
        if (found) return found;
      }
    }
    return undefined;
  };
  const found = await go([]);
  return { schedules, found };
}

/** More than the alternatives of any choice; the rest counts around. */
const MOST_PICKS = 60;

const schedule = fc.record({
  setup: fc.constantFrom(...SETUPS),
  deviations: fc.array(
    fc.record({ skip: fc.nat({ max: 30 }), pick: fc.nat({ max: MOST_PICKS }) }),
    { minLength: 1, maxLength: 8, size: 'max' },
  ),
});

export async function searchAtRandom(
  settings: { readonly runs: number; readonly seed: number },
  sabotage?: Sabotage,
): Promise<Searched> {
  const property = fc.asyncProperty(schedule, async ({ setup, deviations }) => {
    return (await play(setup, deviations, sabotage)).broken.length === 0;
  });
  const { counterexample, numRuns } = await fc.check(property, {
    numRuns: settings.runs,
    seed: settings.seed,
    // Shortened below, where a step left out does not move the others.
    endOnFailure: true,
  });
  const [first] = counterexample ?? [];
  const found = first && (await shortened(first.setup, first.deviations, sabotage));
  return { schedules: numRuns, found };
}

/** Leaves out what is not needed for the promise to be broken. */
async function shortened(
  setup: Setup,
  deviations: readonly Deviation[],
  sabotage: Sabotage | undefined,
): Promise<Found> {
  const { world } = await play(setup, deviations, sabotage);
  let least = deviations.slice(0, world.choices.taken);
  for (let index = 0; index < least.length;) {
    const { skip = 0 } = least[index] ?? {};
    const rest = least.slice(index + 1);
    const [next, ...others] = rest;
    // What came after it keeps its place.
    const moved = next ? [{ ...next, skip: next.skip + skip + 1 }, ...others] : [];
    const shorter = [...least.slice(0, index), ...moved];
    if ((await play(setup, shorter, sabotage)).broken.length > 0) least = shorter;
    else index += 1;
  }
  const last = await play(setup, least, sabotage);
  return { setup, deviations: least, broken: last.broken, story: last.world.story };
}

/** A found schedule, as it is told to people and as it stands among the counter-examples. */
export const tellFound = ({ setup, deviations, broken, story }: Found): string =>
  [
    ...broken.map((line) => `Broken: ${line}`),
    ...story,
    `Play it again: ${JSON.stringify(setup)}, ${JSON.stringify(deviations)}`,
  ].join('\n');
