/** Judges that know nothing of our code: xmlsec1 for signatures, xmllint with CyberSource's own schema. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensure, find } from '../../../../tools/xml-tools.mjs';

const ROOT = join(import.meta.dirname, '../../../..');

/** Installs the tools where that is possible. In CI their absence is a failure, elsewhere it is said. */
export function setUp(): void {
  const missing = ensure();
  assert.ok(!missing.length || !process.env['CI'], `missing in CI: ${missing.join(', ')}`);
  if (missing.length) console.log(`Not run, for want of ${missing.join(', ')}: checks of XML.`);
}

/** Whether xmlsec1 accepts the signature of the message; `undefined` without xmlsec1. */
export function signatureHolds(message: string, certificate: string): boolean | undefined {
  const xmlsec1 = find('xmlsec1');
  if (!xmlsec1) return undefined;
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

/** The exclusive canonical form as xmllint writes it; `undefined` without xmllint. */
export function exclusiveForm(xml: string): string | undefined {
  const xmllint = find('xmllint');
  if (!xmllint) return undefined;
  const { stdout, status } = spawnSync(xmllint, ['--exc-c14n', '-'], {
    input: xml,
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  return stdout;
}

/** What xmllint finds wrong with these messages; `undefined` where it or the schema is missing. */
export function schemaFaults(messages: readonly string[]): string | undefined {
  const xmllint = find('xmllint');
  const schema = [
    process.env['CYBERSOURCE_XSD'],
    join(ROOT, '..', 'shared', 'fixtures', 'cybersource', 'CyberSourceTransaction_1.224.xsd'),
  ].find((path) => path && existsSync(path));
  if (!xmllint || !schema) {
    console.log(
      "Not run, for want of a local copy of CyberSource's XSD (CYBERSOURCE_XSD): the schema check.",
    );
    return undefined;
  }
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
