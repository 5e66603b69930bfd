/** Selectors that the shop writes into attributes: they may be anything. */

/** All that `selector` names in the same tree as `near`, or in the document; empty also where it is no selector. */
export function queryAll(selector: string, near: Element): readonly Element[] {
  try {
    const root = near.getRootNode() as Document | ShadowRoot;
    const found = root.querySelectorAll(selector);
    const isAll = found.length > 0 || root === document;
    return Array.from(isAll ? found : document.querySelectorAll(selector));
  } catch {
    return [];
  }
}

/** The first of them, or null. */
export const query = (selector: string, near: Element): Element | null =>
  queryAll(selector, near)[0] ?? null;

/** `Element.matches`, false where the selector is none. */
export function matches(node: Element, selector: string): boolean {
  try {
    return node.matches(selector);
  } catch {
    return false;
  }
}
