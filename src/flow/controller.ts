/**
 * Runs a purchase: takes what happened, asks the machine what follows, and runs the effects.
 *
 * Events are taken one after the other, each in the task in which it arrives; nothing here waits between a press
 * and Klarna.
 */
import { configuration } from '../configuration.js';
import { endpointFault } from '../endpoint/client.js';
import type { Fault } from '../errors.js';
import { isLaneStuck, noteUntold, onLaneChange, removedEnds, takeUntold } from '../klarna/lane.js';
import type { Operation } from '../klarna/types.js';
import type { PageListener } from '../shop-page/ports.js';
import { Effects, needsConsent } from './effects/index.js';
import {
  INITIAL,
  type Effect,
  type FlowEvent,
  type Model,
  type PromisedOutcome,
} from './machine/model.js';
import { nextOperation } from './machine/pay.js';
import { STATES } from './machine/states.js';
import { transition } from './machine/transition.js';
import type { EffectContext, ElementPort, PagePort } from './ports.js';
import { Presses } from './press.js';

/** What goes on from an earlier page, or ends what was begun there. */
const CONTINUES: ReadonlySet<FlowEvent['type']> = new Set<FlowEvent['type']>([
  'chosen',
  'consented',
  'withdrawn',
  'reset',
]);

export class PurchaseController implements EffectContext {
  readonly element: ElementPort;
  readonly page: PagePort;
  readonly #effects: Effects;
  readonly #presses: Presses;
  readonly #queue: FlowEvent[] = [];
  readonly #reported = new Set<string>();
  #isRunning = false;
  /** What an earlier page has stored was not looked for yet. */
  #isUnread = false;
  /** Consent that an attribute gave before does not undo a withdrawal since. */
  #isWithdrawn = false;
  #model: Model = INITIAL;
  #listening: AbortController | undefined;
  #removedEnds = 0;

  readonly #listener: PageListener = {
    press: () => void this.press(),
    choiceChanged: (isChosen) => {
      if (isChosen !== this.#model.chosen)
        this.dispatch({ type: isChosen ? 'chosen' : 'unchosen' });
    },
    countryRead: () => this.element.countryChanged(),
    countryChanged: () => {
      this.element.countryChanged();
      this.dispatch({ type: 'reconfigured' });
    },
    unsent: () => {
      // Without `cancel` the shop may use the approval, of which it was told.
      if (this.#effects.sessions.canCancel) noteUntold();
      this.dispatch({ type: 'authorization-returned' });
    },
    tokenReplaced: () => this.dispatch({ type: 'authorization-returned' }),
    mountLost: () => this.dispatch({ type: 'mount-lost' }),
  };

  constructor(element: ElementPort, page: PagePort) {
    this.element = element;
    this.page = page;
    this.#effects = new Effects(this);
    this.#presses = new Presses(this, this.#effects);
  }

  get model(): Model {
    return this.#model;
  }

  /** Klarna may still decide a payment of this page that was given up: only a reload is sure to free it. */
  get isStuck(): boolean {
    return isLaneStuck();
  }

  /** The element is in the page: a press is stopped from now on, before it can be followed. */
  guard(): void {
    this.page.guard(this.#listener);
  }

  /** The element is in the page and rendered: the purchase begins, or goes on from an earlier page. */
  connect(): void {
    this.#listening?.abort();
    this.#listening = new AbortController();
    this.#removedEnds = removedEnds();
    onLaneChange(() => this.#followLane(), this.#listening.signal);
    this.page.connect(this.#listener);
    this.#checkConfiguration();
    this.#isUnread = this.#model.state === 'idle';
    if (this.#model.chosen) this.#resume();
    if (this.element.settings.consent === 'granted' && !this.#isWithdrawn) {
      this.dispatch({ type: 'consented', source: 'shop' });
    }
    this.dispatch({ type: 'connected' });
  }

  /** Goes on from what an earlier page has stored. The first look into the storage stops the page for some milliseconds. */
  #resume(): void {
    if (!this.#isUnread) return;
    this.#isUnread = false;
    this.#effects.sessions.resume();
  }

  #followLane(): void {
    this.element.laneChanged();
    if (this.#removedEnds === removedEnds()) return;
    // The payment of an element that was removed has ended: the answer of the endpoint shows what is left to do.
    this.#removedEnds = removedEnds();
    if (!this.#model.held) this.dispatch({ type: 'reconfigured' });
  }

  /** The element was taken out of the page. */
  disconnect(): void {
    this.#listening?.abort();
    this.page.disconnect();
    this.dispatch({ type: 'disconnected' });
  }

  /** The form, the choice or the element's place in the page changed: the page is looked at anew. */
  reconnect(): void {
    this.page.connect(this.#listener);
  }

  /** Taken out and put back within one task: Klarna's frame has reloaded. */
  move(): void {
    this.reconnect();
    this.dispatch({ type: 'moved' });
  }

  /** An attribute that decides about the session changed; what was wrong may be right now. */
  reconfigure(): void {
    const wasWrong = this.#model.misconfiguration !== undefined;
    this.#checkConfiguration();
    if (!wasWrong) this.dispatch({ type: 'reconfigured' });
  }

  /** Reloads the page where that is the only way to go on. */
  reload(): void {
    this.#effects.run({ type: 'reload-page' });
  }

  /** What a press would start now. */
  get nextOperation(): Operation {
    return nextOperation(this.#model);
  }

  /** Whether a press would reach Klarna. */
  canPress(): boolean {
    return this.#presses.canPress();
  }

  /** Begins an operation for the shopper or for the shop's script; see {@link Presses.press}. */
  press(kind: Operation = this.nextOperation, isCall = false): Promise<PromisedOutcome> {
    this.page.checkChoice();
    const seen = this.page.data.followCountry();
    return this.#presses.press(kind, isCall, seen);
  }

  dispatch(event: FlowEvent): void {
    if (CONTINUES.has(event.type)) this.#resume();
    if (event.type === 'withdrawn') this.#isWithdrawn = true;
    if (event.type === 'consented') this.#isWithdrawn = false;
    this.#queue.push(event);
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#take(next);
    } finally {
      this.#isRunning = false;
    }
  }

  #take(event: FlowEvent): void {
    const previous = this.#model.state;
    const { model, effects } = transition(this.#model, event);
    const { state } = model;
    this.#model = model;
    // Klarna is called before events fire: a listener must not delay the call.
    const first = effects.findIndex(({ type }) => type === 'call-klarna') + 1;
    for (const effect of effects.slice(0, first)) this.#run(effect);
    this.page.update({ ...STATES[state].page, isFinalizable: this.nextOperation === 'finalize' });
    this.element.changed();
    if (state !== previous) this.element.emit('klarna-state', { state, previous });
    if (state === 'ready' && takeUntold()) this.element.removedUnfinished();
    for (const effect of effects.slice(first)) this.#run(effect);
  }

  /** An effect that throws must not keep the others from running: the unlock may be among them. */
  #run(effect: Effect): void {
    const isWithdrawn = this.#queue.some(({ type }) => type === 'withdrawn');
    if (isWithdrawn && needsConsent(effect)) return;
    try {
      this.#effects.run(effect);
    } catch (cause) {
      reportError(cause);
      if (effect.type === 'call-klarna') this.#effects.operations.fail(effect, cause);
    }
  }

  report(fault: Fault): void {
    if (fault.phase === 'configuration') {
      const key = `${fault.code} ${fault.about ?? ''}`;
      if (this.#reported.has(key)) return;
      this.#reported.add(key);
    }
    this.element.report(fault);
  }

  #checkConfiguration(): void {
    const fault: Fault | undefined = this.element.isSupported
      ? this.#endpointFault()
      : { code: 'browser-unsupported', phase: 'configuration' };
    this.dispatch(fault ? { type: 'misconfigured', fault } : { type: 'configured' });
  }

  #endpointFault(): Fault | undefined {
    const { endpoint, placeOrder } = this.element.settings;
    // A session that came with the page needs no endpoint, unless the order has to be placed there.
    const isNeeded = endpoint || placeOrder || !this.#effects.sessions.given;
    const allowed = [location.origin, ...configuration().endpointOrigins];
    return isNeeded ? endpointFault(endpoint, document.baseURI, allowed) : undefined;
  }
}
