/** Shows the shopper which of the shop's own inputs Klarna could not accept. */
import { borrow, borrowId } from './attribute.js';
import { isChoice, isHidden, valueOf } from './control.js';
import { fieldsFor, findFields, hasOneAddress, type Field } from './find.js';
import { placeMessage } from './message.js';
import { isKlarnas, PIECES } from './names.js';

/** Inputs that are marked now. A mark goes when one of its inputs is edited. */
export interface Marks {
  /** Klarna's names that no input on the page stands for. */
  readonly unmatched: readonly string[];
  /** The first marked input in tree order, for focus. */
  readonly first: HTMLElement | undefined;
  /** Takes all marks off and leaves the page as it was before. */
  readonly clear: () => void;
}

/** What takes the present mark off an input, so that a second one does not take it for the page's own. */
const unmark = new WeakMap<HTMLElement, () => void>();

/**
 * Marks the inputs that Klarna names, such as `billing_address.email`, by `aria-invalid` and a message
 * after the input.
 *
 * @param form - null where the element has no form: nothing matches then
 * @param message - what to tell the shopper about an input
 */
export function markInvalid(
  form: HTMLFormElement | null,
  names: readonly string[],
  message: string,
): Marks {
  const fields = form ? findFields(form).fields : [];
  const unmatched: string[] = [];
  // One message an input, also where it stands for several of Klarna's fields.
  const targets = new Map<HTMLElement, readonly HTMLElement[]>();
  for (const name of new Set(names)) {
    const controls = controlsFor(fields, name);
    const last = controls.at(-1);
    if (last) targets.set(last, controls);
    else unmatched.push(name);
  }
  const clears = [...targets].map(([last, controls]) =>
    mark(controls, placeMessage(last, message)),
  );
  const marked = [...targets.values()].flat();
  return {
    unmatched,
    first: fields.find(({ control }) => marked.includes(control))?.control,
    clear: () => clears.forEach((clear) => clear()),
  };
}

/** The inputs that stand for one of Klarna's fields: mostly one, three for a split date of birth. */
function controlsFor(fields: readonly Field[], name: string): readonly HTMLElement[] {
  if (!isKlarnas(name)) return [];
  const [block = '', part = ''] = name.split('.');
  const other = block === 'billing_address' ? 'shipping_address' : 'billing_address';
  const blocks = block !== 'customer' && hasOneAddress(fields) ? [block, other] : [block];
  for (const candidate of blocks)
    for (const parts of [part, PIECES[part] ?? '']) {
      const found = parts.split(' ').flatMap((piece) => inputsOf(fields, `${candidate}.${piece}`));
      if (found.length > 0) return found;
    }
  return [];
}

/** The one input that is read for this part; all of them where it is a choice of several. */
function inputsOf(fields: readonly Field[], name: string): readonly HTMLElement[] {
  const found = fieldsFor(fields, name)
    .map(({ control }) => control)
    .filter((control) => !isHidden(control));
  const winner = found.find(valueOf) ?? found[0];
  if (!winner) return [];
  return isChoice(winner) ? found.filter(isChoice) : [winner];
}

/** Marks inputs that share one message; call the result to take the mark off. */
function mark(controls: readonly HTMLElement[], message: HTMLElement): () => void {
  for (const control of controls) unmark.get(control)?.();
  const restores = controls.flatMap((control) => [
    borrow(control, 'aria-invalid', 'true'),
    borrowId(control, 'aria-describedby', message.id),
  ]);
  const edits = new AbortController();
  const clear = (): void => {
    // A later mark on the same input is not this one's to clear.
    if (edits.signal.aborted) return;
    edits.abort();
    message.remove();
    for (const restore of restores) restore();
  };
  for (const control of controls) {
    unmark.set(control, clear);
    for (const type of ['input', 'change'])
      control.addEventListener(type, clear, { signal: edits.signal });
  }
  return clear;
}
