import { expect } from '@open-wc/testing';
import { RULES, type Taken } from './rules.js';
import { TOPICS } from './samples.js';
import { search } from './search.js';

const ENTRIES = Object.entries(RULES);

/** The first step that breaks a rule, by a shortest way, in words that can be read. */
function firstBreach(...topics: Parameters<typeof search>[0]): {
  readonly steps: number;
  readonly breach: object | undefined;
} {
  let breach: object | undefined;
  const { steps } = search(topics, (taken, way) => {
    if (breach) return;
    const broken = ENTRIES.find(([, rule]) => !rule(taken));
    if (broken) breach = describeBreach(broken[0], taken, way());
  });
  return { steps, breach };
}

const describeBreach = (rule: string, taken: Taken, way: readonly object[]): object => ({
  rule,
  way: way.map((event) => JSON.stringify(event)),
  effects: taken.effects.map(({ type }) => type),
  after: taken.after,
});

describe('every event in every model that any two topics together can lead to', () => {
  for (const [index, topic] of TOPICS.entries()) {
    it(`${topic}, alone and with each later topic, breaks no rule`, () => {
      for (const other of TOPICS.slice(index)) {
        const { steps, breach } = firstBreach(topic, other);
        expect(breach, JSON.stringify(breach, undefined, 2)).to.equal(undefined);
        // Far fewer would mean that the search did not get off the ground.
        expect(steps).to.be.greaterThan(1000);
      }
    });
  }
});
