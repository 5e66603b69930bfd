/** A list of failed tests has to say what is broken: titles are sentences, without the codes of other documents. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { filesIn, parse, textOf, walk } from '../harness/node/sources.js';

const TITLED = /^(describe|it|test|t\.test|(describe|it|test)\.(only|skip|describe))$/;

interface Title {
  readonly where: string;
  readonly text: string;
}

function titlesOf(file: string): readonly Title[] {
  const source = parse(file);
  const titles: Title[] = [];
  walk(source, (node) => {
    if (!ts.isCallExpression(node) || !TITLED.test(node.expression.getText(source))) return;
    const text = textOf(node.arguments[0]);
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    if (text !== undefined) titles.push({ where: `${file}:${line + 1}`, text });
  });
  return titles;
}

/** The reason for which a title is refused. */
function faultOf(text: string): string | undefined {
  if (/^([A-Z]+\d+|trap \d+)\b[.:)]/i.test(text)) return 'begins with a code';
  if (/: /.test(text)) return 'is in two halves with a colon between them';
  return undefined;
}

describe('the titles of the tests', () => {
  const titles = filesIn('test')
    .filter((file) => /\.(test|e2e)\.ts$/.test(file))
    .flatMap(titlesOf);

  it('are refused when they begin with a code or contain a colon chain', () => {
    assert.ok(titles.length > 1500, `only ${titles.length} titles were found`);
    const faults = titles.flatMap(({ where, text }) => {
      const fault = faultOf(text);
      return fault === undefined ? [] : [`${where} ${fault}: ${text}`];
    });
    assert.deepEqual(faults, []);
  });

  for (const text of ['G12: stays', 'trap 26: stays', 'H4. stays', 'declined: gone', '…: gone']) {
    it(`are refused when they are like "${text.replace(':', ' ')}"`, () => {
      assert.notEqual(faultOf(text), undefined);
    });
  }
});
