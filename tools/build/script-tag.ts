/** What the build does to the file for a script tag, and to no other. */
import MagicString from 'magic-string';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify as terser } from 'terser';
import { minify, type Plugin, type Rolldown } from 'vite';

/** The text with a source map for what was changed in it. */
const changed = (text: MagicString) => ({
  code: text.toString(),
  map: text.generateMap({ hires: true }),
});

/** Indentation and comments in the templates and style sheets of the elements. */
const templatesWithoutIndentation: Plugin = {
  name: 'templates-without-indentation',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: /\b(html|css)`/ },
    handler: (code, id) => minifyHTMLLiterals(code, { fileName: id }),
  },
};

/**
 * A classic script of another host may not learn its own address unless its tag has `crossorigin`, so a relative
 * `import()` fails there. The tag tells the address while the script runs; a module has no such tag and needs none.
 */
const languagesLieBesideTheTag: Plugin = {
  name: 'languages-lie-beside-the-tag',
  renderChunk: (code, { isEntry }) =>
    isEntry
      ? changed(
          new MagicString(code).replaceAll(
            /import\((["'`]\.\/messages\/\w+\.js["'`])\)/g,
            'import(beside($1))',
          ),
        )
      : null,
};

/** A page's image can take the name `currentScript`; only a script tag may say where more script comes from. */
const START = `(() => {
  const tag = document.currentScript;
  const ownUrl = tag instanceof HTMLScriptElement ? tag.src : '';
  const beside = (path) => ownUrl ? new URL(path, ownUrl).href : path;
`;

/** A function around everything: as a classic script the file must leak no global. */
const inOneFunction: Plugin = {
  name: 'in-one-function',
  renderChunk: (code, { isEntry }) =>
    isEntry ? changed(new MagicString(code).prepend(START).append('})();')) : null,
};

/**
 * Each minifier finds what the other one leaves: without Oxc the file has 470 bytes more with brotli, without Terser
 * 490. A classic script is read in the encoding of its page: ASCII.
 */
const minified: readonly Plugin[] = [
  {
    name: 'minified-by-oxc',
    renderChunk: async (code, { fileName, isEntry }) => {
      const { code: text, map } = await minify(fileName, code, {
        module: !isEntry,
        sourcemap: true,
      });
      return { code: text, map: map ?? null };
    },
  },
  {
    name: 'minified-by-terser',
    renderChunk: async (code, { isEntry }) => {
      const result = await terser(code, {
        module: !isEntry,
        ecma: 2020,
        compress: { passes: 3 },
        format: { ascii_only: isEntry },
        sourceMap: { asObject: true },
      });
      return { code: result.code ?? code, map: result.map as Rolldown.ExistingRawSourceMap };
    },
  },
];

export const scriptTagPlugins: readonly Plugin[] = [
  templatesWithoutIndentation,
  languagesLieBesideTheTag,
  inOneFunction,
  ...minified,
];
