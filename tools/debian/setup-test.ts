/**
 * `npm run setup:test` installs what the tests need and this machine lacks: browsers, the XML tools that check
 * CyberSource's messages, and the databases and PHP that shops have. Root on Debian gets all of it from Debian's
 * packages. Elsewhere Playwright downloads the browsers; the other packages are installed where that needs no password,
 * and named otherwise.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { type Engine, engines, find, onPath } from '../browsers/find.js';

const BROWSER_PACKAGES: Readonly<Record<Engine, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
};

/** Ubuntu has `apt-get` too, but its browsers are snaps. */
const isDebian =
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

/** Debian's names, which are nearly those of other systems. */
const PACKAGES = [
  'xmlsec1',
  'libxml2-utils',
  'postgresql',
  'pgbouncer',
  'redis-server',
  'mariadb-server',
  'php-cli',
  'php-curl',
  'php-sqlite3',
  'php-mysql',
  // Ubuntu's Chromium is a snap, which brings its driver.
  ...(isDebian ? ['chromium-driver'] : []),
];

/** Whether packages can be installed here without asking anybody. */
const canInstall =
  process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;

function run(command: string, ...words: string[]): void {
  console.log([command, ...words].join(' '));
  spawnSync(command, words, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** The packages of the list that are not installed. */
function missingPackages(): readonly string[] {
  const { stdout } = spawnSync(
    'dpkg-query',
    ['--show', '--showformat', '${Package} ${db:Status-Status}\n', ...PACKAGES],
    { encoding: 'utf8' },
  );
  const installed = new Set(stdout.split('\n'));
  return PACKAGES.filter((name) => !installed.has(`${name} installed`));
}

const missingBrowsers = (): readonly Engine[] => engines.filter((engine) => !find(engine));

if (canInstall) {
  const browsers = isDebian ? missingBrowsers().flatMap((engine) => BROWSER_PACKAGES[engine]) : [];
  const names = [...browsers, ...missingPackages()];
  if (names.length) {
    // Another program may be installing something at this moment.
    const patience = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
    run('apt-get', ...patience, 'update');
    run('apt-get', ...patience, 'install', '-y', '--no-install-recommends', ...names);
  }
} else {
  console.log(
    `Install with your package manager, or their tests are skipped: ${PACKAGES.join(', ')}`,
  );
}
if (missingBrowsers().length) {
  run('npx', '--no-install', 'playwright', 'install', '--with-deps', ...missingBrowsers());
}

const missing = [...missingBrowsers(), ...(canInstall ? missingPackages() : [])];
if (missing.length) {
  console.error(`Not installed: ${missing.join(', ')}`);
  process.exitCode = 1;
}
