/** Shows the shopper which of the shop's own inputs Klarna could not accept. */
import { borrow, borrowId } from './attribute.js';
import { faceOf, isChoice, isHidden, valueOf } from './control.js';
import { fieldsFor, findFields, hasOneAddress, type Field, type FieldSource } from './find.js';
import { placeMessage } from './message.js';
import { isKlarnas, PIECES, type Block } from './names.js';
import { readFields, type FieldsRead, type ReadOptions } from './read.js';

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
 * @param message - what to tell the shopper about an input
 */
export function markInvalid(
  source: FieldSource,
  options: ReadOptions,
  names: readonly string[],
  message: string,
): Marks {
  const { fields } = findFields(source);
  const { purchase } = readFields(source, options);
  const unmatched: string[] = [];
  // One message per input, also where it stands for several of Klarna's fields.
  const targets = new Map<HTMLElement, readonly HTMLElement[]>();
  for (const name of new Set(names)) {
    const controls = controlsFor(fields, name, purchase);
    const last = controls.at(-1);
    if (last) targets.set(last, controls);
    else unmatched.push(name);
  }
  const clears = [...targets].map(([last, controls]) =>
    mark(controls, placeMessage(last, message)),
  );
  const [first, ...others] = [...targets.values()].flat();
  return {
    unmatched,
    first: first && faceOf(others.reduce(earlier, first)),
    clear: () => clears.forEach((clear) => clear()),
  };
}

const earlier = (one: HTMLElement, other: HTMLElement): HTMLElement =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? other : one;

/**
 * The inputs that stand for one of Klarna's fields: mostly one, three for a split date of birth. None where the
 * shopper has filled them in and it was not understood: that is no mistake of theirs.
 */
function controlsFor(
  fields: readonly Field[],
  name: string,
  read: FieldsRead['purchase'],
): readonly HTMLElement[] {
  if (!isKlarnas(name)) return [];
  const [block = '', part = ''] = name.split('.');
  const other = block === 'billing_address' ? 'shipping_address' : 'billing_address';
  const blocks = block !== 'customer' && hasOneAddress(fields) ? [block, other] : [block];
  for (const candidate of blocks as readonly Block[])
    for (const parts of [part, PIECES[part] ?? '']) {
      const found = parts.split(' ').flatMap((piece) => inputsOf(fields, `${candidate}.${piece}`));
      if (found.length === 0) continue;
      const isRead = part in (read[candidate] ?? {});
      const isFilled =
        found.some(valueOf) && found.every((control) => isChoice(control) || valueOf(control));
      return isFilled && !isRead && TRANSLATED.test(part) ? [] : found;
    }
  return [];
}

/** What Klarna wants in another form than the shopper sees it in. */
const TRANSLATED = /^(?:country|region|date_of_birth|gender)$/;

/** The inputs that are read for this part; all of them where it is a choice of several. */
function inputsOf(fields: readonly Field[], name: string): readonly HTMLElement[] {
  const found = fieldsFor(fields, name)
    .map(({ controls }) => controls.filter((control) => !isHidden(control)))
    .filter((controls) => controls.length > 0);
  const winner = found.find((controls) => controls.some(valueOf)) ?? found[0];
  if (!winner) return [];
  return winner.some(isChoice) ? found.flat().filter(isChoice) : winner;
}

/** Marks inputs that share one message. @returns a function that removes the mark */
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
