/**
 * Runs authorize, finalize and reauthorize: the lane, the call, the promise of its outcome, and the watchdog that
 * offers a way out when Klarna does not answer.
 */
import { configuration } from '../../configuration.js';
import type { Fault } from '../../errors.js';
import { callOperation } from '../../klarna/calls.js';
import {
  isSomeonePaying,
  noteRemovedEnd,
  noteUntold,
  takeLane,
  type LaneTicket,
} from '../../klarna/lane.js';
import { keepOverlayUsable, releaseScrollLock, watchOverlay } from '../../klarna/overlay.js';
import type { EffectOf, Outcome, PromisedOutcome } from '../machine/model.js';
import { readOperation, tokenOf } from '../machine/outcome.js';
import type { EffectContext } from '../ports.js';
import type { Approvals } from './approval.js';
import { mark, timed } from './performance-marks.js';
import type { Sessions } from './session.js';
import type { Widgets } from './widget.js';

/** Klarna's overlay closed and no answer came: after this many milliseconds something is wrong. */
const SILENCE_AFTER_OVERLAY = 10_000;

interface Pending {
  readonly outcome: Promise<PromisedOutcome>;
  readonly settle: (outcome: PromisedOutcome) => void;
}

export class Operations {
  readonly #context: EffectContext;
  readonly #sessions: Sessions;
  readonly #approvals: Approvals;
  readonly #widgets: Widgets;
  #ticket: LaneTicket | undefined;
  #pending: Pending | undefined;
  #isLost: () => boolean = () => false;
  #stopWatching: (() => void) | undefined;
  #isOverlayOpen = false;

  constructor(context: EffectContext, sessions: Sessions, approvals: Approvals, widgets: Widgets) {
    this.#context = context;
    this.#sessions = sessions;
    this.#approvals = approvals;
    this.#widgets = widgets;
  }

  /** The outcome of the operation that runs. */
  get pending(): Promise<PromisedOutcome> | undefined {
    return this.#pending?.outcome;
  }

  /** Another element pays, or gave up a payment that Klarna may still decide. */
  get isBusyElsewhere(): boolean {
    return isSomeonePaying() && !this.#ticket && !this.#approvals.isPlacing;
  }

  /** Takes the lane before the press is dispatched. @returns undefined where the lane is taken */
  begin(): Promise<PromisedOutcome> | undefined {
    this.#isLost = () => false;
    this.#ticket = takeLane();
    if (!this.#ticket) return undefined;
    let settle: (outcome: PromisedOutcome) => void = () => undefined;
    const outcome = new Promise<PromisedOutcome>((resolve) => {
      settle = resolve;
    });
    this.#pending = { outcome, settle };
    mark('press');
    return outcome;
  }

  settle(outcome: Outcome): void {
    this.#pending?.settle(this.#approvals.promise(outcome));
    this.#pending = undefined;
  }

  /** Klarna was not asked after all. */
  refuse(outcome: Outcome): void {
    this.#release();
    this.settle(outcome);
  }

  call({ operation, kind, category, purchase }: EffectOf<'call-klarna'>): void {
    const { element, page } = this.#context;
    const ticket = this.#ticket;
    const { clientToken } = this.#sessions;
    const { autoFinalize } = element.settings;
    const container = page.mounts.get(category);
    const instanceId = this.#widgets.instanceId(category);
    const measure = timed(kind);
    this.#isLost = callOperation(
      { kind, category, instanceId, purchase, clientToken, container, autoFinalize },
      (settlement) => {
        const token = tokenOf(settlement);
        if (!this.#context.model.connected) {
          if (token === undefined || this.#sessions.canCancel) noteUntold();
          noteRemovedEnd();
        }
        ticket?.release();
        if (this.#ticket === ticket) this.#ticket = undefined;
        if (token !== undefined) this.#approvals.store(operation, { token, category, purchase });
        const result = readOperation(kind, settlement);
        measure(result.type);
        this.#context.dispatch({ type: 'operation-settled', operation, result });
      },
    );
  }

  /** The call itself failed by an exception that no settlement covers. */
  fail({ operation, kind: phase }: EffectOf<'call-klarna'>, cause: unknown): void {
    this.#release();
    const fault: Fault = { code: 'operation-failed', phase, about: String(cause), cause };
    const result = { type: 'failed', fault } as const;
    this.#context.dispatch({ type: 'operation-settled', operation, result });
  }

  #release(): void {
    this.#ticket?.release();
    this.#ticket = undefined;
  }

  /** Starts the watchdog; it stops while Klarna's overlay is open, since the shopper is busy then. */
  watch(operation: number): void {
    const overdue = (): void => this.#context.dispatch({ type: 'overdue', operation });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (milliseconds: number): void => {
      clearTimeout(timer);
      timer = setTimeout(overdue, milliseconds);
    };
    const stopOverlay = watchOverlay({
      shown: () => {
        this.#isOverlayOpen = true;
        clearTimeout(timer);
      },
      hidden: () => {
        this.#isOverlayOpen = false;
        wait(SILENCE_AFTER_OVERLAY);
      },
    });
    wait(configuration().timeouts.watchdog);
    const stopKeeping = keepOverlayUsable();
    this.#stopWatching = () => {
      clearTimeout(timer);
      stopOverlay();
      stopKeeping();
    };
  }

  /** Stops the watchdog. Without an answer Klarna may still decide, and no element may ask it meanwhile. */
  unwatch(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#ticket?.giveUp(this.#isLost);
  }

  /** The mounts are about to go: an overlay that is open would leave its scroll lock behind. */
  beforeUnload(): void {
    if (this.#isOverlayOpen) releaseScrollLock();
    this.#isOverlayOpen = false;
  }

  /** The mounts are gone: an answer that can no longer come does not keep the lane. */
  afterUnload(): void {
    if (!this.#ticket || !this.#isLost()) return;
    if (!this.#context.model.connected) noteUntold();
    this.#release();
  }
}
