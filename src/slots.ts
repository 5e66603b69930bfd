/** Slots in the shadow roots of the view, through which nodes of the light DOM are shown. */

/** Klarna's containers, in the widget part. */
export const WIDGET_SLOT = 'klarna-widget';

/** The element's own pay button. */
export const PAY_SLOT = 'klarna-pay';

/** No shadow root has it: what is assigned to it is never drawn. */
export const TOKEN_SLOT = 'klarna-token';

/** What elements of this page have put into these slots; a copy of such a node is not among it. */
const ours = new WeakSet<Element>();

/** Assigns a node that the element makes in the light DOM. */
export function assign<Node extends Element>(node: Node, slot: string): Node {
  node.slot = slot;
  ours.add(node);
  return node;
}

/**
 * Removes copies of such nodes from the children of `host`. `cloneNode`, `outerHTML`, a doubled section and the page
 * snapshots of libraries copy Klarna's frame, the pay button and the token's input too, and the copy belongs to nobody.
 */
export function removeCopies(host: Element): void {
  for (const node of host.querySelectorAll(':scope > [slot^="klarna-"]'))
    if (!ours.has(node)) node.remove();
}
