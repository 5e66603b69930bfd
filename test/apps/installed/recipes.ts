/** The files that a recipe of docs/frameworks.md names: each is the fence below its path. */
import { readFileSync } from 'node:fs';

const TEXT = readFileSync('docs/frameworks.md', 'utf8');

interface RecipeFile {
  /** The heading that it stands under. */
  readonly recipe: string;
  readonly path: string;
  readonly text: string;
}

/** A line that is a path and a colon, and the fence below it. */
const FILE = /^`([\w./+-]+)`:\n\n```\w+\n([^]*?)^```$/gm;

export const RECIPE_FILES: readonly RecipeFile[] = TEXT.split(/^## /m).flatMap((section) =>
  Array.from(section.matchAll(FILE), ([, path = '', text = '']) => ({
    recipe: section.split('\n', 1)[0] ?? '',
    path,
    text,
  })),
);

/** Path → text of one recipe. */
export function recipe(name: string): Readonly<Record<string, string>> {
  const files = RECIPE_FILES.filter(({ recipe }) => recipe === name);
  if (!files.length) throw new Error(`docs/frameworks.md has no recipe for ${name}`);
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}
