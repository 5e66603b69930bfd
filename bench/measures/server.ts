/** The backend kit's figures: each script of `bench/server` runs in a process of its own and writes JSON. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../report/figure.js';

const FOLDER = 'bench/server';

export function measureServer(scripts: readonly string[]): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'klarna-checkout-bench-'));
  try {
    return scripts.flatMap((script) => {
      const file = join(folder, `${script}.json`);
      const path = join(FOLDER, `${script}.ts`);
      execFileSync(process.execPath, ['--import', 'tsx', path, file], { stdio: 'inherit' });
      return JSON.parse(readFileSync(file, 'utf8')) as readonly Figure[];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
