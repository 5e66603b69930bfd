/** Schedules that broke a promise once, as short as they were made. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deviation } from './choices.js';
import { play } from './search.js';
import type { Setup } from './world.js';

interface Example {
  readonly setup: Setup;
  readonly deviations: readonly Deviation[];
  /** A part of each line that tells of a deviation: a schedule that goes another way by now shows nothing. */
  readonly tells: readonly RegExp[];
}

const EXAMPLES: Readonly<Record<string, Example>> = {
  'a shop function that hung kept the shopper waiting for ever': {
    setup: { system: 'klarna', machines: 1, browsers: 1 },
    deviations: [{ skip: 1, pick: 4 }],
    tells: [/identify: hangs/],
  },
  'what a machine told before the ledger had it passed for news of another machine': {
    setup: { system: 'cybersource', machines: 1, browsers: 1 },
    deviations: [
      { skip: 8, pick: 0 },
      { skip: 12, pick: 1 },
      { skip: 0, pick: 8 },
      { skip: 4, pick: 6 },
    ],
    tells: [
      /leaves open, then accepts/,
      /asks the ledger to read: the machine pauses for 70 minutes/,
      /asks the ledger to write: the machine stops/,
    ],
  },
};

describe('the server, where the search has found something', () => {
  for (const [name, { setup, deviations, tells }] of Object.entries(EXAMPLES)) {
    it(`keeps its promises, although once ${name}`, async () => {
      const { world, broken } = await play(setup, deviations);
      const story = world.story.join('\n');
      for (const line of tells) assert.match(story, line);
      assert.deepEqual(broken, [], story);
    });
  }
});
