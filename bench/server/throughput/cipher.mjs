// The cookie's seal by Node's own cipher.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { KEY } from './shop.mjs';

const key = createHash('sha256').update(KEY).digest();
const IV = 12;
const TAG = 16;

export function seal(claims) {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(claims), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
}

/** `undefined` for anything that does not open. */
export function open(sealed) {
  if (sealed === undefined) return undefined;
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV));
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    const text = decipher.update(bytes.subarray(IV + TAG), undefined, 'utf8');
    return JSON.parse(text + decipher.final('utf8'));
  } catch {
    return undefined;
  }
}
