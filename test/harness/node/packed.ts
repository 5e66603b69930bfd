/** The package as a shop gets it: packed, and installed into an empty project. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { built } from './built.js';

const run = promisify(execFile);
const isWindows = process.platform === 'win32';

export interface Packed {
  readonly tarball: string;
  /** Every file in the package, sorted. */
  readonly files: readonly string[];
  /** The project that has installed it. */
  readonly project: string;
  remove(): void;
}

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs what `npm run build` has made; `prepack` would build again under the other tests' feet. */
export async function packed(): Promise<Packed> {
  built('dist/index.js');
  const project = mkdtempSync(join(tmpdir(), 'klarna-checkout-package-'));
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const npm = (...words: string[]) =>
    run('npm', words, { cwd: project, shell: isWindows, timeout: 120_000 });
  const { stdout } = await npm('pack', '--json', '--ignore-scripts', resolve('.'));
  const [report] = JSON.parse(stdout) as [PackReport];
  const tarball = join(project, report.filename);
  await npm('install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
  return {
    tarball,
    project,
    files: report.files.map(({ path }) => path).sort(),
    remove: () => rmSync(project, { recursive: true, force: true }),
  };
}

/** Lends the project a package of ours, or of another project, for what a shop would have installed itself. */
export function lend(project: string, name: string, from = '.'): void {
  const target = join(project, 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(resolve(from, 'node_modules', name), target, 'junction');
}
