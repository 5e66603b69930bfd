import { existsSync, readFileSync } from 'node:fs';

/** The text of a built file. */
export function built(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is not there: run "npm run build" first.`);
  return readFileSync(path, 'utf8');
}

/** Why a test that needs this built file does not run; with `CI=true` that is a failure instead. */
export function missingBuild(path: string): string | false {
  if (existsSync(path)) return false;
  const reason = `${path} is not there: run "npm run build" first`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}
