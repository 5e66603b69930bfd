/** Prints nodes as a person would write them. */

const VOID = new Set(['input']);

/** What is too long for a line has one line for each. */
const WIDTH = 80;

export function print(node: Node, indent = ''): string {
  if (!(node instanceof Element)) return `${indent}${node.textContent ?? ''}`;
  const tag = node.localName;
  if (tag === 'script') return printScript(node, indent);
  const end = VOID.has(tag) ? '' : `</${tag}>`;
  const start = startOf(node, indent);
  const children = [...node.childNodes];
  const line = `${indent}${start}${children.map((child) => print(child)).join(' ')}${end}`;
  const isSimple =
    !start.includes('\n') && children.every((child) => child.childNodes.length === 0);
  if (isSimple && line.length <= WIDTH + indent.length) return line;
  const inside = children.map((child) => `${print(child, `${indent}  `)}\n`).join('');
  return `${indent}${start}${inside && `\n${inside}${indent}`}${end}`;
}

/** Its text stands in its last attribute. */
function printScript({ attributes }: Element, indent: string): string {
  const [type, text] = attributes;
  return [
    `${indent}<script type="${type?.value}" ${text?.name}>`,
    `${indent}  ${text?.value}`,
    `${indent}</script>`,
  ].join('\n');
}

function startOf({ localName, attributes }: Element, indent: string): string {
  const written = [...attributes].map(({ name, value }) =>
    value ? `${name}="${escaped(value)}"` : name,
  );
  const line = ['', ...written].join(' ');
  if (localName !== 'klarna-checkout') return `<${localName}${line}>`;
  return `<${localName}\n${written.map((one) => `${indent}  ${one}\n`).join('')}${indent}>`;
}

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
