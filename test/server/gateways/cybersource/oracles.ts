/** Judges that know nothing of our code: xmlsec1 for signatures, xmllint with CyberSource's own schema. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../../../../tools/browsers/find.js';

const PACKAGES = { xmlsec1: 'xmlsec1', xmllint: 'libxml2-utils' } as const;

type Tool = keyof typeof PACKAGES;

/** Why a check by this tool is skipped here; `false` where it is not. With `CI=true` a missing tool is a failure. */
export function missing(tool: Tool): string | false {
  if (onPath(tool)) return false;
  const reason = `no ${tool} on this machine: install the package ${PACKAGES[tool]}`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}

/** CyberSource's schema may not be copied into this repository; the variable names a copy of one's own. */
const SCHEMA = process.env['CYBERSOURCE_XSD'];

/** Why the check by CyberSource's schema is skipped here; `false` where it is not. */
export const missingSchema = (): string | false =>
  missing('xmllint') || (SCHEMA ? false : "CYBERSOURCE_XSD names no copy of CyberSource's schema");

/** Whether xmlsec1 accepts the signature of the message. */
export function signatureHolds(message: string, certificate: string): boolean {
  return inFolder((folder) => {
    const [xml, pem] = [join(folder, 'message.xml'), join(folder, 'certificate.pem')];
    writeFileSync(xml, message);
    writeFileSync(pem, certificate);
    const body = 'http://schemas.xmlsoap.org/soap/envelope/:Body';
    const args = ['--verify', '--id-attr:Id', body, '--pubkey-cert-pem', pem, xml];
    const { status } = spawnSync('xmlsec1', args, { encoding: 'utf8' });
    return status === 0;
  });
}

/** The exclusive canonical form as xmllint writes it. */
export function exclusiveForm(xml: string): string {
  const { stdout, status } = spawnSync('xmllint', ['--exc-c14n', '-'], {
    input: xml,
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  return stdout;
}

/** What xmllint finds wrong with these messages by CyberSource's schema; empty where they fit it. */
export function schemaFaults(messages: readonly string[]): string {
  return inFolder((folder) => {
    const files = messages.map((message, index) => {
      const path = join(folder, `${index}.xml`);
      writeFileSync(path, message);
      return path;
    });
    const args = ['--noout', '--nonet', '--schema', SCHEMA ?? '', ...files];
    const { status, stderr } = spawnSync('xmllint', args, { encoding: 'utf8' });
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
