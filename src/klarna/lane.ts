/**
 * One SDK, one lane. Klarna keeps one session per page, so all elements of a page, from whichever copy of this
 * code, share this state. While a `load` runs no payment starts; during a payment no `load` starts.
 */

interface PaymentUnderWay {
  /** Set when no caller waits for Klarna's answer any more; returns whether it can no longer come. */
  isLost?: () => boolean;
}

interface SharedLane {
  /** Number of `load` calls that have not settled. */
  loads: number;
  payment: PaymentUnderWay | undefined;
  /** How many payments have ended whose element was out of the page by then. */
  ended: number;
  /** One of them came to nothing, and the shopper has not been told. */
  isUntold: boolean;
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
    ended: 0,
    isUntold: false,
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

/** What a payment holds while it has the lane. */
export interface LaneTicket {
  /** Klarna has answered, or was never asked. */
  readonly release: () => void;
  /** Nobody waits any more, but Klarna may still decide: the lane stays taken until it answers or `isLost`. */
  readonly giveUp: (isLost: () => boolean) => void;
}

/** Takes the lane for a payment; undefined when it is taken. */
export function takeLane(): LaneTicket | undefined {
  clearLost();
  return lane().loads === 0 ? keepLane() : undefined;
}

/** Takes the lane for the order that follows a payment; a load that runs does not matter to it. */
export function keepLane(): LaneTicket | undefined {
  clearLost();
  if (isSomeonePaying()) return undefined;
  const payment: PaymentUnderWay = {};
  lane().payment = payment;
  announce();
  return {
    release: () => clear(payment),
    giveUp: (isLost) => {
      payment.isLost = isLost;
      announce();
    },
  };
}

/** Ends a payment that Klarna can no longer answer, although no call has reported its end. */
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
 * Runs `load` once no payment is running; `load` receives a function that it calls at its end.
 *
 * @returns a function that ends the load, or takes it out of the queue
 */
export function queueLoad(load: (release: () => void) => void): () => void {
  const shared = lane();
  let release = (): void => {
    shared.waiting.delete(run);
  };
  const run = (): void => {
    shared.loads += 1;
    release = once(() => {
      shared.loads -= 1;
      announce();
    });
    announce();
    load(() => release());
  };
  if (isSomeonePaying()) shared.waiting.add(run);
  else {
    clearLost();
    run();
  }
  return () => release();
}

/**
 * A payment has ended whose element was out of the page by then: what the endpoint knows of the purchase may have
 * changed.
 */
export function noteRemovedEnd(): void {
  lane().ended += 1;
  announce();
}

/** Grows with each {@link noteRemovedEnd}. */
export const removedEnds = (): number => lane().ended;

/** A payment came to nothing whose element is out of the page: another one has to tell the shopper. */
export function noteUntold(): void {
  lane().isUntold = true;
}

/** Whether the shopper has to be told so; once. */
export function takeUntold(): boolean {
  const { isUntold } = lane();
  lane().isUntold = false;
  return isUntold;
}

export function onLaneChange(listener: () => void, signal: AbortSignal): void {
  lane().changes.addEventListener('change', listener, { signal });
}
