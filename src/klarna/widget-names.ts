/**
 * Which names of Klarna's widgets are in use on this page.
 *
 * Klarna names a frame by its category: a second container of the same category takes the frame of the first one away,
 * and its answer with it. So the second element loads under an `instance_id` of its own. All copies of this code on a
 * page share this state.
 */

interface SharedNames {
  /** The element that loads a category under its plain name. */
  readonly owners: Map<string, object>;
  /** Source of instance ids. */
  instances: number;
}

const KEY = Symbol.for('klarna-checkout.widget-names.1');

function shared(): SharedNames {
  const page = globalThis as { [KEY]?: SharedNames | undefined };
  return (page[KEY] ??= { owners: new Map(), instances: 0 });
}

/** Returns the id of the frame that Klarna creates for a name. */
const frameOf = (category: string): HTMLElement | null =>
  document.getElementById(`klarna-${category.toLowerCase().replaceAll('_', '-')}-main`);

export class WidgetNames {
  readonly #instances = new Map<string, string>();

  /**
   * The `instance_id` under which to load this category, undefined for the plain name. The same until
   * {@link release}.
   */
  take(category: string, container: HTMLElement): string | undefined {
    // Where the session names no category, Klarna uses a name that cannot be predicted.
    if (!category) return undefined;
    const { owners } = shared();
    const owner = owners.get(category);
    const frame = frameOf(category);
    const isFree = owner === this || (!owner && (!frame || container.contains(frame)));
    if (isFree && !this.#instances.has(category)) {
      owners.set(category, this);
      return undefined;
    }
    const instance =
      this.#instances.get(category) ?? `klarna-checkout-${(shared().instances += 1)}`;
    this.#instances.set(category, instance);
    return instance;
  }

  /** The `instance_id` of a category that this element has loaded, if it has one. */
  get(category: string): string | undefined {
    return this.#instances.get(category);
  }

  /** The widgets are gone from the page. */
  release(): void {
    const { owners } = shared();
    for (const [category, owner] of owners) if (owner === this) owners.delete(category);
    this.#instances.clear();
  }
}
