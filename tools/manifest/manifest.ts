/** The elements as data, read from their docstrings: for documents, editors and other tools. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
// @ts-expect-error The analyzer has no types.
import { cli as analyze } from '@custom-elements-manifest/analyzer/cli.js';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { elementsOf, type Manifest } from './schema.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CONFIG = 'tools/manifest/config.ts';

const cli = analyze as (options: {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly noWrite: boolean;
}) => Promise<Manifest>;

/** The Custom Elements Manifest of this tree. */
export async function manifest(): Promise<Manifest> {
  const made = await cli({
    argv: ['analyze', '--quiet', '--config', CONFIG],
    cwd: ROOT,
    noWrite: true,
  });
  // What a base class has is added after the plugins, and ours has nothing for others.
  for (const element of elementsOf(made)) {
    element.members = (element.members ?? []).filter(({ inheritedFrom }) => !inheritedFrom);
  }
  return made;
}

if (import.meta.filename === process.argv[1]) {
  const made = await manifest();
  const outdir = `${ROOT}dist`;
  writeFileSync(`${outdir}/custom-elements.json`, `${JSON.stringify(made, undefined, 2)}\n`);
  // Both tools describe a manifest in a narrower way than the analyzer writes it.
  const data = made as unknown as Parameters<typeof generateVsCodeCustomElementData>[0] &
    Parameters<typeof generateJetBrainsWebTypes>[0];
  const options = { outdir, hideLogs: true };
  generateVsCodeCustomElementData(data, { ...options, cssFileName: null });
  generateJetBrainsWebTypes(data, { ...options, packageJson: false });
}
