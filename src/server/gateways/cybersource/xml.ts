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

/** The canonical form of `element` as the apex of what is signed: it declares all that it uses itself. */
export function canonical(element: XmlElement): string {
  return write(element, new Map(), []);
}

function write(element: XmlElement, declared: Declared, above: readonly string[]): string {
  const { name, namespace, attributes = [], children } = element;
  const path = [...above, name];
  const used = [namespace, ...attributes.flatMap((attribute) => attribute.namespace ?? [])];
  const scope = new Map(declared);
  const declarations: string[] = [];
  for (const { prefix, uri } of [...used].sort(by(({ prefix }) => prefix))) {
    // The default namespace is no namespace until somebody says otherwise.
    if ((scope.get(prefix) ?? (prefix ? undefined : '')) === uri) continue;
    scope.set(prefix, uri);
    const attribute = prefix ? `xmlns:${checkName(prefix)}` : 'xmlns';
    declarations.push(` ${attribute}="${escapeAttribute(uri, path)}"`);
  }
  const written = [...attributes]
    .sort(by((attribute) => `${attribute.namespace?.uri ?? ''}\u0000${attribute.name}`))
    .map(
      (attribute) =>
        ` ${qualified(attribute.name, attribute.namespace)}="${escapeAttribute(attribute.value, path)}"`,
    );
  const tag = qualified(name, namespace);
  const content = children.map((child) =>
    typeof child === 'string' ? escapeText(child, path) : write(child, scope, path),
  );
  return `<${tag}${declarations.join('')}${written.join('')}>${content.join('')}</${tag}>`;
}

function by<Item>(key: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

function qualified(name: string, namespace: Namespace | undefined): string {
  return namespace?.prefix ? `${namespace.prefix}:${checkName(name)}` : checkName(name);
}

/** All our names are ASCII; anything else is a mistake in this code. */
function checkName(name: string): string {
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) throw new TypeError(`"${name}" is no XML name.`);
  return name;
}

/** XML 1.0, production 2 (Char), turned round. */
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

function checkCharacters(text: string, path: readonly string[]): string {
  if (NOT_XML.test(text)) throw new XmlCharacterError(path);
  return text;
}

function escapeText(text: string, path: readonly string[]): string {
  return checkCharacters(text, path)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

function escapeAttribute(text: string, path: readonly string[]): string {
  return checkCharacters(text, path)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;');
}
