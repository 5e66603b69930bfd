/**
 * `npm run docs` writes the tables of the documents between their marks, and the page of faults. The marks are
 *
 *     <!-- generated: attributes -->
 *     <!-- /generated -->
 *
 * or both within a line.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { faultsPage } from '../../test/faults/print.ts';
import { manifest } from '../manifest/manifest.mjs';
import { sections } from './sections.mjs';

/** Documents with generated places. */
export const DOCUMENTS = [
  'README.md',
  'docs/comparison.md',
  'docs/guides/consent-tools.md',
  'docs/guides/ten-minutes.md',
  'docs/reference.md',
];

const MARKED = /(<!-- generated: ([\w-]+) -->\n?)[^]*?(<!-- \/generated -->)/g;

const at = (path) => new URL(`../../${path}`, import.meta.url);

/** Each document with its text as it should be. */
export async function documents() {
  const made = sections(await manifest());
  const laidOut = Object.fromEntries(
    await Promise.all(
      Object.entries(made).map(async ([name, text]) => [
        name,
        await format(text, { parser: 'markdown' }),
      ]),
    ),
  );
  return DOCUMENTS.map((path) => {
    const before = readFileSync(at(path), 'utf8');
    const text = before.replace(MARKED, (_all, start, name, end) => {
      if (!laidOut[name]) throw new Error(`${path}: nothing is generated under the name ${name}`);
      const isBlock = start.endsWith('\n');
      return isBlock ? `${start}\n${laidOut[name]}\n${end}` : start + laidOut[name].trim() + end;
    });
    const names = Array.from(before.matchAll(MARKED), ([, , name]) => name);
    return { path, before, text, names, all: Object.keys(laidOut) };
  });
}

if (import.meta.filename === process.argv[1]) {
  for (const { path, text } of await documents()) writeFileSync(at(path), text);
  writeFileSync(at('docs/faults.md'), faultsPage());
}
