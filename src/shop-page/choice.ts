/**
 * The control of the shop's own payment list that stands for Klarna.
 *
 * Lists are redrawn, moved and doubled, so nothing of them is kept: the control is looked up whenever it matters.
 */
import { queryAll } from './query.js';

const isInput = (node: Element): node is HTMLInputElement =>
  node instanceof HTMLInputElement && /^(radio|checkbox)$/.test(node.type);

const isFormControl = (node: Element): node is HTMLInputElement | HTMLOptionElement =>
  node instanceof HTMLOptionElement || isInput(node);

const isAriaControl = (node: Element): boolean =>
  node.hasAttribute('aria-checked') || node.hasAttribute('aria-selected');

/** What `selector` names in the tree of `near`, or in the document. */
export const findChoice = (selector: string, near: Element): readonly Element[] =>
  queryAll(selector, near).filter((node) => isFormControl(node) || isAriaControl(node));

export function isChosen(control: Element): boolean {
  if (control instanceof HTMLOptionElement) return control.selected;
  if (isInput(control)) return control.checked;
  // As attributes: Firefox has them as properties from 119.
  return control.matches('[aria-checked="true"], [aria-selected="true"]');
}

/** Marks the control of a method that cannot be chosen; the guides hide it with one CSS rule. */
const UNAVAILABLE = 'data-klarna-unavailable';

/**
 * Klarna cannot be chosen now: the control is taken out of the choice. A control of a framework's own is left as it is.
 *
 * @returns a function that lets it be chosen again
 */
export function disableChoice(control: Element): () => void {
  control.setAttribute(UNAVAILABLE, '');
  if (!isFormControl(control)) return () => control.removeAttribute(UNAVAILABLE);
  unchoose(control);
  const wasDisabled = control.disabled;
  control.disabled = true;
  return () => {
    control.removeAttribute(UNAVAILABLE);
    control.disabled = wasDisabled;
  };
}

/** Nothing of the list is chosen any more, so that the shop's own "choose a method" is said. */
export function unchoose(control: Element): void {
  if (!isFormControl(control) || !isChosen(control)) return;
  const field = isInput(control) ? control : control.closest('select');
  if (isInput(control)) control.checked = false;
  else if (field instanceof HTMLSelectElement) field.selectedIndex = -1;
  for (const type of ['input', 'change']) field?.dispatchEvent(new Event(type, { bubbles: true }));
}

/** Moves focus into the payment list, visibly: to the first other method of the same group. */
export function focusGroup(control: Element): void {
  const options = { focusVisible: true };
  if (control instanceof HTMLOptionElement) {
    control.closest('select')?.focus(options);
    return;
  }
  if (!isInput(control)) return;
  const root = control.getRootNode() as Document | ShadowRoot;
  const { type, name, form } = control;
  Array.from(root.querySelectorAll<HTMLInputElement>('input:enabled'))
    .find((one) => one !== control && one.type === type && one.name === name && one.form === form)
    ?.focus(options);
}

/** What a framework's own list, or a script, changes when another method is chosen. */
const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  attributeFilter: ['aria-checked', 'aria-selected', 'id', 'value'],
};

/**
 * Runs `changed` whenever the choice may be another one: after a change, click or reset anywhere in the trees of the
 * element and of the document, and, once per frame, after their nodes changed.
 */
export function onChoice(near: Element, changed: () => void, signal: AbortSignal): void {
  const trees = new Set<Node>([document, near.getRootNode()]);
  // jsdom has no frames.
  const nextFrame = 'requestAnimationFrame' in window ? requestAnimationFrame : setTimeout;
  let isWaiting = false;
  const observer = new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    nextFrame(() => {
      isWaiting = false;
      if (!signal.aborted) changed();
    });
  });
  for (const tree of trees) {
    tree.addEventListener('change', changed, { signal });
    // What a click or a reset changes is changed after its event.
    for (const type of ['click', 'reset'])
      tree.addEventListener(type, () => setTimeout(changed), { signal, capture: true });
    observer.observe(tree, OBSERVED);
  }
  signal.addEventListener('abort', () => observer.disconnect());
}
