/** Runs what the flow asks of Klarna's widget: the mount, the load with its time limit, the CSP watch. */
import { configuration } from '../configuration.js';
import type { Fault } from '../errors.js';
import { callLoad } from '../klarna/calls.js';
import { enterToLoad } from '../klarna/lane.js';
import { onFrameBlocked } from '../klarna/violations.js';
import type { Purchase } from '../klarna/types.js';
import { Mounts, type Shown } from '../page/mount.js';
import { placeFault } from '../page/place.js';
import { readLoad, type LoadReading } from './machine/outcome.js';

export interface WidgetHost {
  widgetPart(): HTMLElement | undefined;
  widen(isWider: boolean): void;
}

export interface LoadRequest {
  readonly category: string;
  readonly clientToken: string;
  readonly purchase: Purchase;
}

/** The shop arranged the parts itself and left out the one that Klarna needs. */
const NO_PART: Fault = {
  code: 'load-failed',
  phase: 'load',
  about: 'there is no <klarna-checkout-widget>',
};

export class Widgets {
  readonly #host: WidgetHost;
  readonly #mounts: Mounts;
  #stopLoad: (() => void) | undefined;

  constructor(host: WidgetHost, lost: () => void) {
    this.#host = host;
    this.#mounts = new Mounts(lost);
  }

  container(category: string): HTMLElement | undefined {
    return this.#mounts.get(category);
  }

  /** Every mount that Klarna may be using, for the lock to leave alone. */
  get all(): readonly HTMLElement[] {
    return this.#mounts.all;
  }

  /** Shows this category's widget and hides the others. */
  show(category: string): void {
    const part = this.#host.widgetPart();
    if (part) this.#mounts.show(part, category);
  }

  clear(): void {
    this.#stopLoad?.();
    this.#mounts.clear();
  }

  /** Loads one category; a load that still runs is no longer waited for. */
  load(request: LoadRequest, settled: (reading: LoadReading) => void): void {
    this.#stopLoad?.();
    const part = this.#host.widgetPart();
    const shown: Shown = part
      ? this.#mounts.show(part, request.category)
      : { ok: false, fault: NO_PART };
    const fault = shown.ok
      ? placeFault(shown.mount, (isWider) => this.#host.widen(isWider))
      : shown.fault;
    if (!shown.ok || fault) {
      settled({ type: 'failed', fault: fault ?? NO_PART });
      return;
    }
    const { mount } = shown;
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let leaveLane = (): void => undefined;
    const finish = (reading: LoadReading): void => {
      if (over.signal.aborted) return;
      stop();
      settled(reading);
    };
    const fail = (code: Fault['code'], about?: string): void =>
      finish({
        type: 'failed',
        fault: { code, phase: 'load', ...(about !== undefined && { about }) },
      });
    const stop = (): void => {
      over.abort();
      clearTimeout(timer);
      leaveLane();
    };
    this.#stopLoad = stop;
    leaveLane = enterToLoad(() => {
      // Taken out of the page while it waited: what becomes of it is told in a moment.
      if (!mount.isConnected) {
        stop();
        return;
      }
      timer = setTimeout(() => fail('load-timeout'), configuration().timeouts.load);
      onFrameBlocked((directive) => fail('load-blocked', directive), over.signal);
      callLoad({ ...request, container: mount }, (settlement) => finish(readLoad(settlement)));
    });
    if (over.signal.aborted) leaveLane();
  }
}
