import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { demoShop } from './demo/server/plugin.js';
import { version } from './src/version.js';

/**
 * Lit keeps four notes for its other copies on `globalThis`. The copy inside the script-tag file belongs to nobody
 * else on the page, so its notes stay in the file, in a variable of the function around it.
 */
const litKeepsToItself: Plugin = {
  name: 'lit-keeps-to-itself',
  transform: {
    filter: { id: /node_modules\/(@lit|lit|lit-html|lit-element)\// },
    handler: (code) => ({
      code: code.replace(
        /(?:[\w$]+\.)?\b(litPropertyMetadata|litHtmlVersions|litElementVersions|reactiveElementVersions)\b/g,
        'litNotes.$1',
      ),
      map: null,
    }),
  },
};

/** Says which build a file is, to whoever finds it on a server. */
const BANNER = `/*! klarna-checkout ${version}, MIT; see LICENSES.txt */`;

/** A page's image can take the name `currentScript`; only a script tag may say where more script comes from. */
const SCRIPT_TAG_START = `((litNotes)=>{
  const tag = document.currentScript;
  const ownUrl = tag instanceof HTMLScriptElement ? tag.src : '';
`;

/**
 * A classic script of another host may not learn its own address unless its tag has `crossorigin`, so a relative
 * `import()` fails there. The tag tells the address while the script runs; a module has no such tag and needs none.
 */
const languagesLieBesideTheTag: Plugin = {
  name: 'languages-lie-beside-the-tag',
  renderChunk: (code, { isEntry }) =>
    isEntry
      ? {
          code: code.replace(
            /import\((["'`]\.\/messages\/\w+\.js["'`])\)/g,
            'import(ownUrl ? new URL($1, ownUrl).href : $1)',
          ),
          map: null,
        }
      : null,
};

/** A classic script is read in the encoding of its page, which may be any: the files keep to ASCII. */
const plainAscii: Plugin = {
  name: 'plain-ascii',
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
      chunk.code = chunk.code.replace(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

/**
 * One configuration, three uses: without a mode it serves and builds the demo shop; `--mode cdn` builds the one
 * file for a script tag, `--mode simulator` the simulator's.
 */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  if (mode === 'cdn') {
    return {
      publicDir: false,
      plugins: [litKeepsToItself, languagesLieBesideTheTag, plainAscii],
      build: {
        target: 'es2022',
        sourcemap: true,
        outDir: 'dist/cdn',
        emptyOutDir: true,
        // The languages lie beside the file and come by import() when they are needed.
        lib: { entry: 'src/define.ts', formats: ['es'], fileName: () => 'klarna-checkout.js' },
        rolldownOptions: {
          output: {
            minify: true,
            chunkFileNames: 'messages/[name].js',
            // A function around everything: as a classic script the file must leak no global.
            postBanner: ({ isEntry }) => (isEntry ? BANNER : ''),
            banner: ({ isEntry }) => (isEntry ? SCRIPT_TAG_START : ''),
            footer: ({ isEntry }) => (isEntry ? '})({});' : ''),
          },
        },
      },
    };
  }
  if (mode === 'simulator') {
    return {
      publicDir: false,
      plugins: [plainAscii],
      build: {
        target: 'es2022',
        sourcemap: true,
        outDir: 'dist/cdn',
        emptyOutDir: false,
        lib: {
          entry: 'src/simulator/script.ts',
          formats: ['iife'],
          name: 'KlarnaSimulatorBundle',
          fileName: () => 'klarna-simulator.js',
        },
        rolldownOptions: { output: { postBanner: BANNER } },
      },
    };
  }
  return {
    appType: 'mpa',
    plugins: [demoShop()],
    build: { target: 'es2022', outDir: 'demo-dist', emptyOutDir: true },
    preview: { port: Number(process.env.PORT ?? 4173), strictPort: true, host: '127.0.0.1' },
    server: { port: 5173, host: '127.0.0.1' },
  };
});
