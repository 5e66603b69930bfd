/**
 * What a page downloads may not grow. The script-tag file is above its budget, which the bench reports first; it is
 * held at what has been reached. Needs `npm run build`.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  MOST_LANGUAGE,
  REACHED_BROTLI,
  REACHED_GZIP,
  weighElement,
  weighLanguages,
} from '../../bench/sizes.js';

/** Says what to do, for whoever has added something that a shopper downloads. */
function assertAtMost(bytes: number, limit: number, name: string): void {
  assert.ok(
    bytes <= limit,
    `${bytes} bytes are more than the ${limit} of ${name} in bench/sizes.ts. "npm run size -- --files" shows what ` +
      `takes the room. If the addition is worth it, set ${name} to ${Math.ceil((bytes * 1.02) / 50) * 50} (2 % of ` +
      'room) in the same commit, and say in its message what the bytes buy.',
  );
}

describe('the script-tag file', () => {
  const { brotli, gzip } = weighElement();

  it(`is at most ${REACHED_BROTLI} bytes with brotli`, () => {
    assertAtMost(brotli, REACHED_BROTLI, 'REACHED_BROTLI');
  });

  it(`is at most ${REACHED_GZIP} bytes with gzip`, () => {
    assertAtMost(gzip, REACHED_GZIP, 'REACHED_GZIP');
  });
});

describe('the further languages', () => {
  const languages = weighLanguages();

  it('lie beside it', () => {
    assert.ok(languages.length >= 10);
  });

  for (const { name, brotli } of languages) {
    it(`${name} is at most ${MOST_LANGUAGE} bytes with brotli`, () => {
      assertAtMost(brotli, MOST_LANGUAGE, 'MOST_LANGUAGE');
    });
  }
});
