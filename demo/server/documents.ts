/** The documents of the repository as pages of the demo: read and rendered when they are asked for. */
import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { Marked, type Tokens } from 'marked';
import { escape, Html } from './html.js';

/** Where the documents' pages begin. */
export const DOCUMENTS_PATH = '/demo/docs/';

export interface DocumentPage {
  readonly title: string;
  /** Written in English only. */
  readonly article: Html;
  /** Every document, in the order of the index. */
  readonly contents: readonly {
    readonly title: string;
    readonly path: string;
    readonly isHere: boolean;
  }[];
}

const INDEX = 'docs/README.md';
/** Documents that lie beside the code that they are about. */
const BESIDE_CODE = ['src/server/README.md', 'src/simulator/README.md'];

/** `docs/guides/design.md` is `/demo/docs/guides/design/`. */
function pathOf(file: string): string {
  const name = file.replace(/^docs\//, '').replace(/(^|\/)README\.md$|\.md$/, '');
  return DOCUMENTS_PATH + (name ? `${name}/` : '');
}

async function documentFiles(): Promise<readonly string[]> {
  const found = await readdir('docs', { recursive: true });
  const files = found.map((file) => `docs/${file.replaceAll('\\', '/')}`);
  return [...files.filter((file) => file.endsWith('.md')), ...BESIDE_CODE];
}

const titleOf = (source: string): string =>
  /^# (.+)$/m.exec(source)?.[1]?.replaceAll('`', '') ?? '';

/** As GitHub makes them, so that links from elsewhere fit. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

/** A link to another document leads to its page; one to a file that is no page is no link here. */
function target(href: string, from: string, pages: ReadonlySet<string>): string | undefined {
  if (/^(https?:|#)/.test(href)) return href;
  const [path = '', hash] = href.split('#');
  const file = posix.join(posix.dirname(from), path);
  return pages.has(file) ? pathOf(file) + (hash ? `#${hash}` : '') : undefined;
}

function render(source: string, file: string, pages: ReadonlySet<string>): Html {
  let isTitled = false;
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const text = this.parser.parseInline(tokens);
        const anchor = anchorOf(this.parser.parseInline(tokens, this.parser.textRenderer));
        // A page has one title; what a document calls one further down is a chapter.
        const level = depth === 1 && isTitled ? 2 : depth;
        isTitled = true;
        return `<h${level} id="${escape(anchor)}">${text}</h${level}>\n`;
      },
      // What may scroll sideways can be reached by keyboard.
      code: ({ text }: Tokens.Code) =>
        `<pre class="code" tabindex="0"><code>${escape(text)}</code></pre>
`,
      table(token: Tokens.Table) {
        const row = (cells: readonly Tokens.TableCell[], tag: string): string =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        const body = token.rows.map((cells) => row(cells, 'td')).join('');
        return `<div class="table" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const text = this.parser.parseInline(tokens);
        const to = target(href, file, pages);
        return to === undefined ? text : `<a href="${escape(to)}">${text}</a>`;
      },
      checkbox: () => '<span aria-hidden="true">☐ </span>',
      image: ({ text }: Tokens.Image) => escape(text),
      // Comments that a tool left are no part of the page; anything else is shown as it is written.
      html: ({ text }: Tokens.HTML | Tokens.Tag) => (text.startsWith('<!--') ? '' : escape(text)),
    },
  });
  return new Html(marked.parse(source, { async: false }));
}

/** The document at a path, if there is one. */
export async function documentAt(path: string): Promise<DocumentPage | undefined> {
  const files = await documentFiles();
  const file = files.find((one) => pathOf(one) === path);
  if (file === undefined) return undefined;
  const sources = new Map<string, string>();
  for (const one of files) sources.set(one, await readFile(one, 'utf8'));
  const index = sources.get(INDEX) ?? '';
  // The index says the order; what it does not name comes last.
  const place = (one: string): number => {
    const found = index.indexOf(`(${posix.relative('docs', one)}`);
    return one === INDEX ? -1 : found < 0 ? Infinity : found;
  };
  const source = sources.get(file) ?? '';
  return {
    title: titleOf(source),
    article: render(source, file, new Set(files)),
    contents: files
      .toSorted((one, other) => place(one) - place(other))
      .map((one) => ({
        title: titleOf(sources.get(one) ?? ''),
        path: pathOf(one),
        isHere: one === file,
      })),
  };
}
