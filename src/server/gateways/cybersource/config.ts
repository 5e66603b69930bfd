/** The options of the CyberSource gateway, and their check at construction. */
import type { KeyObject } from 'node:crypto';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { choiceOption, refuseOption, textOption, urlOption } from '../settings.js';
import type { Signer } from './envelope.js';

/** Klarna's products as CyberSource names them. */
export type PaymentMethod = 'pay_later' | 'pay_now' | 'pay_over_time';

export interface CyberSourceConfig {
  readonly merchantId: string;
  /** `test` or `production`. */
  readonly environment: 'test' | 'production';
  /**
   * PEM of the merchant's private key. From the `.p12` of the Business Center:
   * `openssl pkcs12 -in merchant.p12 -nodes -nocerts`. Line breaks may be written as `\n`.
   */
  readonly privateKey: string;
  /** PEM of the certificate that belongs to the key: `openssl pkcs12 -in merchant.p12 -nokeys -clcerts`. */
  readonly certificate: string;
  /** Of an encrypted private key. */
  readonly passphrase?: string;
  /** Klarna's product where the order names no category. Default: Klarna decides. */
  readonly paymentMethod?: PaymentMethod;
  /** Another address of CyberSource, such as India's. */
  readonly url?: string;
  readonly fetch?: typeof globalThis.fetch;
}

export interface CyberSourceSettings {
  readonly merchantId: string;
  readonly signer: Signer;
  readonly paymentMethod: PaymentMethod | undefined;
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
}

export const SYSTEM = 'cybersource';

export const PAYMENT_METHODS = ['pay_later', 'pay_now', 'pay_over_time'] as const;

const URLS = {
  test: 'https://ics2wstest.ic3.com/commerce/1.x/transactionProcessor',
  production: 'https://ics2ws.ic3.com/commerce/1.x/transactionProcessor',
} as const;

export function readConfig(config: CyberSourceConfig): CyberSourceSettings {
  const { paymentMethod, fetch = globalThis.fetch } = config;
  const environment = choiceOption(SYSTEM, 'environment', config.environment, [
    'test',
    'production',
  ]);
  return {
    merchantId: textOption(
      SYSTEM,
      'merchantId',
      config.merchantId,
      /^[\w.-]{1,30}$/,
      'give the merchant id of the Business Center',
    ),
    signer: readSigner(config),
    paymentMethod:
      paymentMethod && choiceOption(SYSTEM, 'paymentMethod', paymentMethod, PAYMENT_METHODS),
    url: urlOption(SYSTEM, 'url', config.url ?? URLS[environment]),
    fetch,
  };
}

/** A key and a certificate that do not belong together are found here, not at the first purchase. */
function readSigner(config: CyberSourceConfig): Signer {
  const privateKey = readKey(config);
  const certificate = readCertificate(config);
  if (!certificate.checkPrivateKey(privateKey))
    refuseOption(
      SYSTEM,
      'certificate',
      'does not belong to "privateKey": a .p12 holds several certificates, take the one with your merchant id',
    );
  return { privateKey, certificate: certificate.raw };
}

function readKey({ privateKey, passphrase }: CyberSourceConfig): KeyObject {
  const pem = pemOption('privateKey', privateKey);
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, ...(passphrase && { passphrase }) });
  } catch {
    // Node's own message may quote the key; it is not passed on.
    return refuseOption(SYSTEM, 'privateKey', 'is no private key in PEM, or "passphrase" is wrong');
  }
  if (key.asymmetricKeyType !== 'rsa') refuseOption(SYSTEM, 'privateKey', 'must be an RSA key');
  return key;
}

function readCertificate({ certificate }: CyberSourceConfig): X509Certificate {
  const pem = pemOption('certificate', certificate);
  try {
    return new X509Certificate(pem);
  } catch {
    return refuseOption(SYSTEM, 'certificate', 'is no certificate in PEM');
  }
}

function pemOption(option: string, value: string): string {
  const begins = /-----BEGIN /;
  const text = textOption(SYSTEM, option, value, begins, 'give the text of a PEM file');
  return text.replaceAll('\\n', '\n');
}
