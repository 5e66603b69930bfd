/**
 * Sealed values (JWE, `dir` + A256GCM): what the server must remember travels with the shopper, and
 * nobody can read or change it on the way. The first key seals, every key of the ring opens.
 */
import { isObject, type Json } from '../../json.js';
import { hex } from '../order/digest.js';
import { type SealingKey, sealingKey } from './seal-key.js';

/** One use of the key ring; a value sealed for one purpose cannot be opened for another. */
export type SealPurpose = 'session' | 'webhook' | 'return' | 'ledger';

export interface Seal {
  seal(claims: Json): Promise<string>;
  /** `undefined` for anything that this ring did not seal for this purpose, or that has been changed. */
  open(sealed: string): Promise<Json | undefined>;
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The keys of the option, which has been checked. */
export const readKeyRing = (
  keys: readonly (string | Uint8Array)[],
): readonly Uint8Array<ArrayBuffer>[] =>
  keys.map((key) => (typeof key === 'string' ? utf8(key) : new Uint8Array(key)));

export function createSeal(ring: readonly Uint8Array<ArrayBuffer>[], purpose: SealPurpose): Seal {
  let derived: Promise<readonly SealingKey[]> | undefined;
  const derive = () => (derived ??= Promise.all(ring.map((key) => deriveKey(key, purpose))));

  return {
    async seal(claims) {
      const [first] = await derive();
      if (!first) throw new RangeError('keys: the ring is empty');
      return first.encrypt(JSON.stringify(claims));
    },

    async open(sealed) {
      const header = sealed.slice(0, sealed.indexOf('.'));
      const key = (await derive()).find((candidate) => candidate.header === header);
      if (!key) return undefined;
      try {
        const claims: unknown = JSON.parse(await key.decrypt(sealed));
        return isObject(claims) ? claims : undefined;
      } catch {
        // Whatever does not open is not ours: the reason would only help whoever forged it.
        return undefined;
      }
    },
  };
}

async function deriveKey(key: Uint8Array<ArrayBuffer>, purpose: SealPurpose): Promise<SealingKey> {
  const material = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: utf8(`klarna-checkout ${purpose}`),
    },
    material,
    // 32 bytes are the key; 4 more name it without telling anything about it.
    (32 + 4) * 8,
  );
  const bytes = new Uint8Array(bits);
  return sealingKey(bytes.slice(0, 32), hex(bytes.slice(32)));
}
