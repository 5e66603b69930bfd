import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { play, searchAll, searchAtRandom, SETUPS, tellFound } from './search.js';

const {
  KLARNA_SEARCH_DEPTH = '1',
  KLARNA_SEARCH_RUNS = '10000',
  KLARNA_SEARCH_SEED = '20261125',
} = process.env;
const depth = Number(KLARNA_SEARCH_DEPTH);
const runs = Number(KLARNA_SEARCH_RUNS);
const seed = Number(KLARNA_SEARCH_SEED);

describe('the server, searched', () => {
  for (const setup of SETUPS) {
    const { system, machines, browsers } = setup;
    const name = `${system}, ${machines} machine(s), ${browsers} browser(s)`;
    it(`keeps its promises when at most ${depth} thing(s) go another way in ${name}`, async (t) => {
      const { schedules, found } = await searchAll(setup, depth);
      t.diagnostic(`${schedules} schedules`);
      assert.equal(found, undefined, found && tellFound(found));
    });
  }

  it(`keeps its promises through ${runs} schedules at random`, async (t) => {
    const { schedules, found } = await searchAtRandom({ runs, seed });
    t.diagnostic(`${schedules} schedules from seed ${seed}`);
    assert.equal(found, undefined, found && tellFound(found));
  });

  it('tells the same story twice when the schedule is the same', async () => {
    const deviations = [7, 3, 11, 2, 19].map((skip) => ({ skip, pick: skip * 5 }));
    for (const setup of SETUPS) {
      const [one, other] = [await play(setup, deviations), await play(setup, deviations)];
      assert.deepEqual(one.world.story, other.world.story);
      assert.deepEqual(one.world.choices.points, other.world.choices.points);
    }
  });
});
