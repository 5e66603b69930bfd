/** The documented fault table is the one that is played. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { faultsPage } from '../faults/print.js';

it('docs/faults.md is what `npm run docs` prints', () => {
  const page = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8');
  assert.equal(page, faultsPage());
});
