/**
 * Writes XML in its exclusive canonical form (W3C Exclusive XML Canonicalization 1.0, without comments).
 *
 * A signature covers the canonical form of an element. What is written canonically from the start needs
 * no canonicalisation before it is signed, and so no XML library.
 */

export interface Namespace {
  /** Empty for the default namespace. */
  readonly prefix: string;
  readonly uri: string;
}

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
  /** Attributes without one are in no namespace. */
  readonly namespace?: Namespace;
}

export interface XmlElement {
  readonly name: string;
  readonly namespace: Namespace;
  readonly attributes?: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
}

/** An element, or text. */
export type XmlNode = XmlElement | string;

/** An element whose attributes are in no namespace. */
export const element = (
  namespace: Namespace,
  name: string,
  children: readonly XmlNode[],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement => ({
  name,
  namespace,
  attributes: Object.entries(attributes).map(([key, value]) => ({ name: key, value })),
  children,
});

/** Text that XML 1.0 cannot carry at all, not even escaped. */
export class XmlCharacterError extends Error {
  override readonly name = 'XmlCharacterError';
  /** Names of the elements from the outermost to the one with the text. */
  readonly path: readonly string[];

  constructor(path: readonly string[]) {
    super(`${path.join('/')} holds a character that XML cannot carry.`);
    this.path = path;
  }
}

type Declared = ReadonlyMap<string, string>;

/** The way from the outermost element, which is only spelled out for an error. */
interface Place {
  readonly name: string;
  readonly above: Place | undefined;
}

/** The canonical form of `element` as the apex of what is signed: it declares all that it uses itself. */
export function canonical(element: XmlElement): string {
  return write(element, new Map(), undefined);
}

function write(element: XmlElement, declared: Declared, above: Place | undefined): string {
  const { name, namespace, attributes = [], children } = element;
  const place: Place = { name, above };
  const used = [namespace];
  for (const attribute of attributes) if (attribute.namespace) used.push(attribute.namespace);
  let scope = declared;
  let head = '';
  for (const { prefix, uri } of sorted(used, byPrefix)) {
    // Without a declaration, the default namespace is no namespace.
    if ((scope.get(prefix) ?? (prefix ? undefined : '')) === uri) continue;
    scope = new Map([...scope, [prefix, uri]]);
    const attribute = prefix ? `xmlns:${checkName(prefix)}` : 'xmlns';
    head += ` ${attribute}="${escapeAttribute(uri, place)}"`;
  }
  for (const attribute of sorted(attributes, byNamespaceAndName)) {
    const written = qualified(attribute.name, attribute.namespace);
    head += ` ${written}="${escapeAttribute(attribute.value, place)}"`;
  }
  const tag = qualified(name, namespace);
  let content = '';
  for (const child of children)
    content += typeof child === 'string' ? escapeText(child, place) : write(child, scope, place);
  return `<${tag}${head}>${content}</${tag}>`;
}

/** Most elements have one namespace and no attribute: nothing to sort. */
function sorted<Item>(
  items: readonly Item[],
  order: (a: Item, b: Item) => number,
): readonly Item[] {
  return items.length < 2 ? items : [...items].sort(order);
}

function by<Item>(key: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

const byPrefix = by<Namespace>(({ prefix }) => prefix);

const byNamespaceAndName = by<XmlAttribute>(
  (attribute) => `${attribute.namespace?.uri ?? ''}\u0000${attribute.name}`,
);

function qualified(name: string, namespace: Namespace | undefined): string {
  return namespace?.prefix ? `${namespace.prefix}:${checkName(name)}` : checkName(name);
}

/** Names come from this code, never from a shop: there are few, so that each is checked once. */
const checkedNames = new Set<string>();

/** All our names are ASCII; anything else is a mistake in this code. */
function checkName(name: string): string {
  if (checkedNames.has(name)) return name;
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) throw new TypeError(`"${name}" is no XML name.`);
  checkedNames.add(name);
  return name;
}

/** Most texts are numbers and codes: nothing to refuse, and nothing to escape. */
const PLAIN = /^[\w .,:/+-]*$/;

/** XML 1.0, production 2 (Char), turned round. */
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

function checkCharacters(text: string, place: Place): string {
  if (NOT_XML.test(text)) throw new XmlCharacterError(pathTo(place));
  return text;
}

const pathTo = ({ name, above }: Place): string[] => [...(above ? pathTo(above) : []), name];

const TEXT_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#xD;',
};
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

const escapeText = (text: string, place: Place): string =>
  PLAIN.test(text)
    ? text
    : checkCharacters(text, place).replace(/[&<>\r]/g, (found) => TEXT_ESCAPES[found] ?? found);

const escapeAttribute = (text: string, place: Place): string =>
  PLAIN.test(text)
    ? text
    : checkCharacters(text, place).replace(
        /[&<"\t\n\r]/g,
        (found) => ATTRIBUTE_ESCAPES[found] ?? found,
      );
