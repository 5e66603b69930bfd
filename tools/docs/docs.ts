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
import { faultsPage } from '../../test/faults/print.js';
import { manifest } from '../manifest/manifest.js';
import { sections } from './sections.js';

/** Documents with generated places. */
export const DOCUMENTS = [
  'README.md',
  'docs/comparison.md',
  'docs/guides/consent-tools.md',
  'docs/guides/ten-minutes.md',
  'docs/reference.md',
];

const MARKED = /(<!-- generated: ([\w-]+) -->\n?)[^]*?(<!-- \/generated -->)/g;

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);

export interface GeneratedDocument {
  readonly path: string;
  /** As it is on the disk. */
  readonly before: string;
  /** As it should be. */
  readonly text: string;
  /** The generated sections in it. */
  readonly names: readonly string[];
  /** All sections that there are. */
  readonly all: readonly string[];
}

/** Each document with its text as it should be. */
export async function documents(): Promise<readonly GeneratedDocument[]> {
  const made = sections(await manifest());
  const laidOut: Readonly<Record<string, string>> = Object.fromEntries(
    await Promise.all(
      Object.entries(made).map(
        async ([name, text]) => [name, await format(text, { parser: 'markdown' })] as const,
      ),
    ),
  );
  return DOCUMENTS.map((path) => {
    const before = readFileSync(at(path), 'utf8');
    const text = before.replace(
      MARKED,
      (_all: string, start: string, name: string, end: string) => {
        const section = laidOut[name];
        if (!section) throw new Error(`${path}: nothing is generated under the name ${name}`);
        const isBlock = start.endsWith('\n');
        return isBlock ? `${start}\n${section}\n${end}` : start + section.trim() + end;
      },
    );
    const names = Array.from(before.matchAll(MARKED), ([, , name = '']) => name);
    return { path, before, text, names, all: Object.keys(laidOut) };
  });
}

if (import.meta.filename === process.argv[1]) {
  for (const { path, text } of await documents()) writeFileSync(at(path), text);
  writeFileSync(at('docs/faults.md'), faultsPage());
}
