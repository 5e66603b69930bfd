import assert from 'node:assert/strict';
import { after, describe, it, type TestContext } from 'node:test';
import type { Point } from './choices.js';
import { Crew } from './crew.js';
import type { Job } from './jobs.js';
import { type Kind, play, SETUPS, tellFound, TWO_BROWSERS } from './search.js';
import type { Setup } from './world.js';

const {
  KLARNA_SEARCH_DEPTH = '1',
  KLARNA_SEARCH_RUNS = '100000',
  KLARNA_SEARCH_SEED = '20261125',
} = process.env;
const depth = Number(KLARNA_SEARCH_DEPTH);
const runs = Number(KLARNA_SEARCH_RUNS);
const seed = Number(KLARNA_SEARCH_SEED);

/** Schedules in one job of a search at random. */
const RUNS_OF_A_JOB = 2500;
/** Jobs of one setup: more than processors, so that none waits long for the other at the end. */
const SHARES = 8;

const crew = new Crew();
after(() => crew.goHome());

async function keepsItsPromises(t: TestContext, jobs: readonly Job[]): Promise<void> {
  const { schedules, found } = await crew.search(jobs);
  t.diagnostic(`${schedules} schedules`);
  assert.equal(found, undefined, found && tellFound(found));
}

const allOf = (setup: Setup, kinds: readonly Kind[]): readonly Job[] =>
  Array.from({ length: SHARES }, (_, index) => ({
    type: 'all',
    setup,
    kinds,
    share: { index, of: SHARES },
  }));

describe('the server, searched', () => {
  for (const setup of SETUPS) {
    it(`keeps its promises when at most ${depth} thing(s) go another way in ${nameOf(setup)}`, (t) =>
      keepsItsPromises(t, allOf(setup, Array<Kind>(depth).fill('anything'))));
  }

  for (const setup of TWO_BROWSERS) {
    it(`keeps its promises when one machine stops and one thing besides is done otherwise in ${nameOf(setup)}`, (t) =>
      keepsItsPromises(t, allOf(setup, ['a machine stops', 'somebody acts'])));
  }

  it(`keeps its promises through ${runs} schedules at random from seed ${seed}`, (t) =>
    keepsItsPromises(
      t,
      Array.from({ length: Math.ceil(runs / RUNS_OF_A_JOB) }, (_, index) => ({
        type: 'random',
        runs: Math.min(RUNS_OF_A_JOB, runs - index * RUNS_OF_A_JOB),
        seed: seed + index,
      })),
    ));

  it('tells the same story twice when the schedule is the same', async () => {
    const deviations = [7, 3, 11, 2, 19].map((skip) => ({ skip, pick: skip * 5 }));
    for (const setup of SETUPS) {
      const [one, other] = [await play(setup, deviations), await play(setup, deviations)];
      assert.deepEqual(one.world.story, other.world.story);
      assert.deepEqual(one.world.choices.points.map(named), other.world.choices.points.map(named));
    }
  });
});

const named = ({ what, others }: Point) => [what, others.length];

function nameOf({ system, machines, browsers, onWorkers, tokenizes }: Setup): string {
  const platform = onWorkers ? 'worker(s)' : 'machine(s)';
  const name = `${system}, ${machines} ${platform}, ${browsers} browser(s)`;
  return tokenizes ? `${name}, with customer tokens` : name;
}
