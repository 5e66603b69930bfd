/** Locking a page of ten thousand nodes, beside the two other ways to do it. */
import type { Figure } from '../report/figure.js';
import { valueOf } from '../report/figure.js';
import { visit, type Stage } from '../stage/stage.js';
import { sampleOf } from '../statistics.js';

const ROUNDS = 31;
/** 20 sections, each with 125 lines of four nodes. */
const SECTIONS = 20;
const LINES = 125;

interface Round {
  /** Milliseconds in the script alone, lock and unlock. */
  readonly script: number;
  /** The same with the style and layout that follow. */
  readonly total: number;
}

type Way = 'ours' | 'ancestor' | 'fields';

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lock</title>
  <link rel="icon" href="data:,"><script src="/lock.js"></script></head><body>
  <form>${Array.from(
    { length: SECTIONS },
    (_, section) =>
      `<section>${Array.from(
        { length: LINES },
        (_line, line) =>
          `<p><label>Wish ${section}-${line}<input value="none"></label><span></span></p>`,
      ).join('')}</section>`,
  ).join('')}
  <section><div id="kept"><p>Klarna</p></div></section></form></body></html>`;

function rounds(rounds: number): Readonly<Record<Way, Round[]>> {
  const form = document.forms[0]!;
  const kept = document.querySelector('#kept')!;
  const fields = [...form.elements] as HTMLInputElement[];
  const ways = {
    ours: () => window.lockPage(form, [kept]),
    ancestor: () => {
      form.inert = true;
      return () => {
        form.inert = false;
      };
    },
    fields: () => {
      for (const field of fields) field.disabled = true;
      return () => {
        for (const field of fields) field.disabled = false;
      };
    },
  };
  const results: Record<Way, Round[]> = { ours: [], ancestor: [], fields: [] };
  const last = fields.at(-1)!;
  let seen = 0;
  for (let round = -3; round < rounds; round += 1) {
    // Whoever comes first in a round meets another state of the caches: each does so in turn.
    const names = Object.keys(ways) as Way[];
    const first = (round + 3) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      let script = 0;
      let total = 0;
      let started = performance.now();
      const unlock = ways[name]();
      script += performance.now() - started;
      seen += form.offsetHeight + getComputedStyle(last).color.length;
      total += performance.now() - started;
      started = performance.now();
      unlock();
      script += performance.now() - started;
      seen += form.offsetHeight + getComputedStyle(last).color.length;
      total += performance.now() - started;
      // The first rounds only warm up.
      if (round >= 0) results[name].push({ script, total });
    }
  }
  if (!seen) throw new Error('Nothing was drawn.');
  return results;
}

export async function measureLock(stage: Stage): Promise<readonly Figure[]> {
  stage.server.serve('/lock/', PAGE);
  const { page, leave } = await visit(stage);
  await page.goto(`${stage.server.origin}/lock/`);
  const seen = await page.evaluate(rounds, ROUNDS);
  const nodes = await page.evaluate(() => document.querySelectorAll('form *').length);
  await leave();
  const script = (way: Way) => valueOf(sampleOf(seen[way].map((round) => round.script)), 'ms');
  const total = (way: Way) => valueOf(sampleOf(seen[way].map((round) => round.total)), 'ms');
  // Each round against its own neighbour: the machine's mood is the same for both.
  const ratios = seen.ours.map(
    (round, index) => round.total / (seen.ancestor[index]?.total ?? NaN),
  );
  return [
    {
      id: 'lock-script',
      title: `Lock and unlock on ${nodes} nodes, script`,
      ...script('ours'),
      limit: { most: 1 },
      beside: [
        { name: 'one `inert` on a common ancestor', ...script('ancestor') },
        { name: 'disabling each field', ...script('fields') },
      ],
    },
    {
      id: 'lock-total',
      title:
        'Lock and unlock with style and layout, as a multiple of one `inert` on a common ancestor',
      ...valueOf(sampleOf(ratios), '×'),
      limit: { most: 1.1 },
      beside: [
        { name: 'ours', ...total('ours') },
        { name: 'one `inert` on a common ancestor', ...total('ancestor') },
        { name: 'disabling each field', ...total('fields') },
      ],
    },
  ];
}
