import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RULES } from '../machine/rules.js';
import { TOPICS } from '../machine/samples.js';
import { search } from '../machine/search.js';

const ENTRIES = Object.entries(RULES);

describe('the flow, searched wholly', () => {
  it('keeps every rule after every event in every model that any events lead to', () => {
    const { models, steps } = search(TOPICS, (taken, way) => {
      for (const [rule, holds] of ENTRIES) {
        if (holds(taken)) continue;
        const words = way().map((event) => JSON.stringify(event));
        assert.fail([rule, ...words, JSON.stringify(taken.after)].join('\n'));
      }
    });
    // Far fewer would mean that the search did not get off the ground.
    assert.ok(models > 10_000, `${models} models`);
    assert.ok(steps > 500_000, `${steps} steps`);
  });
});
