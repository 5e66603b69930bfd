import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const page = readFileSync('docs/conformance.md', 'utf8');
const GATEWAYS = 'test/server/gateways';

/** The rows of all tables below a heading, cell by cell; `\|` is no end of a cell. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => /^\| (?!---|Statement|Document)/.test(line))
    .map((line) => line.slice(2, -2).split(/(?<!\\) \| /));

const [intro = '', ...sections] = page.split('\n## ');
const [ofPage, ...ofServer] = sections.map(rowsOf);

const fileOf = (name: string): string =>
  existsSync(`${GATEWAYS}/${name}.test.ts`)
    ? `${GATEWAYS}/${name}.test.ts`
    : `test/${name}.test.ts`;

describe('docs/conformance.md', () => {
  it('counts its statements rightly', () => {
    const rows = ofServer.flat();
    const inPart = rows.filter(([, verdict]) => verdict !== 'yes').length;
    const [all, satisfied, partly, pages] = [...intro.matchAll(/\d+/g)].map(Number);
    assert.deepEqual(
      [all, satisfied, partly, pages],
      [rows.length, rows.length - inPart, inPart, ofPage?.length],
    );
  });

  it('says yes of each statement, or why in part', () => {
    const verdicts = [
      ...ofServer.flat().map(([, one]) => one),
      ...(ofPage ?? []).map((row) => row[2]),
    ];
    for (const verdict of verdicts) assert.match(verdict ?? '', /^(?:yes|partly: .{20,})$/);
  });

  it('names a test that there is, by its title, for each statement that concerns a server', () => {
    for (const [statement = '', , shown = ''] of ofServer.flat()) {
      const [, name = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(shown) ?? [];
      const file = fileOf(name);
      assert.ok(existsSync(file), `${statement}: ${file}`);
      assert.ok(readFileSync(file, 'utf8').includes(title), `${statement}: ${name}: ${title}`);
    }
  });

  it('names test files that there are for each statement that concerns the page', () => {
    for (const [, statement = '', , shown = ''] of ofPage ?? []) {
      const names = [...shown.matchAll(/`([a-z-]+\/[\w/-]+)`/g)].map(([, name = '']) => name);
      assert.ok(names.length > 0, statement);
      for (const name of names) assert.ok(existsSync(`test/${name}.test.ts`), name);
    }
  });
});
