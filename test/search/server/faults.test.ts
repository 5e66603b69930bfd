/** Faults that were made on purpose: a search that does not find them proves nothing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { Crew } from './crew.js';
import { FAULT_NAMES } from './faults.js';

/** What no simulated world could show, and the test that would. */
const ELSEWHERE: Readonly<Record<string, { why: string; file: string; title: string }>> = {
  'one visitor takes the places of everybody': {
    why: 'two shoppers never fill the queue of a machine',
    file: 'load/shed.test.ts',
    title: 'does not let one shopper take the places of all',
  },
  'a shopper whose orders fail goes on without a limit': {
    why: 'a browser of a simulated world gives up long before',
    file: 'endpoint/order.test.ts',
    title: 'makes a shopper wait whose orders fail again and again',
  },
  'two endpoints of one host share a cookie': {
    why: 'a world has one endpoint, on several machines',
    file: 'endpoint/cookie.test.ts',
    title: 'leaves the session of another endpoint on the same host alone',
  },
  'middleware takes the cookie away': {
    why: 'requests reach the endpoint without an HTTP server',
    file: 'node/express.test.ts',
    title: 'keeps its own cookie and that of express-session',
  },
  'a cookie is too long for browsers': {
    why: 'what a world seals has the length of the text',
    file: 'endpoint/cookie.test.ts',
    title: 'says so when browsers would drop it for its length',
  },
  'a key is dropped while addresses sealed with it live': {
    why: 'a world ends after thirty hours and has one key',
    file: 'load/two-processes.test.ts',
    title: 'lose nothing when the key is changed in the middle of a purchase',
  },
};

const crew = new Crew();
after(() => crew.goHome());

describe('the search of the server', () => {
  for (const name of FAULT_NAMES) {
    it(`finds the fault when ${name}`, async (t) => {
      const { schedules, found } = await crew.search([{ type: 'fault', name }]);
      assert.ok(found, 'No schedule of any setup shows it');
      t.diagnostic(`${found.setup.system}, ${schedules} schedules: ${found.broken.join('; ')}`);
    });
  }

  for (const [fault, { why, file, title }] of Object.entries(ELSEWHERE)) {
    it(`leaves it to another test when ${fault}, since ${why}`, () => {
      const tests = readFileSync(new URL(`../../server/${file}`, import.meta.url), 'utf8');
      assert.ok(tests.includes(`it('${title}'`), `${file} has no test “${title}”`);
    });
  }
});
