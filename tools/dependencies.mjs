// Checks the lockfile, and asks the registry for known weaknesses of what a shop installs with this package.
// A registry that cannot be asked is reported and fails nothing; a finding of `high` or worse fails.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const REGISTRY = 'https://registry.npmjs.org/';

/** What is wrong with a lockfile: all of it comes from the registry, pinned, and nothing of it runs when installed. */
export function lockFaults(lock) {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    if (path === '' || entry.link) return [];
    const faults = [];
    // Without an address it is the registry that npm is set to.
    if (!(entry.resolved ?? REGISTRY).startsWith(REGISTRY))
      faults.push(`${path}: is not from ${REGISTRY}`);
    if (!entry.integrity?.startsWith('sha512-'))
      faults.push(`${path}: has no sha512 of its content`);
    if (!entry.dev && !entry.devOptional && entry.hasInstallScript) {
      faults.push(`${path}: would run a script in every shop that installs this package`);
    }
    return faults;
  });
}

/** What `npm audit --json` said: `asked` is false when there was no answer about weaknesses. */
export function readAudit(text) {
  try {
    const { metadata, message } = JSON.parse(text);
    const counts = metadata?.vulnerabilities;
    if (counts) return { asked: true, grave: counts.high + counts.critical, counts };
    return { asked: false, reason: message ?? 'the answer says nothing about weaknesses' };
  } catch {
    return { asked: false, reason: 'npm gave no readable answer' };
  }
}

function main() {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const faults = lockFaults(lock);
  for (const fault of faults) console.error(fault);
  console.log(
    `package-lock.json: ${Object.keys(lock.packages).length - 1} packages, ${faults.length} faults`,
  );

  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
  const audit = readAudit(stdout);
  if (!audit.asked) console.warn(`npm audit: NOT ASKED, ${audit.reason}`);
  else console.log(`npm audit, what shops install: ${JSON.stringify(audit.counts)}`);
  process.exit(faults.length || audit.grave ? 1 : 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
