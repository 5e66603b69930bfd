/**
 * One SDK, one lane: Klarna keeps one session a page, so all elements of a page, whichever copy of
 * this code they come from, share what is known here. While a `load` runs nobody pays; while somebody
 * pays no `load` starts.
 */

interface PaymentUnderWay {
  /** Set when nobody waits for Klarna's answer any more: whether it can no longer come. */
  isLost?: () => boolean;
}

interface SharedLane {
  /** Number of `load` calls that have not settled. */
  loads: number;
  payment: PaymentUnderWay | undefined;
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
    payment: undefined,
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
export const isLaneFree = (): boolean => !isSomeonePaying() && lane().loads === 0;

/** Whether Klarna may still decide a payment of this page, be it one that was given up. */
export function isSomeonePaying(): boolean {
  const { payment } = lane();
  return payment !== undefined && !payment.isLost?.();
}

/** Whether the lane waits for a payment that was given up: only a reload is sure to free it. */
export const isLaneStuck = (): boolean => isSomeonePaying() && lane().payment?.isLost !== undefined;

/** A payment's place in the lane. */
export interface LanePlace {
  /** Klarna has answered, or was never asked. */
  readonly leave: () => void;
  /** Nobody waits any more, but Klarna may still decide: the lane stays taken until it answers or `isLost`. */
  readonly giveUp: (isLost: () => boolean) => void;
}

/** Takes the lane for a payment; undefined when it is taken. */
export function enterToPay(): LanePlace | undefined {
  clearLost();
  if (!isLaneFree()) return undefined;
  const payment: PaymentUnderWay = {};
  lane().payment = payment;
  announce();
  return {
    leave: () => clear(payment),
    giveUp: (isLost) => {
      payment.isLost = isLost;
      announce();
    },
  };
}

/** A payment that Klarna can no longer answer is over, though nobody has said so. */
function clearLost(): void {
  const { payment } = lane();
  if (payment?.isLost?.()) clear(payment);
}

/** The payment is over, if it is still the one in the lane: what waited for its end starts. */
function clear(payment: PaymentUnderWay): void {
  const shared = lane();
  if (shared.payment !== payment) return;
  shared.payment = undefined;
  for (const load of [...shared.waiting]) {
    shared.waiting.delete(load);
    load();
  }
  announce();
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
  if (isSomeonePaying()) shared.waiting.add(run);
  else {
    clearLost();
    run();
  }
  return () => leave();
}

export function onLaneChange(listener: () => void, signal: AbortSignal): void {
  lane().changes.addEventListener('change', listener, { signal });
}
