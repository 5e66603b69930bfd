/** Reads XML into a small tree. Namespace-aware; a DOCTYPE is refused, and so nothing can be expanded. */
import { SaxesParser } from 'saxes';

export interface ReadElement {
  readonly name: string;
  readonly namespace: string;
  readonly children: readonly ReadElement[];
  /** The element's own text, trimmed. Always a string: request ids and codes are no numbers. */
  readonly text: string;
}

interface Growing {
  name: string;
  namespace: string;
  children: Growing[];
  text: string;
}

const MAX_DEPTH = 32;

/** Throws for anything that is not one well-formed document. */
export function readXml(text: string): ReadElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: Growing[] = [];
  let root: Growing | undefined;
  const append = (part: string) => {
    const current = open.at(-1);
    if (current) current.text += part;
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('A DOCTYPE is not allowed.');
  });
  parser.on('opentag', ({ local, uri }) => {
    if (open.length >= MAX_DEPTH) throw new Error('The document is nested too deeply.');
    const element: Growing = { name: local, namespace: uri, children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed) closed.text = closed.text.trim();
  });
  parser.write(text).close();
  if (!root) throw new Error('There is no element.');
  return root;
}
