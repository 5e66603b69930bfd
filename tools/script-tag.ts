/** What the build does to the file for a script tag, and to no other. */
import MagicString from 'magic-string';
import { minifyHTMLLiterals } from 'minify-literals';
import { parseAst, Visitor, type Plugin } from 'vite';

/** The text with a source map for what was changed in it. */
const changed = (text: MagicString) => ({
  code: text.toString(),
  map: text.generateMap({ hires: true }),
});

/**
 * Lit keeps four notes for its other copies on `globalThis`. The copy inside the script-tag file belongs to nobody
 * else on the page, so its notes stay in the file, in a variable of the function around it.
 */
const litKeepsToItself: Plugin = {
  name: 'lit-keeps-to-itself',
  transform: {
    filter: { id: /node_modules\/(@lit|lit|lit-html|lit-element)\// },
    handler: (code) =>
      changed(
        new MagicString(code).replaceAll(
          /(?:[\w$]+\.)?\b(litPropertyMetadata|litHtmlVersions|litElementVersions|reactiveElementVersions)\b/g,
          'litNotes.$1',
        ),
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

export const scriptTagPlugins: readonly Plugin[] = [
  litKeepsToItself,
  propertiesWithoutDecorators,
  templatesWithoutIndentation,
  languagesLieBesideTheTag,
];

/** A page's image can take the name `currentScript`; only a script tag may say where more script comes from. */
export const SCRIPT_TAG_START = `((litNotes)=>{
  const tag = document.currentScript;
  const ownUrl = tag instanceof HTMLScriptElement ? tag.src : '';
  const beside = (path) => ownUrl ? new URL(path, ownUrl).href : path;
`;

export const SCRIPT_TAG_END = '})({});';
