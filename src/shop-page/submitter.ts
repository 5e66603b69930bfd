/** Which of the shop's buttons pay. */
import { PAY_SLOT } from '../slots.js';
import { matches } from './query.js';

/** Submit buttons with another meaning than paying: vouchers, "update cart", the closing of a dialog. */
const OTHER_SUBMITS =
  '[formnovalidate], [formaction], [formmethod="dialog" i], [data-klarna-ignore]';

type SubmitButton = HTMLButtonElement | HTMLInputElement;

const isSubmitButton = (control: Element): control is SubmitButton =>
  control.matches('button, input') && /^(submit|image)$/.test((control as HTMLInputElement).type);

/** @param selector - of the attribute `submitter`; undefined: all submit buttons that do not say otherwise */
export const isPayingSubmitter = (button: Element, selector: string | undefined): boolean =>
  selector === undefined ? !button.matches(OTHER_SUBMITS) : matches(button, selector);

/** Whether a button is the own one of a checkout, of whichever of the page, and none of the shop's. */
export const isPayButton = ({ slot }: Element): boolean => slot === PAY_SLOT;

/** Whether the form has a submit button of the shop's that pays. */
export const hasPayButton = (form: HTMLFormElement, selector: string | undefined): boolean =>
  Array.from(form.elements).some(
    (control) =>
      !isPayButton(control) && isSubmitButton(control) && isPayingSubmitter(control, selector),
  );

/**
 * The button that sends `form` as `pressed` would have: that one, or the one that the page has drawn in its place, with
 * the same name and value.
 *
 * @param isPaying - whether a button pays
 */
export function presentButton(
  form: HTMLFormElement,
  pressed: HTMLElement,
  isPaying: (button: HTMLElement) => boolean,
): SubmitButton | undefined {
  const { name, value } = pressed as SubmitButton;
  return [pressed, ...Array.from(form.elements)]
    .filter(isSubmitButton)
    .find(
      (button) =>
        button.form === form &&
        button.matches(':enabled') &&
        button.name === name &&
        button.value === value &&
        (button === pressed || ![button, pressed].some(isPayButton)) &&
        isPaying(button),
    );
}

/**
 * The element that `selector` names under a click and that sends no form of its own accord: a button outside the
 * form, a link, `role=button`. A submit button of `form` is left to the submit event, and what is inside `host`, the
 * checkout itself, is none of the shop's.
 */
export function outsideSubmitter(
  event: Event,
  selector: string,
  form: HTMLFormElement | null,
  host: HTMLElement,
): HTMLElement | undefined {
  const path = event.composedPath();
  if (path.includes(host)) return undefined;
  for (const node of path) {
    if (!(node instanceof HTMLElement) || !matches(node, selector)) continue;
    const isSubmit = isSubmitButton(node) && node.form !== null && node.form === form;
    return isSubmit ? undefined : node;
  }
  return undefined;
}
