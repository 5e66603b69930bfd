/** Seals without a cipher: nobody in a simulated world forges, and to encrypt takes longer than all the rest. */
import type { Seal, SealPurpose } from '../../../src/server/session/seal.js';

export const plainSeal = (purpose: SealPurpose): Seal => ({
  seal: (claims) =>
    Promise.resolve(`${purpose}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`),
  open(sealed) {
    const [own, text = ''] = sealed.split('.');
    return Promise.resolve(
      own === purpose
        ? (JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>)
        : undefined,
    );
  },
});
