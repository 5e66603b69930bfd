import { existsSync, readFileSync } from 'node:fs';

/** The text of a built file. */
export function built(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is not there: run "npm run build" first.`);
  return readFileSync(path, 'utf8');
}
