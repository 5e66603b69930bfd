/** HTML that is safe to put into a page: everything is escaped unless it is {@link Html} already. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

type Part = string | number | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map((one) => one.markup).join('');
  return escape(String(part));
}

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(markupOf)));
}

export const NOTHING = new Html('');

/** JSON for a `<script type="application/json">`: no text in it can end the element. */
export function json(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

/**
 * Fills a page: `{{name}}` becomes escaped text, `{{{name}}}` markup of ours.
 * @throws where the page names something that nobody provides.
 */
export function fill(
  page: string,
  text: (name: string) => string | undefined,
  markup: (name: string) => Html | undefined,
): string {
  return page.replace(
    /\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g,
    (whole, markupName?: string, textName?: string) => {
      const filled =
        markupName === undefined ? text(textName ?? '') : markup(markupName)?.toString();
      if (filled === undefined) throw new Error(`Nothing fills ${whole}`);
      return textName === undefined ? filled : escape(filled);
    },
  );
}
