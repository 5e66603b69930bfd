import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { hkdfSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { COOKIE, json, KEY, openShop, TestBrowser } from './support/shop.js';

const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;
const derived = new Uint8Array(hkdfSync('sha256', KEY, '', 'klarna-checkout session', 36));
const secret = derived.slice(0, 32);
const kid = Buffer.from(derived.slice(32)).toString('hex');

async function sealedSession(): Promise<{ readonly sealed: string; readonly id: unknown }> {
  const browser = new TestBrowser(openShop().handler);
  const { session_id: id } = await json(await browser.session());
  return { sealed: browser.cookies.get(COOKIE)!, id };
}

/** The session that a shop goes on with when it gets this cookie; another one when it cannot open it. */
async function continued(sealed: string): Promise<unknown> {
  const browser = new TestBrowser(openShop().handler);
  browser.cookies.set(COOKIE, sealed);
  return (await json(await browser.session()))['session_id'];
}

const seal = (text: string | Uint8Array, header: Record<string, string> = { ...HEADER, kid }) =>
  new CompactEncrypt(typeof text === 'string' ? new TextEncoder().encode(text) : text)
    .setProtectedHeader({ ...HEADER, ...header })
    .encrypt(secret);

describe('the sealed cookie, with jose as the judge', () => {
  it('is a JWE that jose opens', async () => {
    const { sealed, id } = await sealedSession();
    assert.deepEqual(decodeProtectedHeader(sealed), { ...HEADER, kid });
    const { plaintext } = await compactDecrypt(sealed, secret);
    const claims = JSON.parse(new TextDecoder().decode(plaintext)) as { session: { id: unknown } };
    assert.equal(claims.session.id, id);
  });

  it('may have been written by jose', async () => {
    const { sealed, id } = await sealedSession();
    const { plaintext } = await compactDecrypt(sealed, secret);
    assert.equal(await continued(await seal(plaintext)), id);
  });

  it('is never the same twice', async () => {
    const ivs = await Promise.all(
      Array.from({ length: 50 }, async () => (await sealedSession()).sealed.split('.')[2]),
    );
    assert.equal(new Set(ivs).size, 50);
    for (const iv of ivs) assert.equal(Buffer.from(iv!, 'base64url').length, 12);
  });

  it('does not open with any part changed, cut or added', async () => {
    const { sealed, id } = await sealedSession();
    assert.equal(await continued(sealed), id);
    const [header, key, iv, text, tag] = sealed.split('.') as [
      string,
      string,
      string,
      string,
      string,
    ];
    const turned = (part: string) => (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
    const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    for (const parts of [
      [turned(header), key, iv, text, tag],
      [header, 'AAAA', iv, text, tag],
      [header, key, turned(iv), text, tag],
      [header, key, iv.slice(0, 12), text, tag],
      [header, key, iv, turned(text), tag],
      [header, key, iv, text.slice(0, -4), tag],
      [header, key, iv, text, turned(tag)],
      [header, key, iv, text, short],
      [header, key, iv, text, ''],
      [header, key, iv, text],
      [header, key, iv, text, tag, ''],
    ])
      assert.notEqual(await continued(parts.join('.')), id);
  });

  it('does not open with another header, though the key is right', async () => {
    const { sealed, id } = await sealedSession();
    const { plaintext } = await compactDecrypt(sealed, secret);
    assert.notEqual(await continued(await seal(plaintext, { kid, typ: 'JWT' })), id);
    assert.notEqual(await continued(await seal(plaintext, { kid: 'other' })), id);
  });

  it('travels between machines with and without node:crypto', async () => {
    const { sealed, id } = await sealedSession();
    const shop = new URL('support/shop.ts', import.meta.url).href;
    const script = `
      process.getBuiltinModule = undefined;
      delete process.getBuiltinModule;
      const { COOKIE, openShop, TestBrowser } = await import(${JSON.stringify(shop)});
      const browser = new TestBrowser(openShop().handler);
      browser.cookies.set(COOKIE, ${JSON.stringify(sealed)});
      const { session_id } = await (await browser.session()).json();
      console.log(JSON.stringify(['getBuiltinModule' in process, session_id, browser.cookies.get(COOKIE)]));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ]);
    const [hasNode, there, resealed] = JSON.parse(stdout) as [boolean, string, string];
    assert.equal(hasNode, false);
    assert.equal(there, id);
    assert.notEqual(resealed, sealed);
    assert.equal(await continued(resealed), id);
  });
});
