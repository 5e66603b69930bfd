/**
 * WebCrypto derives keys on another thread, and so at a moment that no seed fixes. In a simulated world they are
 * derived on the spot, with the same result.
 */
import { hkdfSync } from 'node:crypto';

interface Hkdf {
  readonly salt: Uint8Array;
  readonly info: Uint8Array;
}

const derived = new Map<string, ArrayBuffer>();

function derive(key: Uint8Array, { salt, info }: Hkdf, bits: number): ArrayBuffer {
  const name = [key, salt, info].map((bytes) => Buffer.from(bytes).toString('hex')).join();
  const known = derived.get(name) ?? hkdfSync('sha256', key, salt, info, bits / 8);
  derived.set(name, known);
  return known;
}

export function deriveAtOnce(): void {
  Object.defineProperties(crypto.subtle, {
    importKey: { value: (_format: string, key: Uint8Array) => Promise.resolve(key) },
    deriveBits: {
      value: (algorithm: Hkdf, key: Uint8Array, bits: number) =>
        Promise.resolve(derive(key, algorithm, bits)),
    },
  });
}
