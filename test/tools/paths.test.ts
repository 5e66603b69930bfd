/** A commit is tested the same way everywhere: tests, tools and bench read nothing beside the repository. */
import assert from 'node:assert/strict';
import { dirname, resolve, sep } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { filesIn, parse, textOf, walk } from '../harness/node/sources.js';

const ROOT = process.cwd();

/** Whether a call joins its path to something else than the folder of its file. */
function joinsElsewhere(node: ts.Node): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] === node) return false;
  const called = call.expression.getText();
  return (
    /(^|\.)(join|resolve)$/.test(called) && call.arguments[0]?.getText() !== 'import.meta.dirname'
  );
}

function leadsOut(file: string, node: ts.Node): boolean {
  const [, lead = '', ups] = /^(…\/)?((?:\.\.(?:\/|$))+)/.exec(textOf(node) ?? '') ?? [];
  if (ups === undefined) return false;
  const from = lead !== '' || joinsElsewhere(node) ? ROOT : dirname(resolve(file));
  return !`${resolve(from, ups)}${sep}`.startsWith(`${ROOT}${sep}`);
}

describe('tests, tools and bench', () => {
  it('contain no path that leads out of the repository', () => {
    const files = ['test', 'tools', 'bench'].flatMap(filesIn);
    assert.ok(files.length > 200, `only ${files.length} files were found`);
    const outside: string[] = [];
    for (const file of files) {
      walk(parse(file), (node) => {
        if (leadsOut(file, node)) outside.push(`${file}: ${textOf(node)}`);
      });
    }
    assert.deepEqual(outside, []);
  });
});
