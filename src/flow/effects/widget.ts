/** Runs what the flow asks of Klarna's widget: the mount, the load with its time limit, the CSP watch. */
import { configuration } from '../../configuration.js';
import type { ErrorCode } from '../../errors.js';
import { callLoad } from '../../klarna/calls.js';
import { enterToLoad } from '../../klarna/lane.js';
import { WidgetNames } from '../../klarna/widget-names.js';
import { onFrameBlocked } from '../../klarna/violations.js';
import { Mounts, type Shown } from '../../shop-page/mount.js';
import { placeFault } from '../../shop-page/place.js';
import type { Flow } from '../ports.js';
import { readLoad, type LoadReading } from '../machine/outcome.js';

/** The shop arranged the parts itself and left out the one that Klarna needs. */
const NO_PART: Shown = {
  ok: false,
  fault: { code: 'load-failed', phase: 'load', about: 'there is no <klarna-checkout-widget>' },
};

export class Widgets {
  readonly #flow: Flow;
  readonly #mounts: Mounts;
  readonly #names = new WidgetNames();
  #stopLoad: (() => void) | undefined;

  constructor(flow: Flow) {
    this.#flow = flow;
    this.#mounts = new Mounts(() => flow.dispatch({ type: 'mount-lost' }));
  }

  container(category: string): HTMLElement | undefined {
    return this.#mounts.get(category);
  }

  /** The `instance_id` under which this category was loaded, if it has one. */
  instanceId(category: string): string | undefined {
    return this.#names.get(category);
  }

  /** Every mount that Klarna may be using, for the lock to leave alone. */
  get all(): readonly HTMLElement[] {
    return this.#mounts.all;
  }

  /** Shows this category's widget and hides the others. */
  show(category: string): Shown {
    const part = this.#flow.host.wiring.part('widget');
    return part ? this.#mounts.show(part, category) : NO_PART;
  }

  clear(): void {
    this.#stopLoad?.();
    this.#mounts.clear();
    this.#names.release();
  }

  /** Loads one category; a load that still runs is no longer waited for. */
  load(category: string, settled: (reading: LoadReading) => void): void {
    this.#stopLoad?.();
    const { host, sessions } = this.#flow;
    const shown = this.show(category);
    if (!shown.ok) {
      settled({ type: 'failed', fault: shown.fault });
      return;
    }
    const fault = placeFault(shown.mount, (isWider) => host.wiring.part('widget')?.widen(isWider));
    if (fault) {
      settled({ type: 'failed', fault });
      return;
    }
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let leaveLane = (): void => undefined;
    const stop = (): void => {
      over.abort();
      clearTimeout(timer);
      leaveLane();
    };
    const finish = (reading: LoadReading): void => {
      if (over.signal.aborted) return;
      stop();
      settled(reading);
    };
    const fail = (code: ErrorCode, about?: string): void =>
      finish({ type: 'failed', fault: { code, phase: 'load', about } });
    this.#stopLoad = stop;
    leaveLane = enterToLoad(() => {
      // Taken out of the page while it waited: what becomes of it is told in a moment.
      if (!shown.mount.isConnected) {
        stop();
        return;
      }
      timer = setTimeout(() => fail('load-timeout'), configuration().timeouts.load);
      onFrameBlocked((directive) => fail('load-blocked', directive), over.signal);
      const call = {
        category,
        instanceId: this.#names.take(category, shown.mount),
        clientToken: sessions.clientToken,
        purchase: host.data.read(),
        container: shown.mount,
      };
      callLoad(call, (settlement) => finish(readLoad(settlement)));
    });
    if (over.signal.aborted) leaveLane();
  }
}
