import { defineConfig, type UserConfig } from 'vite';
import { demoShop } from './demo/server/plugin.js';
import { version } from './src/version.js';
import { scriptTagPlugins } from './tools/build/script-tag.js';

/** The lowest versions of docs/browsers.md. */
const BROWSERS = ['chrome111', 'edge111', 'firefox113', 'safari16.4'];

/** Says which build a file is, to whoever finds it on a server. */
const BANNER = `/*! klarna-checkout-element ${version}, MIT; see LICENSES.txt */`;

/**
 * Browsers that know it compile the whole file while it arrives, beside the main thread. Otherwise each function is
 * compiled there when it is first called, which at the start of a page is the larger part of all that the file does.
 * Heard only at the very top.
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad';

/**
 * One configuration, three uses: without a mode it serves and builds the demo shop; `--mode cdn` builds the one
 * file for a script tag, `--mode simulator` the simulator's.
 */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  if (mode === 'cdn') {
    return {
      publicDir: false,
      plugins: [...scriptTagPlugins],
      build: {
        target: BROWSERS,
        sourcemap: true,
        outDir: 'dist/cdn',
        emptyOutDir: true,
        // The languages lie beside the file and come by import() when they are needed.
        lib: { entry: 'src/define.ts', formats: ['es'], fileName: () => 'klarna-checkout.js' },
        rolldownOptions: {
          output: {
            minify: false,
            chunkFileNames: 'messages/[name].js',
            postBanner: ({ isEntry }) => (isEntry ? `${COMPILE_HINT}\n${BANNER}` : ''),
          },
        },
      },
    };
  }
  if (mode === 'simulator') {
    return {
      publicDir: false,
      build: {
        target: BROWSERS,
        sourcemap: true,
        outDir: 'dist/cdn',
        emptyOutDir: false,
        lib: {
          entry: 'src/simulator/script-tag.ts',
          formats: ['iife'],
          name: 'KlarnaSimulatorBundle',
          fileName: () => 'klarna-simulator.js',
        },
        // A classic script is read in the encoding of its page, which may be any.
        rolldownOptions: { output: { postBanner: BANNER, charset: 'ascii' } },
      },
    };
  }
  return {
    appType: 'mpa',
    plugins: [demoShop()],
    build: { target: BROWSERS, outDir: 'demo-dist', emptyOutDir: true },
    preview: { port: Number(process.env.PORT ?? 4173), strictPort: true, host: '127.0.0.1' },
    server: { port: 5173, host: '127.0.0.1' },
  };
});
