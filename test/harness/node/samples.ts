/** Every fenced block of the documents, with where it stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { marked } from 'marked';
import { filesBelow } from './files.js';

export interface Sample {
  readonly file: string;
  /** Of the fence's first line, from 1. */
  readonly line: number;
  /** What follows the three ticks; empty where nothing does. */
  readonly kind: string;
  readonly text: string;
}

const FOLDERS = ['docs', 'src', 'demo'];

export function samples(): readonly Sample[] {
  const files = [...readdirSync('.'), ...FOLDERS.flatMap(filesBelow)];
  return files
    .filter((file) => file.endsWith('.md'))
    .toSorted()
    .flatMap(samplesOf);
}

function samplesOf(file: string): Sample[] {
  const source = readFileSync(file, 'utf8');
  const found: Sample[] = [];
  let from = 0;
  marked.walkTokens(marked.lexer(source), (token) => {
    if (token.type !== 'code') return;
    const at = source.indexOf(token.raw.trimEnd(), from);
    from = at + 1;
    const { lang, text } = token as { readonly lang?: string; readonly text: string };
    found.push({ file, line: source.slice(0, at).split('\n').length, kind: lang ?? '', text });
  });
  return found;
}

export const nameOf = ({ file, line, kind }: Sample): string => `${file}:${line} (${kind})`;
