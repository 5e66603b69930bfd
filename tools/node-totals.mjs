import { appendFileSync } from 'node:fs';
export default async function* (source) {
  const c = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:pass') {
      if (data.skip !== undefined) c.skipped++;
      else c.passed++;
    } else if (type === 'test:fail') c.failed++;
  }
  if (process.env.KLARNA_TOTALS)
    appendFileSync(process.env.KLARNA_TOTALS, JSON.stringify(c) + '\n');
}
