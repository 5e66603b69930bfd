/** Searches for a schedule that breaks a promise, and makes what it finds short. */
import fc from 'fast-check';
import type { Deviation } from './choices.js';
import type { Fate } from './fates.js';
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

const SYSTEMS = ['payone', 'klarna', 'cybersource', 'tulo'] as const;

const PAIRS: readonly Setup[] = SYSTEMS.map((system) => ({ system, machines: 2, browsers: 2 }));

export const SETUPS: readonly Setup[] = [
  ...SYSTEMS.map((system): Setup => ({ system, machines: 1, browsers: 1 })),
  ...PAIRS,
  ...PAIRS.map((setup): Setup => ({ ...setup, machines: 3 })),
  ...PAIRS.map((setup): Setup => ({ ...setup, onWorkers: true })),
  { system: 'klarna', machines: 2, browsers: 2, tokenizes: true },
];

/** In two browsers, on two machines. */
export const TWO_BROWSERS = PAIRS;

const isFate = (other: unknown): other is Fate =>
  typeof other === 'object' && other !== null && 'arrives' in other;

/** What may go another way. */
const KINDS = {
  anything: () => true,
  'a machine stops': (other) => isFate(other) && other.machine?.does === 'stop',
  /** Shoppers, their lines, the machines that serve them, and what the payment system decides. */
  'somebody acts': (other) => !isFate(other) && !Array.isArray(other),
} as const satisfies Readonly<Record<string, (other: unknown) => boolean>>;

export type Kind = keyof typeof KINDS;

/** A share of the schedules that begin in different ways: number `index` of `of`. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

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

/** Every schedule of this setup in which at most one thing of each kind goes another way, in any order. */
export async function searchAll(
  setup: Setup,
  kinds: readonly Kind[],
  { share = { index: 0, of: 1 }, sabotage }: { share?: Share; sabotage?: Sabotage } = {},
): Promise<Searched> {
  let schedules = 0;
  let firsts = 0;
  const go = async (
    deviations: readonly Deviation[],
    left: readonly Kind[],
  ): Promise<Found | undefined> => {
    const { world, broken } = await play(setup, deviations, sabotage);
    if (deviations.length > 0 || share.index === 0) schedules += 1;
    if (broken.length > 0) return shortened(setup, deviations, sabotage);
    if (left.length === 0) return undefined;
    const passed = deviations.reduce((sum, { skip }) => sum + skip + 1, 0);
    for (const [skip, { others }] of world.choices.points.slice(passed).entries()) {
      for (const [pick, other] of others.entries()) {
        const kind = left.find((one) => KINDS[one](other));
        if (!kind) continue;
        if (deviations.length === 0 && firsts++ % share.of !== share.index) continue;
        const found = await go([...deviations, { skip, pick }], without(left, kind));
        if (found) return found;
      }
    }
    return undefined;
  };
  const found = await go([], kinds);
  return { schedules, found };
}

function without(kinds: readonly Kind[], kind: Kind): readonly Kind[] {
  const index = kinds.indexOf(kind);
  return [...kinds.slice(0, index), ...kinds.slice(index + 1)];
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

export async function searchAtRandom(settings: {
  readonly runs: number;
  readonly seed: number;
}): Promise<Searched> {
  const property = fc.asyncProperty(schedule, async ({ setup, deviations }) => {
    return (await play(setup, deviations)).broken.length === 0;
  });
  const { counterexample, numRuns } = await fc.check(property, {
    numRuns: settings.runs,
    seed: settings.seed,
    // Shortened below, where a step left out does not move the others.
    endOnFailure: true,
  });
  const [first] = counterexample ?? [];
  const found = first && (await shortened(first.setup, first.deviations));
  return { schedules: numRuns, found };
}

/** Leaves out what is not needed for the promise to be broken. */
async function shortened(
  setup: Setup,
  deviations: readonly Deviation[],
  sabotage?: Sabotage,
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
