import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import type { CyberSourceConfig } from '../../../../src/server/gateways/cybersource/config.js';
import { cyberSource } from '../../../../src/server/gateways/cybersource/index.js';
import { ConfigurationError } from '../../../../src/server/gateways/settings.js';
import { identity } from './certificate.js';
import { merchant, options } from './processor.js';

describe('CyberSource options', () => {
  it('can all be plain strings, PEM with "\\n" as environment variables hold it included', () => {
    const inOneLine = (pem: string) => pem.replaceAll('\n', '\\n');
    const gateway = cyberSource({
      ...options,
      privateKey: inOneLine(merchant.privateKey),
      certificate: inOneLine(merchant.certificate),
    });
    assert.equal(gateway.system, 'cybersource');
    assert.deepEqual(gateway.capabilities, { update: 'in_place', order: true, cancel: false });
  });

  it('take an encrypted key with its passphrase', () => {
    const privateKey = merchant.key
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p4ss' })
      .toString();
    assert.ok(cyberSource({ ...options, privateKey, passphrase: 'p4ss' }));
    assert.throws(
      () => cyberSource({ ...options, privateKey, passphrase: 'wrong' }),
      ConfigurationError,
    );
  });

  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const wrong: readonly (readonly [keyof CyberSourceConfig, string, unknown])[] = [
    ['merchantId', 'empty', ''],
    ['merchantId', 'with a blank', 'my shop'],
    ['environment', 'unknown', 'live'],
    ['privateKey', 'missing', undefined],
    ['privateKey', 'no PEM', 'MIIEvQIBADANBgkqhkiG9w0'],
    ['privateKey', 'a certificate', merchant.certificate],
    ['privateKey', 'broken', merchant.privateKey.replace(/MII\w+/, 'MIIx')],
    ['privateKey', 'of another kind', elliptic.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['certificate', 'missing', ''],
    ['certificate', 'a key', merchant.privateKey],
    ['certificate', 'of somebody else', identity('CyberSource_SJC_US').certificate],
    ['paymentMethod', 'unknown', 'klarna'],
    ['url', 'without TLS', 'http://ics2ws.ic3.com/'],
  ];
  for (const [option, what, value] of wrong)
    it(`refuse a ${option} that is ${what}, naming it but nothing secret`, () => {
      const secret = merchant.privateKey.split('\n')[2]!;
      assert.throws(
        () => cyberSource({ ...options, [option]: value }),
        (failure) =>
          failure instanceof ConfigurationError &&
          failure.message.includes(`"${option}"`) &&
          !failure.message.includes(secret) &&
          failure.cause === undefined,
      );
    });
});
