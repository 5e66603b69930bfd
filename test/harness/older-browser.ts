/** Makes the page's browser an older one: takes away what `window.lacks` names, before any other script runs. */
import type { Lacks } from '../../tools/test-server/older-browser.js';

declare global {
  interface Window {
    readonly lacks: Lacks;
  }
}

const { globals, selectors, hasLightDark, hasDashedStates } = window.lacks;

/** A member of an object, or a global, whatever its name. */
type Any = Record<string, unknown> | undefined;
const page = window as unknown as Record<string, Any>;

// The frame of a test has no history of its own that these would change.
for (const { owner, member } of globals) {
  if (member === undefined) Reflect.deleteProperty(page, owner);
  else {
    const type = page[owner];
    for (const of of [type, type?.['prototype']])
      if (of instanceof Object) Reflect.deleteProperty(of, member);
  }
}

const names = selectors.filter((name) => /^[a-z-]+$/.test(name)).join('|');
const unknown = new RegExp(String.raw`:(?=(?:${names})\b(?!-))`, 'g');
/** The text as the older browser reads it: what it does not know is unknown to this one too. */
const older = (text: string): string => {
  const known = text.replaceAll(unknown, ':unknown-');
  return hasLightDark ? known : known.replaceAll('light-dark(', 'unknown(');
};

/** The platform's own function is given its first argument as the older browser reads it. */
function read(owner: object, name: string): void {
  const native = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
  Reflect.set(owner, name, function (this: unknown, text: string, ...rest: unknown[]) {
    return native.call(this, older(text), ...rest);
  });
}

for (const name of ['matches', 'closest', 'querySelector', 'querySelectorAll'])
  read(Element.prototype, name);
for (const { prototype } of [Document, DocumentFragment])
  for (const name of ['querySelector', 'querySelectorAll']) read(prototype, name);
for (const name of ['replaceSync', 'replace']) read(CSSStyleSheet.prototype, name);
const supports = CSS.supports.bind(CSS);
CSS.supports = (...texts: [string, string?]) =>
  supports(...(texts.map((text) => text && older(text)) as [string]));

if (hasDashedStates) {
  const { prototype } = CustomStateSet;
  const add = Reflect.get(prototype, 'add');
  prototype.add = function (name) {
    if (!name.startsWith('--'))
      throw new DOMException(`${name} must start with "--"`, 'SyntaxError');
    return add.call(this, name);
  };
}
