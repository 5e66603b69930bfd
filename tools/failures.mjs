// Which tests failed, from every suite, in the file named in KLARNA_FAILURES: the end of a run tells them again.
import { appendFileSync } from 'node:fs';

/** @param {{ test: string, where?: string, message?: string }} failure */
export function tellFailure({ test, where, message }) {
  if (!process.env.KLARNA_FAILURES) return;
  const [reason] = (message ?? '').trim().split('\n');
  const line = [where && `[${where}]`, test, reason && `(${reason})`].filter(Boolean).join(' ');
  appendFileSync(process.env.KLARNA_FAILURES, `${line}\n`);
}
