import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PayoneConfig } from '../../../../src/server/gateways/payone/config.js';
import { payone } from '../../../../src/server/gateways/payone/index.js';
import { ConfigurationError } from '../../../../src/server/gateways/settings.js';
import { KEY, options } from './platform.js';

describe('PAYONE options', () => {
  it('can all be plain strings, as environment variables are', () => {
    assert.equal(payone(options).system, 'payone');
    assert.deepEqual(payone(options).capabilities, {
      update: 'new_session',
      order: true,
      cancel: true,
    });
  });

  const wrong: readonly (readonly [keyof PayoneConfig, unknown])[] = [
    ['mid', ''],
    ['mid', undefined],
    ['mid', '1234567'],
    ['portalid', '123'],
    ['aid', '1234x'],
    ['key', ''],
    ['key', `${KEY} `],
    ['mode', 'production'],
    ['financingType', 'KXX'],
    ['hash', 'sha1'],
    ['request', 'capture'],
    ['apiVersion', 'latest'],
    ['countries', []],
    ['countries', ['Germany']],
    ['url', 'http://api.pay1.de/post-gateway/'],
    ['url', 'not an address'],
    ['url', `https://user:${KEY}@api.pay1.de/`],
  ];
  for (const [option, value] of wrong)
    it(`refuses ${option} ${String(value).replaceAll(KEY, '…')}, naming it but not its value`, () => {
      assert.throws(
        () => payone({ ...options, [option]: value }),
        (failure) =>
          failure instanceof ConfigurationError &&
          failure.message.includes(`"${option}"`) &&
          !failure.message.includes(KEY),
      );
    });
});
