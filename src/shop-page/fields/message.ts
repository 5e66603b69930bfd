/** The text that tells the shopper what is wrong with an input of the shop's form. */

const CLASS = 'klarna-field-message';

/**
 * The text inherits the page's own colour, which is readable on whatever background the page has: many
 * dark pages do not say `color-scheme`, so that `light-dark()` would guess wrong. Forced colours apply to
 * it and to the bar by themselves. The bar's red keeps 3 : 1 on black and on white. `:where` leaves
 * every rule of the shop stronger. In a grid or a row that wraps it has a line of its own.
 */
const CSS = `:where(.${CLASS}){display:block;inline-size:100%;box-sizing:border-box;grid-column:1/-1;margin-block:.25em .75em;padding-inline-start:.5em;border-inline-start:.2em solid #e53935}`;

let sheet: CSSStyleSheet | undefined;
let count = 0;

/** Puts a message after the control, or after the last of those that share it. */
export function placeMessage(control: HTMLElement, text: string): HTMLElement {
  const message = document.createElement('span');
  message.className = CLASS;
  // Keeps its full stop at its end in a page that is written from the other side.
  const sentence = document.createElement('bdi');
  sentence.textContent = text;
  message.append(sentence);
  const root = control.getRootNode() as Document | ShadowRoot;
  // Another copy of this code may count as well. No id that begins with klarna-: those are Klarna's own.
  do message.id = `message-${CLASS}-${(count += 1)}`;
  while (root.querySelector(`#${message.id}`));
  placeFor(control).after(message);
  adopt(root);
  return message;
}

/** The node after which a message about this control may stand. */
function placeFor(control: HTMLElement): Element {
  let place: Element = control.closest('label') ?? control;
  // A radio's label mostly follows it, and styles of the page may count on that.
  for (
    let next = place.nextElementSibling;
    next instanceof HTMLLabelElement && next.control === control;
    next = next.nextElementSibling
  )
    place = next;
  for (
    let parent = place.parentElement;
    parent && !parent.matches('form,fieldset') && hasNoPlace(parent);
    parent = parent.parentElement
  )
    place = parent;
  // After those of other controls of the same row.
  while (place.nextElementSibling?.matches(`.${CLASS}`)) place = place.nextElementSibling;
  return place;
}

/** Between the parts of a table or a list nothing else may stand, and in a row it would stand beside its control. */
function hasNoPlace(parent: Element): boolean {
  if (parent.matches('table,thead,tbody,tfoot,tr,ul,ol,dl')) return true;
  const { display, flexDirection, flexWrap } = getComputedStyle(parent);
  return display.endsWith('flex') && flexDirection.startsWith('row') && flexWrap === 'nowrap';
}

/** The message is readable without it as well, so a page that refuses it is left alone. */
function adopt(root: Document | ShadowRoot): void {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  } catch {
    // Detached from any document, of another document, or an engine before constructable sheets.
  }
}
