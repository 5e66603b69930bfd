import { readFileSync } from 'node:fs';
import { openStage } from './stage/stage.js';
import { shiftsOfOurs } from './measures/layout.js';
const stage = await openStage();
const out: Record<string, string[]> = {};
for (let i = 0; i < 12; i++) for (const v of process.argv.slice(2)) {
  stage.server.serve('/klarna-checkout.js', readFileSync(`/tmp/paint/${v}.js`, 'utf8'));
  const { first } = await shiftsOfOurs(stage, { width: 1280, payButton: 'auto' });
  (out[v] ??= []).push(first.reduce((s, x) => s + x.value, 0).toFixed(4));
}
console.log(out);
await stage.stop();
