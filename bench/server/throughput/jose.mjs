// The cookie's seal, as the documentation of `jose` has it.
import { createHash } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { KEY } from './shop.mjs';

const key = createHash('sha256').update(KEY).digest();

export const seal = (claims) =>
  new EncryptJWT(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key);

/** `undefined` for anything that does not open. */
export async function open(sealed) {
  if (sealed === undefined) return undefined;
  try {
    return (await jwtDecrypt(sealed, key)).payload;
  } catch {
    return undefined;
  }
}
