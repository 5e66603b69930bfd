// Finds xmlsec1 and xmllint, which check CyberSource's messages independently of the code that writes them.
// Where this is root on Debian, what is missing is installed.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { spawnSync } from 'node:child_process';

const PACKAGES = { xmlsec1: 'xmlsec1', xmllint: 'libxml2-utils' };

export function find(tool) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? `${tool}.exe` : tool))
    .find((path) => existsSync(path));
}

/** The tools that are still missing afterwards. */
export function ensure(tools = Object.keys(PACKAGES)) {
  const missing = tools.filter((tool) => !find(tool));
  if (!missing.length || process.getuid?.() !== 0 || !find('apt-get')) return missing;
  const packages = missing.map((tool) => PACKAGES[tool]).join(' ');
  const apt = 'apt-get -q -o DPkg::Lock::Timeout=300';
  const install = `${apt} update; ${apt} install -y --no-install-recommends ${packages}`;
  // Test files run side by side: the first one installs, the others wait.
  spawnSync('flock', [join(tmpdir(), 'klarna-checkout-apt.lock'), 'sh', '-c', install], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return tools.filter((tool) => !find(tool));
}

if (import.meta.filename === process.argv[1]) {
  const missing = ensure();
  for (const tool of Object.keys(PACKAGES)) console.log(tool, find(tool) ?? 'missing');
  if (missing.length) process.exitCode = 1;
}
