// The elements as data, read from their docstrings: for documents, editors and other tools.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { elementsOf } from './plugins.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CONFIG = 'tools/manifest/config.mjs';

/** The Custom Elements Manifest of this tree. */
export async function manifest() {
  const made = await cli({
    argv: ['analyze', '--quiet', '--config', CONFIG],
    cwd: ROOT,
    noWrite: true,
  });
  // What a base class has is added after the plugins, and ours has nothing for others.
  for (const element of elementsOf(made)) {
    element.members = element.members?.filter(({ inheritedFrom }) => !inheritedFrom);
  }
  return made;
}

if (import.meta.filename === process.argv[1]) {
  const made = await manifest();
  const outdir = `${ROOT}dist`;
  writeFileSync(`${outdir}/custom-elements.json`, `${JSON.stringify(made, undefined, 2)}\n`);
  const options = { outdir, hideLogs: true };
  generateVsCodeCustomElementData(made, { ...options, cssFileName: null });
  generateJetBrainsWebTypes(made, { ...options, packageJson: false });
}
