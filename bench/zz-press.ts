import { readFileSync, writeFileSync } from 'node:fs';
import { openStage, servePages, visit } from './stage/stage.js';
import { interleaved, sampleOf } from './statistics.js';
import { buy, openOurs, openTextbook, untilReady, untilTextbookReady } from './stage/shopper.js';
import { MARKS } from './stage/trace.js';
const rounds = Number(process.argv[2]); const variants = process.argv.slice(3);
const stage = await openStage(); const { server, browser } = stage;
servePages(server, { lines: 200, attributes: 'consent="granted"' });
const deep = process.env.DEEP ? ['devtools.timeline', 'toplevel', 'v8', 'disabled-by-default-v8.compile', 'blink', 'blink.style'] : [];
async function run(v: string) {
  const book = v === 'textbook';
  if (!book) server.serve('/klarna-checkout.js', readFileSync(v, 'utf8'));
  const { page, leave } = await visit(stage, 4);
  if (book) { await openTextbook(page, server.origin); await untilTextbookReady(page); }
  else { await openOurs(page, server.origin); await untilReady(page); }
  if (process.env.WAIT) await page.waitForTimeout(Number(process.env.WAIT));
  await browser.startTracing(undefined, { categories: [...MARKS, ...deep] });
  await buy(page);
  const buf = (await browser.stopTracing()).toString();
  if (process.env.DUMP) writeFileSync(process.env.DUMP + '-' + v.split('/').pop() + '.json', buf);
  const e = JSON.parse(buf).traceEvents;
  const at = (n: string) => e.find((x: any) => x.name === n).tts / 1000;
  const k = await page.evaluate(() => [window.calledInTask?.includes('authorize'), window.klarnaWasSent?.order_lines?.length, window.klarnaWasSent?.billing_address !== undefined]);
  if (!k[0] || k[1] !== 200 || !k[2]) console.log('BAD', v, k);
  await leave();
  const marks = e.filter((x: any) => x.tts && /^p:/.test(x.name)).map((x: any) => [x.name, x.tts / 1000 - at('bench:press')]);
  return { t: at('bench:authorize') - at('bench:press'), marks };
}
const res = await interleaved(rounds, Object.fromEntries(variants.map((v) => [v, () => run(v)])));
for (const v of variants) { const r = res[v]! as any[]; const s = sampleOf(r.map((x) => x.t)); console.log(v.padEnd(28), s.median.toFixed(2), `(${s.low.toFixed(2)}–${s.high.toFixed(2)})`);
 for (const [n] of r[0].marks) console.log('    ', n, sampleOf(r.map((x) => x.marks.find((m: any) => m[0] === n)?.[1] ?? 0)).median.toFixed(2)); }
await stage.stop();
