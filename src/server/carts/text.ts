/** Names as Klarna takes them. */

/** Klarna's OpenAPI: `name` has 1 to 255 characters. */
const LONGEST_NAME = 255;

/** A name on one line, cut with an ellipsis where Klarna would refuse its length. */
export function shortened(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_NAME) return line;
  // Half of a surrogate pair is no character.
  return `${line.slice(0, LONGEST_NAME - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The text of a name that a system gives as HTML: `Salt &amp; pepper &#8211; 2 pcs`. */
export function decoded(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d{1,7});/g, (_, code: string) => character(Number(code)))
    .replace(/&#x([\da-f]{1,6});/gi, (_, code: string) => character(parseInt(code, 16)))
    .replace(/&([a-z]+);/gi, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity);
}

const character = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
