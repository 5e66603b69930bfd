/** Everything that `npm run test:apps` tries, what most shops use first. */
import type { Browser } from 'playwright-core';
import { buy, remove } from '../app.js';
import { ANGULAR } from './angular.js';
import { command, install, type InstalledApp, type Project, serve, versionOf } from './app.js';
import { ASTRO } from './astro.js';
import { COMPILERS, PEERS, STRICTEST, typedShop } from './beside.js';
import { BUNDLERS } from './bundlers.js';
import { CYPRESS } from './cypress.js';
import { WITH_JSX } from './jsx.js';
import { NEXT } from './next.js';
import { NUXT } from './nuxt.js';
import { untilOrdered } from './order.js';
import { REACT_18 } from './react-18.js';
import { REACT_ROUTER } from './react-router.js';
import { REMIX } from './remix.js';
import { SVELTEKIT } from './sveltekit.js';

export const INSTALLED_APPS: readonly InstalledApp[] = [
  NEXT,
  REACT_ROUTER,
  REMIX,
  NUXT,
  SVELTEKIT,
  ASTRO,
  ANGULAR,
  REACT_18,
  ...WITH_JSX,
  ...BUNDLERS,
];

interface Tools {
  /** The packed package. */
  readonly tarball: string;
  readonly browser: Browser;
}

export interface Trial {
  readonly name: string;
  /** What is true when it ends well. */
  readonly result: string;
  /** @returns what was tried, with versions */
  run(tools: Tools): Promise<string>;
}

/** Installs a project, has something done in it, and names the first of its packages. */
async function inProject(
  project: Project,
  tarball: string,
  named: number,
  work: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = await install(project, tarball);
  try {
    await work(folder);
    const names = Object.keys(project.packages).slice(0, named);
    return names.map((name) => `${name} ${versionOf(folder, name)}`).join(', ');
  } finally {
    remove(folder);
  }
}

const sells = (app: InstalledApp): Trial => ({
  name: app.name,
  result: 'sells',
  run: ({ tarball, browser }) =>
    inProject(app, tarball, app.named, async (folder) => {
      await command(folder, app.build);
      const served = await serve(app, folder);
      try {
        await buy(browser, served.origin + (app.path ?? ''), app.start && untilOrdered(folder));
        await app.also?.(browser, served.origin);
      } finally {
        await served.stop();
      }
    }),
});

const compiles = (name: string, result: string, project: Project): Trial => ({
  name,
  result,
  run: ({ tarball }) => inProject(project, tarball, 1, (folder) => command(folder, ['tsc'])),
});

const COMPILED = [
  ...COMPILERS.map(({ name, packages }) =>
    compiles(name, 'compiles a shop in strict mode', { packages, files: typedShop(true) }),
  ),
  compiles(STRICTEST.name, 'the same without `skipLibCheck`', {
    packages: STRICTEST.packages,
    files: typedShop(false),
  }),
  compiles('Cypress', 'compiles its sample, which is not run', CYPRESS),
];

const INSTALLS = PEERS.map(({ name, packages }): Trial => ({
  name,
  result: 'npm installs both',
  run: async ({ tarball }) => {
    const folder = await install({ packages, files: {} }, tarball, '--dry-run');
    remove(folder);
    return Object.entries(packages)
      .map(([peer, range]) => `${peer} ${range}`)
      .join(', ');
  },
}));

export const TRIALS: readonly Trial[] = [...INSTALLED_APPS.map(sells), ...INSTALLS, ...COMPILED];
