/** Finds a browser for each engine: an explicit variable, Playwright's own build, then an installed one. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, firefox, webkit } from 'playwright-core';

export type Engine = 'chromium' | 'firefox' | 'webkit';

/** In the order in which the suites use them. */
export const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

export interface Found {
  /** The program of the system's browser; not there for Playwright's own build, which Playwright finds itself. */
  readonly executablePath?: string;
}

const TYPES = { chromium, firefox, webkit } satisfies Record<Engine, unknown>;
const { env } = process;

/** The path of a program, if it is on the search path. */
export const onPath = (name: string): string | undefined =>
  (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
    .find((path) => existsSync(path));

const firstOf = (paths: readonly (string | undefined)[]): string | undefined =>
  paths.find((path) => path !== undefined && existsSync(path));

const onWindows = (tail: string): readonly string[] =>
  [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].flatMap((folder) =>
    folder === undefined ? [] : [join(folder, tail)],
  );

/** WebKitGTK's small browser is not on the search path. */
function miniBrowser(): string | undefined {
  if (process.platform !== 'linux' || !onPath('WebKitWebDriver')) return undefined;
  const libraries = existsSync('/usr/lib')
    ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-'))
    : [];
  const folders = [
    '/usr/lib',
    '/usr/lib64',
    '/usr/libexec',
    ...libraries.map((name) => `/usr/lib/${name}`),
  ];
  return firstOf(
    folders.flatMap((folder) =>
      ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((version) =>
        join(folder, version, 'MiniBrowser'),
      ),
    ),
  );
}

const SYSTEM: Readonly<Record<Engine, () => string | undefined>> = {
  chromium: () =>
    firstOf([
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
      ...onWindows('Google\\Chrome\\Application\\chrome.exe'),
      ...onWindows('Microsoft\\Edge\\Application\\msedge.exe'),
    ]),
  firefox: () =>
    firstOf([
      ...['firefox-esr', 'firefox'].map(onPath),
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...onWindows('Mozilla Firefox\\firefox.exe'),
    ]),
  webkit: miniBrowser,
};

/** Whether Playwright has downloaded the engine. For Chromium it runs the headless shell, a download of its own. */
function isDownloaded(engine: Engine): boolean {
  const program = TYPES[engine].executablePath();
  if (!program || !existsSync(program)) return false;
  if (engine !== 'chromium') return true;
  const [name, revision = ''] = /chromium-(\d+)/.exec(program) ?? [''];
  const cache = program.slice(0, program.indexOf(name));
  return existsSync(join(cache, `chromium_headless_shell-${revision}`));
}

/** The browser that the tests use for an engine; `undefined` where there is none. */
export function find(engine: Engine): Found | undefined {
  const named = env[`KLARNA_${engine.toUpperCase()}`];
  if (named) return { executablePath: named };
  if (isDownloaded(engine)) return {};
  const executablePath = SYSTEM[engine]();
  return executablePath === undefined ? undefined : { executablePath };
}

/** Chromium's sandbox does not work for root. */
export const chromiumArguments: readonly string[] =
  process.getuid?.() === 0 ? ['--no-sandbox'] : [];
