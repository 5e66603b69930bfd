/** Loads Klarna's widget: the mount, the time limit, and what the page's CSP blocks. */
import { configuration } from '../../configuration.js';
import type { ErrorCode } from '../../errors.js';
import { callLoad } from '../../klarna/calls.js';
import { onFrameBlocked } from '../../klarna/csp-violations.js';
import { queueLoad } from '../../klarna/lane.js';
import { WidgetNames } from '../../klarna/widget-names.js';
import type { EffectOf } from '../machine/model.js';
import { readLoad, type LoadResult } from '../machine/outcome.js';
import type { EffectContext } from '../ports.js';
import { timed } from './performance-marks.js';
import type { Sessions } from './session.js';

export class Widgets {
  readonly #context: EffectContext;
  readonly #sessions: Sessions;
  readonly #names = new WidgetNames();
  #stopLoad: (() => void) | undefined;

  constructor(context: EffectContext, sessions: Sessions) {
    this.#context = context;
    this.#sessions = sessions;
  }

  /** Loads one category; the answer of an earlier load is ignored. */
  load({ load, category }: EffectOf<'load-widget'>): void {
    this.#sessions.startExpiry();
    const measure = timed('load');
    this.#load(category, (result) => {
      measure(result.type);
      this.#context.dispatch({ type: 'load-settled', load, result });
    });
  }

  /** The `instance_id` under which this category was loaded, if it has one. */
  instanceId(category: string): string | undefined {
    return this.#names.get(category);
  }

  clear(): void {
    this.#stopLoad?.();
    this.#context.page.mounts.clear();
    this.#names.release();
  }

  #load(category: string, settled: (result: LoadResult) => void): void {
    this.#stopLoad?.();
    const { page } = this.#context;
    const shown = page.mounts.prepare(category);
    if (!shown.ok) {
      settled({ type: 'failed', fault: shown.fault });
      return;
    }
    const { mount } = shown;
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let leaveLane = (): void => undefined;
    const stop = (): void => {
      over.abort();
      clearTimeout(timer);
      leaveLane();
    };
    const finish = (result: LoadResult): void => {
      if (over.signal.aborted) return;
      stop();
      settled(result);
    };
    const fail = (code: ErrorCode, about?: string): void =>
      finish({ type: 'failed', fault: { code, phase: 'load', about } });
    this.#stopLoad = stop;
    leaveLane = queueLoad(() => {
      // Removed from the page while it was queued: the element reports that in a moment.
      if (!mount.isConnected) {
        stop();
        return;
      }
      timer = setTimeout(() => fail('load-timeout'), configuration().timeouts.load);
      onFrameBlocked((directive) => fail('load-blocked', directive), over.signal);
      const { clientToken } = this.#sessions;
      const instanceId = this.#names.take(category, mount);
      const purchase = page.data.read();
      const call = { category, instanceId, clientToken, purchase, container: mount };
      callLoad(call, (settlement) => finish(readLoad(settlement)));
    });
    if (over.signal.aborted) leaveLane();
  }
}
