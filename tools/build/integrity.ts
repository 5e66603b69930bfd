/** The last step of the build: what a shop needs beside the script-tag files, hashes and licences. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { version } from '../../src/version.js';

const CDN = new URL('../../dist/cdn/', import.meta.url);
const ROOT = new URL('../../', import.meta.url);

/** Packages whose code the script-tag files contain. */
const INSIDE = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@lit/context'];

const integrityOf = (name: string): string =>
  `sha384-${createHash('sha384')
    .update(readFileSync(new URL(name, CDN)))
    .digest('base64')}`;

const scripts = readdirSync(CDN, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => name.replaceAll('\\', '/'))
  .sort();
const files = Object.fromEntries(scripts.map((name) => [name, integrityOf(name)]));
writeFileSync(
  new URL('integrity.json', CDN),
  `${JSON.stringify({ version, files }, undefined, 2)}\n`,
);

const { name: packageName } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
  readonly name: string;
};
const licences = new Map<string, string[]>();
for (const name of INSIDE) {
  const text = readFileSync(new URL(`node_modules/${name}/LICENSE`, ROOT), 'utf8').trim();
  licences.set(text, [...(licences.get(text) ?? []), name]);
}
const own = readFileSync(new URL('LICENSE', ROOT), 'utf8').trim();
writeFileSync(
  new URL('LICENSES.txt', CDN),
  [...new Map([[own, [packageName]], ...licences])]
    .map(([text, names]) => `${names.join(', ')}\n\n${text}\n`)
    .join(`\n${'-'.repeat(72)}\n\n`),
);

for (const name of ['klarna-checkout.js', 'klarna-simulator.js']) {
  console.log(`dist/cdn/${name}  integrity="${files[name] ?? ''}"`);
}
