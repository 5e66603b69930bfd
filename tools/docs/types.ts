/** Interfaces of the sources as rows: name, type and docstring of each member. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(
    path,
    readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );

const docOf = (node: ts.Node): string => {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return doc ? (ts.getTextOfJSDocComment(doc.comment) ?? '') : '';
};

export interface Member {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** The members of an interface. */
export function membersOf(path: string, name: string): readonly Member[] {
  const found = parse(path).statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (!found) throw new Error(`${path} has no interface ${name}`);
  return found.members.filter(ts.isPropertySignature).map((member) => ({
    name: (member.name as ts.Identifier).text,
    type: member.type?.getText() ?? '',
    description: docOf(member),
  }));
}

/** The first sentence of a module's first comment: what the module is. */
export function firstSentence(path: string): string {
  const text = parse(path).text;
  const [, comment] = /^(?:#!.*\n)?\/\*\*([^]*?)\*\//.exec(text) ?? [];
  if (comment === undefined) throw new Error(`${path} does not begin with a docstring`);
  const words = comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  return (/^.*?[.:](?= |$)/.exec(words)?.[0] ?? words).replace(/:$/, '.');
}
