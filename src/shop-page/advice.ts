/** Advice for the shop's developers, in the console alone: the purchase works all the same. */
import { shadowHostOf } from '../shadow-host.js';

export const READ_UNASKED =
  'The form was read or sent by a script before Klarna was asked, so its token is empty. ' +
  'If this was the order: `await checkout.authorize()` first, and send the form when the outcome is `approved`.';

export const FORM_ELSEWHERE =
  'The form is in another shadow tree than the element, so it cannot get the token. ' +
  'Put both into the same tree, or take the token from `klarna-authorized`.';

/** @returns a function that prints a sentence the first time that it is called with it */
export function adviseOnce(): (sentence: string) => void {
  const printed = new Set<string>();
  return (sentence) => {
    if (printed.has(sentence)) return;
    printed.add(sentence);
    console.warn(`<klarna-checkout>: ${sentence}`);
  };
}

/** Whether there is a form that would be the element's if no shadow root stood between them. */
export function isFormElsewhere(element: Element): boolean {
  const id = element.getAttribute('form');
  for (let host = shadowHostOf(element); host; host = shadowHostOf(host)) {
    const root = host.getRootNode() as Document | ShadowRoot;
    if (id === null ? host.closest('form') : root.getElementById(id)) return true;
  }
  return false;
}
