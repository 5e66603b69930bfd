/** One control of the shop's form: whether the shopper sees it, and its value. */
import type { Readings } from './readings.js';

/** Which of the nodes around controls are closed, found out once for all of them. */
export type Sight = Map<Element, boolean>;

/** What the shopper cannot see may hold what an earlier choice left in it. */
export const isShown = (control: Element, seen: Sight = new Map()): boolean =>
  isRendered(control) ? !isClosed(control.parentElement, seen) : standIns(control).some(isRendered);

function isRendered(node: Element): boolean {
  // Missing before Safari 17.4.
  const { checkVisibility } = node as Partial<Element>;
  const isDrawn = checkVisibility
    ? // The second is the older name of the first: before Chrome 121, Firefox 122.
      checkVisibility.call(node, { visibilityProperty: true, checkVisibilityCSS: true })
    : node.getClientRects().length > 0 && getComputedStyle(node).visibility === 'visible';
  if (isDrawn) return true;
  // A custom element may have no box of its own.
  const parent = node.parentElement;
  return parent !== null && getComputedStyle(node).display === 'contents' && isRendered(parent);
}

/** A section that was closed by taking its height away. */
function isClosed(node: Element | null, seen: Sight): boolean {
  if (!node) return false;
  const known = seen.get(node);
  if (known !== undefined) return known;
  const isClosedItself =
    node.clientHeight === 0 && /hidden|clip/.test(getComputedStyle(node).overflowY);
  const is = isClosedItself || isClosed(node.parentElement, seen);
  seen.set(node, is);
  return is;
}

/** What the shopper sees in place of a hidden control: labels made to buttons, a styled list with the chosen text. */
function standIns(control: Element): readonly Element[] {
  if (isChoice(control)) return Array.from(control.labels ?? []);
  const text = control instanceof HTMLSelectElement && textOf(control);
  if (!text) return [];
  return Array.from(control.parentElement?.children ?? []).filter(
    (node) => !node.matches('label,input,select,textarea') && node.textContent.includes(text),
  );
}

/** What can have the focus: the control itself, or what is shown in its place. */
export function faceOf(control: HTMLElement): HTMLElement {
  if (isRendered(control)) return control;
  const faces = standIns(control).flatMap((node) => [
    node,
    ...node.querySelectorAll('button,input,[tabindex]'),
  ]);
  const face = faces.find((node) => node instanceof HTMLElement && node.tabIndex >= 0);
  return (face as HTMLElement | undefined) ?? control;
}

/** How a warning names a control. */
export const labelOf = (control: Element): string =>
  `"${control.getAttribute('name') ?? control.id}"`;

/** The platform's `type`, also of selects, text areas and buttons; a custom element may have none. */
export const typeOf = (control: Element): string => String((control as { type?: unknown }).type);

export const isHidden = (control: Element): boolean => typeOf(control) === 'hidden';

/** Whether it is one of several to choose from. */
export const isChoice = (control: Element): control is HTMLInputElement =>
  /^(radio|checkbox)$/.test(typeOf(control));

/** What the control holds, trimmed; empty where it holds nothing. */
export function valueOf(control: Element): string {
  // Without a value of its own a checkbox holds "on", which says nothing.
  if (isChoice(control) && !(control.checked && control.hasAttribute('value'))) return '';
  const { value } = control as { readonly value?: unknown };
  return typeof value === 'string' ? value.trim() : '';
}

/** What the shopper reads of a select. */
const textOf = (select: HTMLSelectElement): string => select.selectedOptions[0]?.text.trim() ?? '';

/** The value, and what the shopper reads in its place: many selects have numbers for values. */
export const readingsOf = (control: Element): Readings => [
  valueOf(control),
  control instanceof HTMLSelectElement ? textOf(control) : '',
];
