/** A page without a framework, with each bundler as it comes. */
import type { InstalledApp } from './app.js';
import { recipe } from './recipes.js';

const PAGE = `<!doctype html><html lang="en"><title>A shop</title><body>
  <klarna-checkout endpoint="/klarna" country="DE" place-order="false"></klarna-checkout>
  <input id="other" type="radio" />
  <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other" place-order="false" auto-finalize="false"></klarna-checkout>
  <script type="module" src="main.js"></script></body></html>`;

const MAIN = `import 'klarna-checkout-element/define.js';
  document.addEventListener('klarna-authorized', ({ detail }) => {
    window.token = detail.authorizationToken;
  });`;

/** These bundle scripts alone; the page is beside what they write. */
const BESIDE = { 'dist/index.html': PAGE, 'src/index.js': MAIN };

const WEBPACK: InstalledApp = {
  name: 'webpack',
  packages: { webpack: '5', 'webpack-cli': '*' },
  named: 1,
  files: BESIDE,
  build: ['webpack', '--mode', 'production'],
};

const RSPACK: InstalledApp = {
  name: 'Rspack',
  packages: { '@rspack/core': '2', '@rspack/cli': '2' },
  named: 1,
  files: BESIDE,
  build: ['rspack', 'build', '--mode', 'production'],
};

const ROLLUP: InstalledApp = {
  name: 'Rollup',
  packages: { rollup: '4', '@rollup/plugin-node-resolve': '*' },
  named: 1,
  files: BESIDE,
  build: 'rollup src/index.js --dir dist --entryFileNames main.js --plugin node-resolve'.split(' '),
};

const ESBUILD: InstalledApp = {
  name: 'esbuild',
  packages: { esbuild: '*' },
  named: 1,
  files: BESIDE,
  build:
    'esbuild src/index.js --bundle --splitting --format=esm --minify --entry-names=main --outdir=dist'.split(
      ' ',
    ),
};

const PARCEL: InstalledApp = {
  name: 'Parcel',
  packages: { parcel: '2' },
  named: 1,
  files: { ...recipe('Bundlers'), 'src/index.html': PAGE, 'src/main.js': MAIN },
  build: ['parcel', 'build', 'src/index.html'],
};

export const BUNDLERS: readonly InstalledApp[] = [WEBPACK, PARCEL, ESBUILD, ROLLUP, RSPACK];
