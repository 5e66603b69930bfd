/** The document around the element: whether it is parsed, and its language. */
import { shadowHostOf } from '../shadow-host.js';
import { nextTask } from '../task.js';

/**
 * Resolves when the document is parsed: the children of an element that the parser has just opened are not there yet.
 * In a page that goes on loading afterwards, that is a task of its own: everybody else needs the main thread too.
 */
export function documentParsed(): Promise<void> {
  switch (document.readyState) {
    case 'loading':
      return new Promise((resolve) =>
        document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }),
      );
    case 'interactive':
      return nextTask();
    case 'complete':
      return Promise.resolve();
  }
}

/** The nearest `lang`, looked for through shadow roots, or the browser's own. */
export function languageAround(element: Element): string {
  for (let node: Element | undefined = element; node; node = shadowHostOf(node)) {
    const found = node.closest('[lang]:not([lang=""])');
    if (found) return found.getAttribute('lang') ?? '';
  }
  return navigator.language;
}
