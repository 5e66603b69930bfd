/**
 * Locks the page while Klarna decides, and restores it exactly as it was.
 *
 * What is made inert are the siblings on the way from what must stay usable up to the lock's root:
 * never those nodes themselves, never Klarna's own, never what is added to the page later.
 */

import { shadowHostOf } from '../shadow-host.js';

/** Klarna's frames and overlays, anywhere in the page. */
const KLARNA = '[id^="klarna-"]';

/** Locks `root` around `kept`; without a root nothing is locked. @returns a function that unlocks */
export function lockPage(root: Element | null, kept: readonly Element[]): () => void {
  if (!root) return () => undefined;
  const locked = new Set(siblingsOnTheWay(root, kept));
  for (const node of locked) node.toggleAttribute('inert', true);

  // What the page itself does with these attributes meanwhile is its own decision, and stays.
  const observer = new MutationObserver((changes) => forget(locked, changes));
  observer.observe(root, { subtree: true, attributeFilter: ['inert'] });

  return () => {
    forget(locked, observer.takeRecords());
    observer.disconnect();
    for (const node of locked) node.removeAttribute('inert');
    locked.clear();
  };
}

function forget(locked: Set<Element>, changes: readonly MutationRecord[]): void {
  for (const { target } of changes) locked.delete(target as Element);
}

function siblingsOnTheWay(root: Element, kept: readonly Element[]): Element[] {
  const isKept = (node: Element): boolean => kept.some((other) => containsDeep(node, other));
  if (!isKept(root)) return root.hasAttribute('inert') ? [] : [root];
  const found: Element[] = [];
  const visit = (parent: Element): void => {
    // A shadow root on the way has siblings too; one beside the way only draws what is slotted through it.
    const { shadowRoot } = parent;
    const isOnTheWay = shadowRoot && kept.some((other) => containsDeep(shadowRoot, other));
    for (const node of [...parent.children, ...(isOnTheWay ? shadowRoot.children : [])]) {
      if (node.matches(KLARNA)) continue;
      if (!isKept(node)) {
        if (!node.hasAttribute('inert')) found.push(node);
      } else if (!kept.includes(node)) visit(node);
    }
  };
  if (!kept.includes(root)) visit(root);
  return found;
}

/** `contains` that also sees through shadow roots. */
function containsDeep(node: Node, other: Element): boolean {
  for (let inner: Element | undefined = other; inner; inner = shadowHostOf(inner))
    if (node.contains(inner)) return true;
  return false;
}
