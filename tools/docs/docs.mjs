/**
 * Writes the tables of the documents between their marks: `npm run docs`. In a document such a place is
 *
 *     <!-- generated: attributes -->
 *     <!-- /generated -->
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { manifest } from '../manifest/manifest.mjs';
import { sections } from './sections.mjs';

/** Documents with generated places. */
export const DOCUMENTS = ['README.md', 'docs/reference.md'];

const MARKED = /(<!-- generated: ([\w-]+) -->\n)[^]*?(<!-- \/generated -->)/g;

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
    const url = new URL(`../../${path}`, import.meta.url);
    const before = readFileSync(url, 'utf8');
    const text = before.replace(MARKED, (_all, start, name, end) => {
      if (!laidOut[name]) throw new Error(`${path}: nothing is generated under the name ${name}`);
      return `${start}\n${laidOut[name]}\n${end}`;
    });
    const names = Array.from(before.matchAll(MARKED), ([, , name]) => name);
    return { path, url, before, text, names, all: Object.keys(laidOut) };
  });
}

if (import.meta.filename === process.argv[1]) {
  for (const { path, url, before, text } of await documents()) {
    if (text === before) continue;
    writeFileSync(url, text);
    console.log(`${path} is up to date again`);
  }
}
