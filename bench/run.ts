/** `npm run bench`: measures everything and writes `artifacts/bench/report.md` and `report.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { measureFirstPaint } from './measures/first-paint.js';
import { measureLayout } from './measures/layout.js';
import { measureLeaks } from './measures/leaks.js';
import { measureLock } from './measures/lock.js';
import { measurePress } from './measures/press.js';
import { measureRequests } from './measures/requests.js';
import { measureServer } from './measures/server.js';
import { measureStart } from './measures/start.js';
import { conditions } from './report/conditions.js';
import { isMissed, type Figure } from './report/figure.js';
import { markdownOf, type Report } from './report/markdown.js';
import { measureSizes } from './sizes.js';
import { openStage } from './stage/stage.js';

const FOLDER = 'artifacts/bench';
const SERVER = ['import-time', 'session-throughput', 'large-orders'];

const started = performance.now();
const stage = await openStage();
const where = conditions(stage.browser.version());
const figures: Figure[] = [...(await measureSizes())];
try {
  const measures = {
    requests: measureRequests,
    layout: measureLayout,
    leaks: measureLeaks,
    lock: measureLock,
    'first paint': measureFirstPaint,
    press: measurePress,
    start: measureStart,
  };
  for (const [name, measure] of Object.entries(measures)) {
    console.error(`${Math.round((performance.now() - started) / 1000)} s: ${name} …`);
    figures.push(...(await measure(stage)));
  }
} finally {
  await stage.stop();
}
console.error(`${Math.round((performance.now() - started) / 1000)} s: server …`);
figures.push(...measureServer(SERVER));

const report: Report = {
  conditions: where,
  took: Math.round((performance.now() - started) / 1000),
  missed: figures.filter(isMissed).map(({ id }) => id),
  figures,
};
mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/report.json`, `${JSON.stringify(report, undefined, 2)}\n`);
const markdown = markdownOf(report);
writeFileSync(`${FOLDER}/report.md`, markdown);
console.log(markdown);
