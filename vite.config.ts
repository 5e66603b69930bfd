import MagicString from 'magic-string';
import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { demoShop } from './demo/server/plugin.js';

/** Replaces in a way that the source map follows. */
function replaceAll(code: string, pattern: RegExp, replacement: string) {
  const text = new MagicString(code).replaceAll(pattern, replacement);
  return { code: text.toString(), map: text.generateMap({ hires: true }) };
}

/**
 * Lit keeps four notes for its other copies on `globalThis`. The copy inside the script-tag file belongs to nobody
 * else on the page, so its notes stay in the file, in a variable of the function around it.
 */
const litKeepsToItself: Plugin = {
  name: 'lit-keeps-to-itself',
  transform: {
    filter: { id: /node_modules\/(@lit|lit|lit-html|lit-element)\// },
    handler: (code) =>
      replaceAll(
        code,
        /(?:[\w$]+\.)?\b(litPropertyMetadata|litHtmlVersions|litElementVersions|reactiveElementVersions)\b/g,
        'litNotes.$1',
      ),
  },
};

/** Indentation and comments in the templates and style sheets of the elements. */
const templatesWithoutIndentation: Plugin = {
  name: 'templates-without-indentation',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: /\b(html|css)`/ },
    handler: (code, id) => minifyHTMLLiterals(code, { fileName: id }),
  },
};

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
      ? replaceAll(
          code,
          /import\((["'`]\.\/messages\/\w+\.js["'`])\)/g,
          'import(ownUrl ? new URL($1, ownUrl).href : $1)',
        )
      : null,
};

/**
 * One configuration, three uses: without a mode it serves and builds the demo shop; `--mode cdn` builds the one
 * file for a script tag, `--mode simulator` the simulator's.
 */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  if (mode === 'cdn') {
    return {
      publicDir: false,
      plugins: [litKeepsToItself, templatesWithoutIndentation, languagesLieBesideTheTag],
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
            charset: 'ascii',
            chunkFileNames: 'messages/[name].js',
            // A function around everything: as a classic script the file must leak no global.
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
        rolldownOptions: { output: { charset: 'ascii' } },
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
