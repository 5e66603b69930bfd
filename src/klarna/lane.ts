/**
 * One SDK, one lane: Klarna keeps one session a page, so all elements of a page, whichever copy of
 * this code they come from, share what is known here. While a `load` runs nobody pays; while somebody
 * pays no `load` starts.
 */

interface SharedLane {
  /** Number of `load` calls that have not settled. */
  loads: number;
  paying: boolean;
  /** Loads that wait for the end of a payment. */
  readonly waiting: Set<() => void>;
  /** Fires `change` whenever one of the above does. */
  readonly changes: EventTarget;
}

// A registered symbol is the same in every copy of this code on the page.
const KEY = Symbol.for('klarna-checkout.lane.1');

function lane(): SharedLane {
  const page = globalThis as { [KEY]?: SharedLane | undefined };
  return (page[KEY] ??= {
    loads: 0,
    paying: false,
    waiting: new Set(),
    changes: new EventTarget(),
  });
}

const announce = (): void => {
  lane().changes.dispatchEvent(new Event('change'));
};

const once = (run: () => void): (() => void) => {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
};

/** Whether Klarna could be asked to authorize right now. */
export const isLaneFree = (): boolean => !lane().paying && lane().loads === 0;

/** Whether another payment is under way somewhere on the page. */
export const isSomeonePaying = (): boolean => lane().paying;

/** Takes the lane for a payment; undefined when it is taken. Call the result when the payment is over. */
export function enterToPay(): (() => void) | undefined {
  if (!isLaneFree()) return undefined;
  lane().paying = true;
  announce();
  return once(() => {
    const shared = lane();
    shared.paying = false;
    for (const load of [...shared.waiting]) {
      shared.waiting.delete(load);
      load();
    }
    announce();
  });
}

/**
 * Runs a load as soon as nobody pays; `load` gets the function that says it is over.
 * Returns a function that ends the load, or its wait.
 */
export function enterToLoad(load: (leave: () => void) => void): () => void {
  const shared = lane();
  let leave = (): void => {
    shared.waiting.delete(run);
  };
  const run = (): void => {
    shared.loads += 1;
    leave = once(() => {
      shared.loads -= 1;
      announce();
    });
    announce();
    load(() => leave());
  };
  if (shared.paying) shared.waiting.add(run);
  else run();
  return () => leave();
}

export function onLaneChange(listener: () => void, signal: AbortSignal): void {
  lane().changes.addEventListener('change', listener, { signal });
}
