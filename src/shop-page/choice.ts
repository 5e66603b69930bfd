/** The shop's own list of payment methods: the one control of it that stands for Klarna. */

import { query } from './query.js';

export type ChoiceControl = HTMLInputElement | HTMLOptionElement;

const isControl = (node: Element | null): node is ChoiceControl =>
  node instanceof HTMLOptionElement ||
  (node instanceof HTMLInputElement && /^(radio|checkbox)$/.test(node.type));

/** The control that `selector` names in the same tree as `near`, or in the document. */
export function findChoice(selector: string, near: Element): ChoiceControl | undefined {
  const found = query(selector, near);
  return isControl(found) ? found : undefined;
}

export const isChosen = (control: ChoiceControl): boolean =>
  control instanceof HTMLOptionElement ? control.selected : control.checked;

/** Radios do not say when they lose their place to another one: the whole tree is listened to. */
export function onChoice(control: ChoiceControl, changed: () => void, signal: AbortSignal): void {
  const root = control.getRootNode();
  root.addEventListener('change', changed, { signal });
  // A reset changes the controls after its event, and after the microtasks of a real click.
  root.addEventListener('reset', () => setTimeout(changed), { signal });
}

/** Klarna cannot be chosen now; focus goes to what can. The result gives the choice back. */
export function leaveChoice(control: ChoiceControl): () => void {
  const wasDisabled = control.disabled;
  control.disabled = true;
  focusGroup(control);
  return () => {
    control.disabled = wasDisabled;
  };
}

/** Focus on the payment list: the first other method of the same group. */
export function focusGroup(control: ChoiceControl): void {
  if (control instanceof HTMLOptionElement) {
    control.closest('select')?.focus();
    return;
  }
  const root = control.getRootNode() as Document | ShadowRoot;
  const group = `input[type="${control.type}"][name="${CSS.escape(control.name)}"]:enabled`;
  Array.from(root.querySelectorAll<HTMLInputElement>(group))
    .find((input) => input !== control && input.form === control.form)
    ?.focus();
}
