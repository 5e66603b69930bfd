/** What the document around the element says: whether it is complete, where it goes on, in which language it is. */
import { afterThisTask } from '../task.js';

/** The children of an element that the parser has just opened are not there yet. */
export function documentParsed(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }),
  );
}

/**
 * How to wait between the steps of a start. While the page loads, each step gets a task of its own: everybody else
 * needs the main thread too, and nothing is there yet that could move. On a page that is complete all steps are one,
 * and what they draw comes into the same frame as what the shop draws around it.
 */
export const pacing = (): (() => Promise<void>) =>
  document.readyState === 'complete' ? () => Promise.resolve() : () => new Promise(afterThisTask);

/** The host of the shadow root around a node. */
export const hostAround = (node: Node): Element | undefined =>
  (node.getRootNode() as Partial<ShadowRoot>).host;

/** The nearest `lang`, looked for through shadow roots, or the browser's own. */
export function languageAround(element: Element): string {
  for (let node: Element | undefined = element; node; node = hostAround(node)) {
    const found = node.closest('[lang]:not([lang=""])');
    if (found) return found.getAttribute('lang') ?? '';
  }
  return navigator.language;
}
