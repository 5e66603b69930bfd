/**
 * `npm run test:apps [-- --write] [names]`: tries the packed package with the tools of shops, in their newest
 * versions from npm. `--write` puts the result into docs/frameworks.md when all were tried and none failed. Needs
 * `npm run build`, and a Node that the newest of the tools accept.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { startChromium } from '../../test/apps/app.js';
import { type Trial, TRIALS } from '../../test/apps/installed/trials.js';
import { packed } from '../../test/harness/node/packed.js';

const DOCUMENT = 'docs/frameworks.md';
const MARKED = /(<!-- tried -->\n)[^]*(<!-- \/tried -->)/;

const words = process.argv.slice(2);
const names = words.filter((word) => word !== '--write').map((word) => word.toLowerCase());
const isWanted = ({ name }: Trial): boolean =>
  names.length === 0 || names.some((each) => name.toLowerCase().includes(each));

const pack = await packed();
process.once('exit', () => pack.remove());
// Ends the run in an orderly way, so that nothing is left behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(1));
const browser = await startChromium();
const rows: string[] = [];
let failed = 0;
for (const trial of TRIALS.filter(isWanted)) {
  const started = Date.now();
  const row = await trial.run({ tarball: pack.tarball, browser }).then(
    (tried) => `| ${trial.name} | ${tried} | ${trial.result} |`,
    (error: unknown) => {
      failed += 1;
      console.error(error);
      return `| ${trial.name} | | failed |`;
    },
  );
  rows.push(row);
  console.log(`${row} ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
await browser.close();

const date = new Date().toISOString().slice(0, 10);
console.log(`${rows.length - failed} of ${rows.length}, ${date}, Node ${process.version}`);
if (words.includes('--write') && !failed && names.length === 0) {
  const head = ['| With | Versions | Result |', '| --- | --- | --- |'];
  const table = await format([...head, ...rows].join('\n'), { parser: 'markdown' });
  const section = `\n${table}\nOn ${date}, with Node ${process.version}.\n\n`;
  const text = readFileSync(DOCUMENT, 'utf8').replace(
    MARKED,
    (_all, start: string, end: string) => start + section + end,
  );
  writeFileSync(DOCUMENT, text);
}
process.exit(failed ? 1 : 0);
