/** Judges that know nothing of our code: xmlsec1 for signatures, xmllint with CyberSource's own schema. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensure, find } from '../../../../tools/xml-tools.mjs';

/** Installs the tools where that is possible. In CI their absence is a failure. */
export function setUp(): void {
  const missing = ensure();
  assert.ok(!missing.length || !process.env['CI'], `missing in CI: ${missing.join(', ')}`);
}

/** Why a judge cannot be asked, for `test.skip`; `undefined` where all that it needs is there. */
export const missingFor = {
  signatures: () => (find('xmlsec1') ? undefined : 'xmlsec1 is not installed'),
  canonicalForm: () => (find('xmllint') ? undefined : 'xmllint is not installed'),
  schema: () =>
    missingFor.canonicalForm() ??
    (process.env['CYBERSOURCE_XSD'] ? undefined : 'CYBERSOURCE_XSD names no copy of the schema'),
};

/** Whether xmlsec1 accepts the signature of the message. */
export function signatureHolds(message: string, certificate: string): boolean {
  const xmlsec1 = find('xmlsec1');
  assert.ok(xmlsec1);
  return inFolder((folder) => {
    const [xml, pem] = [join(folder, 'message.xml'), join(folder, 'certificate.pem')];
    writeFileSync(xml, message);
    writeFileSync(pem, certificate);
    const body = 'http://schemas.xmlsoap.org/soap/envelope/:Body';
    const args = ['--verify', '--id-attr:Id', body, '--pubkey-cert-pem', pem, xml];
    const { status } = spawnSync(xmlsec1, args, { encoding: 'utf8' });
    return status === 0;
  });
}

/** The exclusive canonical form as xmllint writes it. */
export function exclusiveForm(xml: string): string {
  const xmllint = find('xmllint');
  assert.ok(xmllint);
  const { stdout, status } = spawnSync(xmllint, ['--exc-c14n', '-'], {
    input: xml,
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  return stdout;
}

/** What xmllint finds wrong with these messages; empty where nothing is. */
export function schemaFaults(messages: readonly string[]): string {
  const xmllint = find('xmllint');
  const schema = process.env['CYBERSOURCE_XSD'];
  assert.ok(xmllint && schema);
  return inFolder((folder) => {
    const files = messages.map((message, index) => {
      const path = join(folder, `${index}.xml`);
      writeFileSync(path, message);
      return path;
    });
    const args = ['--noout', '--nonet', '--schema', schema, ...files];
    const { status, stderr } = spawnSync(xmllint, args, { encoding: 'utf8' });
    return status === 0 ? '' : stderr;
  });
}

function inFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'klarna-checkout-xml-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
