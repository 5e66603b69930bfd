/**
 * The places in which Klarna draws: one per category, in the light DOM of the document.
 *
 * Klarna looks its frames up with `document.getElementById`, which sees into no shadow root. So each
 * mount is a child of the outermost host, and slots carry it down through every shadow root to the widget
 * part. A mount is never moved or rendered again; when it is lost or spent a new one is made.
 */
import type { Fault } from '../errors.js';
import { assign, removeCopies, WIDGET_SLOT } from '../slots.js';
import type { WidgetPart } from './ports.js';
import { fitFault, narrowness } from './widget-fit.js';

/** How mounts reach the widget part from the document's own tree. */
interface Way {
  /** From the widget part out to the parent of the mounts. */
  readonly hosts: readonly HTMLElement[];
  /** The parent of the mounts. */
  readonly home: HTMLElement;
  /** Which slot the mounts go into. */
  readonly slot: string;
  /** The slots that carry them further down; taken out again with the mounts. */
  readonly carriers: readonly HTMLElement[];
}

export type Shown =
  | { readonly ok: true; readonly mount: HTMLElement }
  | { readonly ok: false; readonly fault: Fault };

let carried = 0;

/** The shop arranged the parts itself and left out the one that Klarna needs. */
const NO_PART: Shown = {
  ok: false,
  fault: { code: 'load-failed', phase: 'load', about: 'there is no <klarna-checkout-widget>' },
};

export class Mounts {
  readonly #part: () => WidgetPart | undefined;
  readonly #lost: () => void;
  readonly #advise: (sentence: string) => void;
  readonly #mounts = new Map<string, HTMLElement>();
  /** Made when it is needed: a server, which may make an element, has none. */
  #observer: MutationObserver | undefined;
  #way: Way | undefined;

  /**
   * @param lost - called when the page took a mount, or a slot on its way, out of the document
   * @param advise - called with a sentence for developers
   */
  constructor(
    part: () => WidgetPart | undefined,
    lost: () => void,
    advise: (sentence: string) => void,
  ) {
    this.#part = part;
    this.#lost = lost;
    this.#advise = advise;
  }

  #look(): void {
    // Removed together with the element they are not lost: `disconnectedCallback` covers that.
    if (!this.#way?.home.isConnected) return;
    if (this.#nodes.every((node) => node.isConnected)) return;
    this.clear();
    this.#lost();
  }

  /** Shows the mount of this category, made when there is none, and hides all others. */
  show(category: string): Shown {
    const part = this.#part();
    if (!part) return NO_PART;
    const closed = closedWay(part);
    if (closed) return { ok: false, fault: { code: 'cannot-slot', phase: 'load', about: closed } };
    const { hosts, home, slot } = (this.#way ??= openWay(part));
    let mount = this.get(category);
    if (!mount) {
      removeCopies(home);
      mount = createMount(slot);
      home.append(mount);
      this.#mounts.set(category, mount);
    }
    for (const one of this.all) one.hidden = one !== mount;
    this.#observer ??= new MutationObserver(() => this.#look());
    for (const host of hosts) this.#observer.observe(host, { childList: true });
    return { ok: true, mount };
  }

  /** Shows the mount of this category and makes sure that Klarna's widget can work in it. */
  prepare(category: string): Shown {
    const shown = this.show(category);
    if (!shown.ok) return shown;
    const part = this.#part();
    part?.makeRoom();
    const advice = part && narrowness(part);
    if (advice) this.#advise(advice);
    const fault = fitFault(shown.mount);
    return fault ? { ok: false, fault } : shown;
  }

  get(category: string): HTMLElement | undefined {
    return this.#mounts.get(category);
  }

  get all(): readonly HTMLElement[] {
    return [...this.#mounts.values()];
  }

  get #nodes(): readonly HTMLElement[] {
    return [...this.all, ...(this.#way?.carriers ?? [])];
  }

  /** Takes everything out. Klarna's own pollers then clean up after it. */
  clear(): void {
    this.#observer?.disconnect();
    for (const node of this.#nodes) node.remove();
    this.#mounts.clear();
    this.#way = undefined;
  }
}

function createMount(slot: string): HTMLElement {
  const mount = document.createElement('div');
  // Turbo then leaves it in place when it morphs the page.
  mount.setAttribute('data-turbo-permanent', '');
  return assign(mount, slot);
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
  const hosts = [part];
  const carriers: HTMLElement[] = [];
  let slot = WIDGET_SLOT;
  let host = part;
  for (let root = part.getRootNode(); root instanceof ShadowRoot; root = host.getRootNode()) {
    const carrier = document.createElement('slot');
    carried += 1;
    carrier.name = `klarna-widget-${carried}`;
    host.append(assign(carrier, slot));
    carriers.push(carrier);
    slot = carrier.name;
    host = root.host as HTMLElement;
    hosts.push(host);
  }
  return { hosts, home: host, slot, carriers };
}
