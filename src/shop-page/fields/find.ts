/** Which controls hold what Klarna asks for, and whether the shopper can see them. */
import { isHidden, isShown, labelOf, typeOf, type Sight } from './control.js';
import { checkGiven } from './given.js';
import { guessName, nameOf } from './meaning.js';
import { isFieldName, isPlace, type FieldName } from './names.js';
import type { FieldPreset } from './presets.js';
import { lookUpIn, select } from './select.js';

/** Where the fields are. */
export interface FieldSource {
  readonly form: HTMLFormElement | null;
  /** Selectors are looked up in the tree of this element. */
  readonly near: Element;
  /** What the shop says of its fields: each a preset's name, an object of selectors, or nothing. */
  readonly given: readonly unknown[];
  /** Kept by whoever looks twice in one task, between which nothing changes. */
  readonly look?: Look;
}

/** What was found out about nodes of the page. */
export interface Look {
  readonly meanings: Map<Element, Meaning>;
  readonly seen: Sight;
}

export const newLook = (): Look => ({ meanings: new Map(), seen: new Map() });

interface Meaning {
  /** As `data-klarna-field` says. */
  readonly said: string | null;
  readonly name: string | undefined;
  readonly guess: FieldName | undefined;
}

/** What holds one of Klarna's fields, mostly one control. Form-associated custom elements are controls too. */
export interface Field {
  readonly name: FieldName;
  /** Several are read one after the other, as one text. */
  readonly controls: readonly HTMLElement[];
  /** Named by `fields` or `data-klarna-field`, which win over everything else. */
  readonly isExplicit: boolean;
}

export interface Found {
  readonly fields: readonly Field[];
  /** Whether the page says of any control what it holds. */
  readonly isMarked: boolean;
  /** For developers; names of controls only, never what they hold. */
  readonly warnings: readonly string[];
}

/** Types of what is never read: what is secret, a file, or no input at all. */
const IGNORED = /^(password|file|submit|reset|button|output|fieldset)$/;

/**
 * All controls of known meaning that are enabled and shown: those that selectors name, then the rest in tree order.
 *
 * @param isWanted - which of them, by the name of what they hold
 */
export function findFields(
  source: FieldSource,
  isWanted: (name: string) => boolean = () => true,
): Found {
  const { form, near, look = newLook() } = source;
  const { seen } = look;
  const warnings: string[] = [];
  const { preset, selectors } = checkGiven(source.given, warnings);
  const fields: Field[] = [];
  // Taken only where there is nothing better: what the shop has locked as a whole, and what is guessed.
  const locked: Field[] = [];
  const guesses: Field[] = [];
  const taken = new Set<Element>();
  const add = (field: Field, isGuess = false): void => {
    const isLocked = field.controls.some((control) => isLockedFor(near, control));
    (isLocked ? locked : isGuess ? guesses : fields).push(field);
    for (const control of field.controls) taken.add(control);
  };
  const elements = form ? elementsOf(form) : [];
  let around: readonly HTMLElement[] | undefined;
  const inPage = (): readonly HTMLElement[] => (around ??= controlsAround(near));
  const places = [lookUpIn(() => elements), lookUpIn(inPage)];
  for (const [name, selector] of selectors) {
    const controls = isWanted(name)
      ? select(places, selector, (one) => isUsable(one, seen, true))
      : [];
    if (!controls) warnings.push(`fields: "${selector}" is no selector`);
    else if (controls.length > 0) add({ name, controls, isExplicit: true });
  }
  let isMarked = selectors.length > 0;
  for (const control of form || !preset ? elements : inPage()) {
    if (taken.has(control)) continue;
    const { said, name, guess } = meaningOf(control, preset, look);
    const isExplicit = said !== null;
    if (isExplicit && !isFieldName(name ?? '')) {
      warnings.push(`${labelOf(control)}: "${said}" is no field of Klarna`);
      continue;
    }
    isMarked ||= name !== undefined;
    const known = name ?? guess;
    if (known === undefined || !isWanted(known) || !isUsable(control, seen, isExplicit, preset))
      continue;
    add({ name: known as FieldName, controls: [control], isExplicit }, name === undefined);
  }
  if (!fields.some(({ name }) => isPlace(name))) fields.push(...locked);
  fields.push(...guesses.filter((guess) => !fields.some(({ name }) => name === guess.name)));
  return { fields, isMarked, warnings };
}

function meaningOf(control: Element, preset: FieldPreset | undefined, { meanings }: Look): Meaning {
  const known = meanings.get(control);
  if (known) return known;
  const said = control.getAttribute('data-klarna-field');
  const name = said === null ? nameOf(control, preset) : said.trim();
  const guess = name === undefined ? guessName(control) : undefined;
  const meaning = { said, name, guess };
  meanings.set(control, meaning);
  return meaning;
}

/**
 * Whether the shop has disabled a fieldset around a control. One around the checkout as well says that the shop is at
 * work: what was entered there belongs to the purchase.
 */
function isLockedFor(near: Element, control: Element): boolean {
  for (
    let set = control.closest('fieldset:disabled');
    set;
    set = set.parentElement?.closest('fieldset:disabled') ?? null
  )
    if (set.hasAttribute('disabled') && !set.contains(near)) return true;
  return false;
}

/** Not form.elements: an input with name="elements" would stand in front of it. */
const elementsOf = (form: HTMLFormElement): readonly HTMLElement[] =>
  Array.from(
    Reflect.get(HTMLFormElement.prototype, 'elements', form) as HTMLCollectionOf<HTMLElement>,
  );

/** In the tree of a node, then in the document. */
const controlsAround = (near: Element): readonly HTMLElement[] =>
  [...new Set([near.getRootNode() as Document | ShadowRoot, document])].flatMap((root) =>
    Array.from(root.querySelectorAll<HTMLElement>('input,select,textarea')),
  );

/** Whether it can be read: a hidden input where it was named, in a preset where the shopper sees its place. */
function isUsable(
  control: Element,
  seen: Sight,
  isExplicit: boolean,
  preset?: FieldPreset,
): boolean {
  if (control.hasAttribute('disabled') || IGNORED.test(typeOf(control))) return false;
  if (!isHidden(control)) return isShown(control, seen);
  const place = control.parentElement;
  return isExplicit || (preset !== undefined && place !== null && isShown(place, seen));
}

/** The fields of this name, those named by `fields` or `data-klarna-field` first. */
export const fieldsFor = (fields: readonly Field[], wanted: string): readonly Field[] =>
  fields
    .filter(({ name }) => name === wanted)
    .sort((a, b) => Number(b.isExplicit) - Number(a.isExplicit));

/** A page that asks only once where somebody lives, whatever it calls that, means both addresses with it. */
export const hasOneAddress = (fields: readonly Field[]): boolean =>
  !['billing', 'shipping'].every((scope) =>
    fields.some(({ name }) => name.startsWith(scope) && isPlace(name)),
  );
