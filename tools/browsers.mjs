// Finds a browser for each engine: an explicit variable, Playwright's own build, then an installed one.
import { existsSync, readdirSync } from 'node:fs';
import { join, delimiter } from 'node:path';
import { spawnSync } from 'node:child_process';
import { chromium, firefox, webkit } from 'playwright-core';

const types = { chromium, firefox, webkit };
const env = process.env;
const onPath = (name) =>
  (env.PATH ?? '')
    .split(delimiter)
    .map((d) => join(d, name))
    .find((p) => existsSync(p));
const first = (list) => list.filter(Boolean).find((p) => existsSync(p));
const win = (tail) =>
  [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
    .filter(Boolean)
    .map((d) => join(d, tail));

const system = {
  chromium: () =>
    first([
      ...[
        'chromium',
        'chromium-browser',
        'google-chrome-stable',
        'google-chrome',
        'microsoft-edge',
      ].map(onPath),
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ...win('Google\\Chrome\\Application\\chrome.exe'),
      ...win('Microsoft\\Edge\\Application\\msedge.exe'),
    ]),
  firefox: () =>
    first([
      ...['firefox-esr', 'firefox'].map(onPath),
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...win('Mozilla Firefox\\firefox.exe'),
    ]),
  webkit: () => {
    if (process.platform !== 'linux' || !onPath('WebKitWebDriver')) return undefined;
    const libs = [
      '/usr/lib',
      '/usr/lib64',
      '/usr/libexec',
      ...(existsSync('/usr/lib')
        ? readdirSync('/usr/lib')
            .filter((d) => d.includes('-linux-'))
            .map((d) => join('/usr/lib', d))
        : []),
    ];
    return first(
      libs.flatMap((d) =>
        ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((v) => join(d, v, 'MiniBrowser')),
      ),
    );
  },
};

/** Playwright's own build: true when the files are in its cache. The headless shell is a file of its own. */
function bundled(engine) {
  const exe = types[engine].executablePath();
  if (!exe || !existsSync(exe)) return false;
  if (engine !== 'chromium') return true;
  const rev = /chromium-(\d+)/.exec(exe)?.[1];
  const cache = exe.slice(0, exe.indexOf(`chromium-${rev}`));
  return existsSync(join(cache, `chromium_headless_shell-${rev}`));
}

export function find(engine) {
  const forced = env[`KLARNA_${engine.toUpperCase()}`];
  if (forced) return { engine, kind: 'system', executablePath: forced };
  if (bundled(engine)) return { engine, kind: 'playwright' };
  const executablePath = system[engine]();
  return executablePath ? { engine, kind: 'system', executablePath } : undefined;
}
export const engines = ['chromium', 'firefox', 'webkit'];

const apt = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
};
const run = (cmd, args) =>
  spawnSync(cmd, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** Installs what is missing: Debian's packages where this is root on apt, else Playwright's builds. */
export function ensure(list = engines) {
  let missing = list.filter((e) => !find(e));
  if (
    missing.length &&
    process.platform === 'linux' &&
    process.getuid() === 0 &&
    onPath('apt-get')
  ) {
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update', '-q']);
    run('apt-get', [
      '-o',
      'DPkg::Lock::Timeout=300',
      'install',
      '-y',
      '-q',
      '--no-install-recommends',
      ...missing.flatMap((e) => apt[e]),
    ]);
    missing = list.filter((e) => !find(e));
  }
  if (missing.length) {
    run('npx', ['--no-install', 'playwright', 'install', ...missing]);
    missing = list.filter((e) => !find(e));
  }
  return missing;
}

if (import.meta.filename === process.argv[1]) {
  const missing = ensure(process.argv.slice(2).length ? process.argv.slice(2) : engines);
  for (const e of engines) console.log(e, JSON.stringify(find(e) ?? null));
  if (missing.length) {
    console.error(`no browser for: ${missing.join(', ')}`);
    process.exitCode = 1;
  }
}
