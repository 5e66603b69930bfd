/** Plays sequences on a page and says what broke. */
import fc from 'fast-check';
import { sequences, type Sequence } from './arbitraries.js';
import type { Clock } from './clock.js';
import { perform } from './commands.js';
import { World, type Setup } from './world.js';

/** The first broken rule of a sequence, with the step after which it was seen; undefined when all is well. */
export async function play(clock: Clock, { setup, steps }: Sequence): Promise<string | undefined> {
  const world = await World.open(clock, setup);
  let found: string | undefined;
  const look = (when: string): void => {
    found ??= world.breaches[0] && `${world.breaches[0]} (${when})`;
  };
  for (const [index, step] of steps.entries()) {
    await perform(world, step);
    world.check();
    look(`after step ${index + 1}`);
    if (found) break;
  }
  await world.close();
  await nextTask();
  look('at the end');
  return found;
}

/** Rejections that nobody handled are told of in a task of their own. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

export interface SearchSettings {
  readonly runs: number;
  readonly seed: number;
  /** Where a shrunk counter-example is found again at once. */
  readonly path?: string;
}

export interface SearchResult {
  readonly runs: number;
  /** Empty when nothing was found. */
  readonly report: string;
}

export async function search(
  clock: Clock,
  { runs, seed, path }: SearchSettings,
): Promise<SearchResult> {
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const breach = await play(clock, sequence);
    if (breach) throw new Error(breach);
  });
  const details = await fc.check(property, {
    numRuns: runs,
    seed,
    ...(path !== undefined && { path }),
  });
  const { failed, counterexample, counterexamplePath, errorInstance, numShrinks } = details;
  if (!failed) return { runs: details.numRuns, report: '' };
  const [found] = counterexample ?? [];
  const report = [
    (errorInstance as Error | null)?.message ?? 'no message',
    `Seed ${seed}, after ${details.numRuns} sequences and ${numShrinks} shrinks. See it again:`,
    `KLARNA_SEARCH_SEED=${seed} KLARNA_SEARCH_PATH=${counterexamplePath} npm run search`,
    found ? spell(found) : '',
  ].join('\n');
  return { runs: details.numRuns, report };
}

/** As it would stand among the counter-examples. */
const spell = ({ setup, steps }: Sequence): string =>
  [`setup: ${JSON.stringify(setup)}`, ...steps.map((step) => `  ${JSON.stringify(step)},`)].join(
    '\n',
  );

export type { Sequence, Setup };
