/** `npm run bench:docs`: puts the figures of the last bench into `docs/performance.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { conditionsOf, tableOf, type Report } from './markdown.js';
import { isMissed } from './figure.js';

const DOCS = 'docs/performance.md';
const START = '<!-- figures: npm run bench && npm run bench:docs -->';
const END = '<!-- /figures -->';

const report = JSON.parse(readFileSync('artifacts/bench/report.json', 'utf8')) as Report;
const docs = readFileSync(DOCS, 'utf8');
const [before, rest] = docs.split(START);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`${DOCS} has lost its markers.`);
const missed = report.figures.filter(isMissed).length;
const limits = report.figures.filter(({ limit }) => limit).length;
const section = [
  START,
  `${missed} of ${limits} limits are missed; the table marks them.`,
  conditionsOf(report),
  'Values of several runs are medians; in brackets the middle half of the runs.',
  tableOf(report.figures),
  END,
].join('\n\n');
writeFileSync(DOCS, before + section + after);
