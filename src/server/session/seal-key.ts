/**
 * Encrypts and opens one JWE in compact form (RFC 7516) with `dir` and A256GCM.
 *
 * WebCrypto hands each encryption to another thread, which takes longer than to encrypt a cookie. Where there
 * is `node:crypto` it is done on the spot; elsewhere `jose` does it. Both read what the other wrote.
 */

export interface SealingKey {
  /** The first part of every JWE that this key seals, and of no other. */
  readonly header: string;
  encrypt(plaintext: string): Promise<string> | string;
  /** @throws for anything that this key did not encrypt. */
  decrypt(sealed: string): Promise<string> | string;
}

type NodeCrypto = typeof import('node:crypto');

const ALGORITHMS = { alg: 'dir', enc: 'A256GCM' } as const;
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @param secret 32 bytes. */
export function sealingKey(
  secret: Uint8Array<ArrayBuffer>,
  kid: string,
): Promise<SealingKey> | SealingKey {
  // Deno and Bun have it too.
  return typeof process === 'object' && 'getBuiltinModule' in process
    ? nodeKey(process.getBuiltinModule('node:crypto'), secret, kid)
    : webKey(secret, kid);
}

function nodeKey(node: NodeCrypto, secret: Uint8Array, kid: string): SealingKey {
  const key = node.createSecretKey(secret);
  const header = Buffer.from(JSON.stringify({ ...ALGORITHMS, kid })).toString('base64url');
  const aad = Buffer.from(header);
  return {
    header,
    encrypt(plaintext) {
      // A fresh one each time, and never from a stock: a machine that is copied would use it twice.
      const iv = node.randomBytes(IV_BYTES);
      const cipher = node.createCipheriv(CIPHER, key, iv).setAAD(aad);
      const text = cipher.update(plaintext, 'utf8');
      // GCM leaves nothing over; this ends the encryption, so that the tag is there.
      cipher.final();
      return `${header}..${[iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.')}`;
    },
    decrypt(sealed) {
      const [, encryptedKey, ...rest] = sealed.split('.');
      const [iv, text, tag, more] = rest.map((part) => Buffer.from(part, 'base64url'));
      if (encryptedKey !== '' || !iv || !text || !tag || more || iv.length !== IV_BYTES) {
        throw new TypeError('Not a JWE of this kind');
      }
      // Node would take a shorter tag, which is easier to guess; with its length named it throws.
      const decipher = node.createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(aad).setAuthTag(tag);
      return decipher.update(text, undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

async function webKey(secret: Uint8Array<ArrayBuffer>, kid: string): Promise<SealingKey> {
  const [{ base64url, CompactEncrypt, compactDecrypt }, key] = await Promise.all([
    import('jose'),
    crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']),
  ]);
  const header = { ...ALGORITHMS, kid };
  return {
    header: base64url.encode(JSON.stringify(header)),
    encrypt: (plaintext) =>
      new CompactEncrypt(new TextEncoder().encode(plaintext))
        .setProtectedHeader(header)
        .encrypt(key),
    async decrypt(sealed) {
      const { plaintext } = await compactDecrypt(sealed, key, {
        keyManagementAlgorithms: [ALGORITHMS.alg],
        contentEncryptionAlgorithms: [ALGORITHMS.enc],
      });
      return new TextDecoder().decode(plaintext);
    },
  };
}
