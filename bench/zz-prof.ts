// node --import tsx bench/zz-prof.ts <js> <map> <lineOffset> <runs> [press]
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
// @ts-ignore
import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';
import { openStage, servePages, visit } from './stage/stage.js';
const [js, map, off, runs] = process.argv.slice(2) as string[];
const tm = new TraceMap(readFileSync(map!, 'utf8'));
const stage = await openStage();
const { server } = stage;
servePages(server);
server.serve('/klarna-checkout.js', readFileSync(js!, 'utf8'));
const self = new Map<string, number>(); const incl = new Map<string, number>();
const n = Number(runs); const chains: [string[], number][] = [];
const lines = readFileSync(js!, 'utf8').split('\n');
for (let i = 0; i < n; i++) {
  const { page, cdp, leave } = await visit(stage, Number(process.env.RATE ?? 1));
  await page.goto('about:blank');
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 50 });
  await cdp.send('Profiler.start');
  await page.goto(server.origin + '/ours/');
  await pause(600);
  const { profile } = await cdp.send('Profiler.stop');
  await leave();
  const byId = new Map(profile.nodes.map((x) => [x.id, x]));
  const parent = new Map<number, number>();
  for (const x of profile.nodes) for (const c of x.children ?? []) parent.set(c, x.id);
  const name = (id: number): string => {
    const { callFrame: f } = byId.get(id)!;
    if (!f.url.endsWith('klarna-checkout.js')) return f.functionName || f.url;
    const p = originalPositionFor(tm, { line: Math.max(1, f.lineNumber + 1 - Number(off)), column: f.columnNumber });
    return `${f.functionName} ${(p.source ?? '?').replace(/^(\.\.\/)+/, '').replace('node_modules/', '')}:${p.line}`;
  };
  const dt = profile.timeDeltas!;
  profile.samples!.forEach((s, k) => {
    const d = (dt[k + 1] ?? 0) / 1000;
    if (/^\((idle|program|root)\)/.test(name(s)) ) { return; }
    const chain: string[] = []; for (let q: number | undefined = s; q; q = parent.get(q)) chain.push(name(q));
    if (!chain.some((c) => c.includes('src/') || c.includes('lit')) ) return;
    chains.push([[...chain].reverse(), d / n]);
    self.set(chain[0]!, (self.get(chain[0]!) ?? 0) + d / n);
    for (const c of new Set(chain)) incl.set(c, (incl.get(c) ?? 0) + d / n);
  });
}
const tree: any = { t: 0, c: {} };
const add = (chain: string[], d: number) => { let n = tree; n.t += d; for (const c of chain) { n = n.c[c] ??= { t: 0, c: {} }; n.t += d; } };
const dump = (n: any, depth: number) => { for (const [k, v] of Object.entries<any>(n.c).sort((a: any, b: any) => b[1].t - a[1].t)) { if (v.t < 0.12) continue; console.log('  '.repeat(depth) + v.t.toFixed(2) + ' ' + k); dump(v, depth + 1); } };
const show = (m: Map<string, number>, k: number) => [...m].sort((a, b) => b[1] - a[1]).slice(0, k).map(([f, t]) => `  ${t.toFixed(2)} ${f}`).join('\n');
for (const [c, d] of chains) add(c, d);
if (process.env.TREE) dump(tree, 0); else console.log('INCL\n' + show(incl, 75)); console.log('SELF\n' + show(self, 60));
await stage.stop();
