/**
 * The places in which Klarna draws: one per category, in the light DOM of the document.
 *
 * Klarna looks its frames up with `document.getElementById`, which sees into no shadow root. So each
 * mount is a child of the outermost host, and slots carry it down through every shadow root to the widget
 * part. A mount is never moved or rendered again; when it is lost or spent a new one is made.
 */
import type { Fault } from '../errors.js';

/** Name of the slot in the widget part's own shadow root. */
export const WIDGET_SLOT = 'klarna-widget';

/** How mounts reach the widget part from the document's own tree. */
interface Way {
  /** Parent of the mounts. */
  readonly host: HTMLElement;
  /** Which of its slots they go into. */
  readonly slot: string;
  /** The slots that carry them further down; taken out again with the mounts. */
  readonly carriers: readonly HTMLSlotElement[];
}

export type Shown =
  | { readonly ok: true; readonly mount: HTMLElement }
  | { readonly ok: false; readonly fault: Fault };

let carried = 0;

export class Mounts {
  readonly #lost: () => void;
  readonly #mounts = new Map<string, HTMLElement>();
  #way: Way | undefined;
  #observer: MutationObserver | undefined;

  /** @param lost - called when the page took a mount, or a slot on its way, out of the document */
  constructor(lost: () => void) {
    this.#lost = lost;
  }

  /** The mount of this category inside `part`, made when there is none; all others are hidden. */
  show(part: HTMLElement, category: string): Shown {
    const closed = closedWay(part);
    if (closed) {
      return { ok: false, fault: { code: 'cannot-slot', phase: 'load', about: closed } };
    }
    this.#way ??= openWay(part);
    for (const other of this.#mounts.values()) other.hidden = true;
    const known = this.#mounts.get(category);
    if (known) {
      known.hidden = false;
      return { ok: true, mount: known };
    }
    const mount = document.createElement('div');
    mount.slot = this.#way.slot;
    this.#way.host.append(mount);
    this.#mounts.set(category, mount);
    this.#watch(this.#way);
    return { ok: true, mount };
  }

  get(category: string): HTMLElement | undefined {
    return this.#mounts.get(category);
  }

  /** Takes everything out. Klarna's own pollers then clean up after it. */
  clear(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    for (const mount of this.#mounts.values()) mount.remove();
    this.#mounts.clear();
    for (const carrier of this.#way?.carriers ?? []) carrier.remove();
    this.#way = undefined;
  }

  #watch({ host, carriers }: Way): void {
    if (this.#observer) return;
    this.#observer = new MutationObserver(() => {
      const parts = [...this.#mounts.values(), ...carriers];
      if (parts.every((part) => part.isConnected && part.parentNode !== null)) return;
      this.clear();
      this.#lost();
    });
    for (const parent of [host, ...carriers.map(({ parentNode }) => parentNode)]) {
      if (parent) this.#observer.observe(parent, { childList: true });
    }
  }
}

/** Tag name of a host on the way whose shadow root hands out its slots by script only. */
function closedWay(part: HTMLElement): string | undefined {
  for (let root = part.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    if (root.slotAssignment === 'manual') return root.host.localName;
  }
  return undefined;
}

/** Each shadow root on the way gets one slot that hands what it receives to the next one inside. */
function openWay(part: HTMLElement): Way {
  const carriers: HTMLSlotElement[] = [];
  let host = part;
  let slot = WIDGET_SLOT;
  for (let root = host.getRootNode(); root instanceof ShadowRoot; root = host.getRootNode()) {
    const carrier = document.createElement('slot');
    carried += 1;
    carrier.name = `klarna-widget-${carried}`;
    carrier.slot = slot;
    host.append(carrier);
    carriers.push(carrier);
    slot = carrier.name;
    host = root.host as HTMLElement;
  }
  return { host, slot, carriers };
}
