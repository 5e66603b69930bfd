import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigurationError } from '../../../../src/server/gateways/settings.js';
import type { TuloPaywayConfig } from '../../../../src/server/gateways/tulo-payway/config.js';
import { tuloPayway } from '../../../../src/server/gateways/tulo-payway/index.js';
import { options, SECRET } from './payway.js';

describe('Payway options', () => {
  it('can all be plain strings, as environment variables are', () => {
    assert.equal(tuloPayway(options).system, 'tulo-payway');
  });

  const identity = () => Promise.resolve(undefined);
  const wrong: readonly (readonly [keyof TuloPaywayConfig, unknown])[] = [
    ['clientId', ''],
    ['clientSecret', undefined],
    ['clientSecret', `${SECRET} `],
    ['environment', 'test'],
    ['apiVersion', 'v3'],
    ['identity', identity],
    ['product', undefined],
    ['product', { code: '' }],
    ['raiseOn', ['everything']],
    ['url', 'http://backend.worldoftulo.com'],
  ];
  for (const [option, value] of wrong)
    it(`refuse ${option} ${String(value).replaceAll(SECRET, '…')}, naming it but not its value`, () => {
      assert.throws(
        () => tuloPayway({ ...options, [option]: value }),
        (failure) =>
          failure instanceof ConfigurationError &&
          failure.message.includes(`"${option}"`) &&
          !failure.message.includes(SECRET),
      );
    });
});
