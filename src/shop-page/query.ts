/** Selectors that the shop writes into attributes: they may be anything. */

/** What `selector` names in the same tree as `near`, or in the document; null also where it is no selector. */
export function query(selector: string, near: Element): Element | null {
  try {
    const root = near.getRootNode() as Document | ShadowRoot;
    return root.querySelector(selector) ?? document.querySelector(selector);
  } catch {
    return null;
  }
}
