/** Data that a server renders into the page: `<script type="application/json" data-…>` inside the element. */

export type JsonChild =
  | { readonly type: 'none' }
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'invalid'; readonly cause: unknown };

const parsed = new WeakMap<Element, { readonly text: string; readonly child: JsonChild }>();

/** Reads it anew whenever its text has changed. */
export function readJsonChild(host: Element, attribute: string): JsonChild {
  const script = host.querySelector(`:scope > script[type="application/json"][${attribute}]`);
  if (!script) return { type: 'none' };
  const text = script.textContent;
  const known = parsed.get(script);
  if (known?.text === text) return known.child;
  const child = parse(text);
  parsed.set(script, { text, child });
  return child;
}

function parse(text: string): JsonChild {
  try {
    return { type: 'value', value: JSON.parse(text) as unknown };
  } catch (cause) {
    return { type: 'invalid', cause };
  }
}
