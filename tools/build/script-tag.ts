/** What the build does to the file for a script tag, and to no other. */
import MagicString from 'magic-string';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify as terser } from 'terser';
import { minify, parseAst, Visitor, type Plugin, type Rolldown } from 'vite';

/** The text with a source map for what was changed in it. */
const changed = (text: MagicString) => ({
  code: text.toString(),
  map: text.generateMap({ hires: true }),
});

/**
 * Lit's doors to other scripts: its polyfills, its hydration, its other copies on the page, and the metadata of
 * decorators. The copy inside the script-tag file belongs to nobody else, and leaves nothing on `globalThis`.
 * Constructable style sheets are older than the custom states that the elements need.
 */
const LIT_DOORS: readonly (readonly [file: string, door: RegExp, instead: string])[] = [
  ['css-tag.js', /\b\w\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/, 'true'],
  ['reactive-element.js', /Symbol\.metadata\?\?=.*?new WeakMap;/, ''],
  ['reactive-element.js', /const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{.*?\)\}/, ''],
  ['reactive-element.js', /\b\w\.reactiveElementPolyfillSupport/, 'undefined'],
  ['reactive-element.js', /\(\w\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
  ['lit-element.js', /\b\w\.litElementHydrateSupport\?\.\(\{LitElement:\w\}\)/, '0'],
  ['lit-element.js', /\b\w\.litElementPolyfillSupport/, 'undefined'],
  ['lit-element.js', /\(\w\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
  ['lit-html.js', /\b\w\.litHtmlPolyfillSupport/, 'undefined'],
  ['lit-html.js', /\(\w\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
];

const litWithoutDoors: Plugin = {
  name: 'lit-without-doors',
  transform: {
    filter: { id: /\/node_modules\/(@lit|lit-html|lit-element)\// },
    handler(code, id) {
      const text = new MagicString(code);
      for (const [file, door, instead] of LIT_DOORS) {
        if (!id.endsWith(`/${file}`)) continue;
        if (!door.test(code)) this.error(`Lit is written otherwise than ${String(door)} in ${id}`);
        text.replace(door, instead);
      }
      return text.hasChanged() ? changed(text) : null;
    },
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

/** `@property(…) name` says the same as Lit's `static properties`, which needs no code that runs decorators. */
const propertiesWithoutDecorators: Plugin = {
  name: 'properties-without-decorators',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: /^ {2}@property\(/m },
    handler(code) {
      const text = new MagicString(code);
      const declared: string[] = [];
      new Visitor({
        PropertyDefinition({ key, decorators }) {
          for (const { start, end, expression } of decorators) {
            if (key.type !== 'Identifier' || expression.type !== 'CallExpression') continue;
            const [options] = expression.arguments;
            const said = options ? code.slice(options.start, options.end) : '{}';
            declared.push(`${key.name}: ${said},`);
            text.remove(start, end);
          }
        },
        'ClassBody:exit': ({ end }) => {
          text.appendLeft(end - 1, `static properties = { ${declared.splice(0).join(' ')} };`);
        },
      }).visit(parseAst(code, { lang: 'ts' }));
      return changed(text);
    },
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

/** Each minifier finds what the other one leaves. A classic script is read in the encoding of its page: ASCII. */
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
  litWithoutDoors,
  propertiesWithoutDecorators,
  templatesWithoutIndentation,
  languagesLieBesideTheTag,
  inOneFunction,
  ...minified,
];
