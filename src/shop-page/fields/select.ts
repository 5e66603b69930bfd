/** What the selectors name that the shop gives for a field. */
import { valueOf } from './control.js';

/** At the commas between selectors, not at those within `:is()` or a text. */
const COMMAS = /,(?![^([]*[)\]])/;

/** The controls of one place that a selector names. */
export type LookUp = (selector: string) => readonly HTMLElement[];

/**
 * One control for each of the selectors, in their order: of several the first that holds something. Undefined where
 * they are no selectors.
 *
 * @param places - the nearest first
 */
export function select(
  places: readonly LookUp[],
  selectors: string,
  isUsable: (control: Element) => boolean,
): readonly HTMLElement[] | undefined {
  try {
    return selectors.split(COMMAS).flatMap((selector) => {
      for (const lookUp of places) {
        const usable = lookUp(selector).filter(isUsable);
        const found = usable.find(valueOf) ?? usable[0];
        if (found) return found;
      }
      return [];
    });
  } catch {
    return undefined;
  }
}

/** An id or a name alone, which is what most shops go by. */
const SIMPLE = /^\s*(?:#([\w-]+)|\[name=(["']?)([^"']+)\2\])\s*$/;

/** Goes over the controls once for all ids and names: a walk over the page for each of them would take too long. */
export function lookUpIn(controls: () => readonly HTMLElement[]): LookUp {
  let index: Map<string, HTMLElement[]> | undefined;
  return (selector) => {
    const [, id, , name] = SIMPLE.exec(selector) ?? [];
    if (!id && !name) return controls().filter((one) => one.matches(selector));
    index ??= indexOf(controls());
    return index.get(id ? `#${id}` : `=${name}`) ?? [];
  };
}

function indexOf(controls: readonly HTMLElement[]): Map<string, HTMLElement[]> {
  const index = new Map<string, HTMLElement[]>();
  for (const control of controls)
    for (const key of [`#${control.id}`, `=${control.getAttribute('name')}`]) {
      const same = index.get(key);
      if (same) same.push(control);
      else index.set(key, [control]);
    }
  return index;
}
