/** One control of the shop's form: whether the shopper sees it, and what it holds. */
import type { Readings } from './readings.js';

/** What the shopper cannot see may hold what an earlier choice left in it. */
export function isRendered(node: Element): boolean {
  // Missing before Safari 17.4.
  const { checkVisibility } = node as Partial<Element>;
  const isDrawn = checkVisibility
    ? checkVisibility.call(node, { visibilityProperty: true })
    : node.getClientRects().length > 0;
  if (isDrawn) return true;
  // A custom element may have no box of its own.
  const parent = node.parentElement;
  return parent !== null && getComputedStyle(node).display === 'contents' && isRendered(parent);
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

/** The value, and what the shopper reads in its place: many selects have numbers for values. */
export function readingsOf(control: Element): Readings {
  const text = control instanceof HTMLSelectElement ? control.selectedOptions[0]?.text : '';
  return [valueOf(control), text?.trim() ?? ''];
}
