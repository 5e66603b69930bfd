/**
 * Runs a purchase: takes what happened, asks the pure flow what follows, and does it.
 *
 * Events are taken one after the other and wholly, in the task in which they arrive; nothing here
 * waits between a press and Klarna.
 */
import { configuration, scriptNonce } from '../configuration.js';
import { endpointFault } from '../endpoint/client.js';
import type { Fault } from '../errors.js';
import { callOperation } from '../klarna/calls.js';
import { isLaneFree, isSomeonePaying } from '../klarna/lane.js';
import { loadSdk } from '../klarna/sdk.js';
import type { Operation, Purchase } from '../klarna/types.js';
import { reload } from '../shop-page/leave.js';
import { Approvals } from './effects/approval.js';
import type { DetailOf } from '../events.js';
import type { Flow, Host } from './ports.js';
import { transition } from './machine/transition.js';
import { mark, timed } from './effects/performance-marks.js';
import { INITIAL } from './machine/model.js';
import type { Announcement, Effect, FlowEvent, Model, Outcome } from './machine/model.js';
import { Operations } from './effects/operation.js';
import { readOperation, tokenOf } from './machine/outcome.js';
import { canPress, nextOperation } from './machine/pay.js';
import { Sessions } from './effects/session.js';
import { SHOP_CONSENT } from './consent.js';
import { Widgets } from './effects/widget.js';

/** Not done once the consent is withdrawn, be it by a listener in this very step. */
const NEEDS_CONSENT: ReadonlySet<Effect['type']> = new Set<Effect['type']>([
  'load-sdk',
  'request-session',
  'load-widget',
  'update-session',
  'hand-over',
]);

/** Quiet tries to load the SDK after the first one failed. */
const SDK_RETRIES = 2;

interface Pending {
  readonly settled: Promise<Outcome>;
  readonly settle: (outcome: Outcome) => void;
}

export class PurchaseController implements Flow {
  readonly host: Host;
  readonly sessions: Sessions = new Sessions(this);
  readonly #widgets = new Widgets(this);
  readonly #approvals = new Approvals(this);
  readonly #operations = new Operations();
  readonly #queue: FlowEvent[] = [];
  #isRunning = false;
  /** An attribute that was there before does not give back what was withdrawn since. */
  #isWithdrawn = false;
  #model: Model = INITIAL;
  #pending: Pending | undefined;
  #stopSdk: (() => void) | undefined;
  #unlock: (() => void) | undefined;

  constructor(host: Host) {
    this.host = host;
  }

  get model(): Model {
    return this.#model;
  }

  /** Nodes of Klarna's that must stay usable while the page is locked. */
  get mounts(): readonly HTMLElement[] {
    return this.#widgets.all;
  }

  /** The element is in the page and drawn: the purchase begins, or goes on from an earlier page. */
  connect(): void {
    this.#checkConfiguration();
    if (this.#model.state === 'idle') this.sessions.resume();
    if (this.host.element.consent === 'granted' && !this.#isWithdrawn) {
      this.dispatch({ type: 'consented', source: 'shop' });
    }
    this.dispatch({ type: 'connected' });
  }

  /** An attribute that decides about the session changed; what was wrong may be right now. */
  reconfigure(): void {
    const wasWrong = this.#model.misconfiguration !== undefined;
    this.#checkConfiguration();
    if (!wasWrong) this.dispatch({ type: 'reconfigured' });
  }

  /** What a press would start now. */
  get nextOperation(): Operation {
    return nextOperation(this.#model);
  }

  /** Whether a press would reach Klarna. */
  canPress(kind: Operation = this.nextOperation): boolean {
    return canPress(this.#model, kind) && isLaneFree();
  }

  /**
   * Asks Klarna in the task of the call; a call during an operation gets that one's promise.
   *
   * @param purchase - read only when Klarna is about to be asked; undefined: the shop said no
   */
  press(kind: Operation, purchase: () => Purchase | undefined): Promise<Outcome> {
    if (this.#pending) return this.#pending.settled;
    const { state, outcome } = this.#model;
    if (kind === 'finalize' && state === 'authorized' && outcome) return Promise.resolve(outcome);
    if (isSomeonePaying() && !this.#operations.isInLane) return Promise.resolve({ type: 'busy' });
    if (!this.canPress(kind)) return Promise.resolve({ type: 'not-ready', state });
    const sent = purchase();
    return sent ? this.#ask(kind, sent) : Promise.resolve({ type: 'vetoed' });
  }

  /** The listeners that had the last word may have changed everything, or pressed themselves. */
  #ask(kind: Operation, purchase: Purchase): Promise<Outcome> {
    if (this.#pending) return this.#pending.settled;
    if (!this.canPress(kind) || !this.#operations.enter()) {
      return Promise.resolve({ type: 'not-ready', state: this.#model.state });
    }
    let settle: (outcome: Outcome) => void = () => undefined;
    const settled = new Promise<Outcome>((resolve) => {
      settle = resolve;
    });
    this.#pending = { settled, settle };
    mark('press');
    this.dispatch({ type: 'pressed', kind, purchase });
    return settled;
  }

  dispatch(event: FlowEvent): void {
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
    this.#model = model;
    // Klarna is asked before anybody is told that it is.
    const first = effects.findIndex(({ type }) => type === 'call-klarna') + 1;
    for (const effect of effects.slice(0, first)) this.#attempt(effect);
    this.host.changed();
    if (model.state !== previous) {
      this.host.wiring.emit('klarna-state', { state: model.state, previous });
    }
    for (const effect of effects.slice(first)) this.#attempt(effect);
  }

  /** One thing that goes wrong must not keep the others from being done: the unlock may be among them. */
  #attempt(effect: Effect): void {
    const isWithdrawn = this.#queue.some(({ type }) => type === 'withdrawn');
    if (isWithdrawn && NEEDS_CONSENT.has(effect.type)) return;
    try {
      this.#run(effect);
    } catch (cause) {
      reportError(cause);
      if (effect.type !== 'call-klarna') return;
      this.#operations.leave();
      const { operation, kind: phase } = effect;
      const fault: Fault = { code: 'operation-failed', phase, about: String(cause), cause };
      this.dispatch({ type: 'operation-settled', operation, reading: { type: 'failed', fault } });
    }
  }

  #run(effect: Effect): void {
    switch (effect.type) {
      case 'load-sdk':
        this.#loadSdk();
        break;
      case 'request-session':
        void this.sessions.request(effect.run);
        break;
      case 'abort-requests':
        this.#stopSdk?.();
        this.sessions.abort();
        this.sessions.rest();
        break;
      case 'load-widget':
        this.#loadWidget(effect.load, effect.category);
        break;
      case 'show-widget':
        this.#widgets.show(effect.category);
        break;
      case 'unload-widgets':
        this.#operations.cleanUp();
        this.#widgets.clear();
        this.#operations.leaveIfLost();
        break;
      case 'call-klarna':
        this.#callKlarna(effect);
        break;
      case 'refuse':
        this.#operations.leave();
        this.#settle(effect.outcome);
        break;
      case 'lock':
        this.#unlock?.();
        this.#unlock = this.host.lock();
        break;
      case 'unlock':
        this.#unlock?.();
        this.#unlock = undefined;
        break;
      case 'watch': {
        const { operation } = effect;
        this.#operations.watch(() => this.dispatch({ type: 'overdue', operation }));
        break;
      }
      case 'unwatch':
        this.#operations.unwatch();
        break;
      case 'update-session':
        void this.sessions.update(effect.update);
        break;
      case 'hand-over':
        this.#approvals.handOver(effect.operation);
        break;
      case 'hand-over-late':
        this.#approvals.handOverLate(effect.operation);
        break;
      case 'give-back':
        this.#approvals.giveBack(effect.operation);
        break;
      case 'drop-token':
        this.#approvals.drop();
        break;
      case 'place-order':
        void this.#approvals.placeOrder(effect.order, effect.operation);
        break;
      case 'follow-order':
        this.#approvals.followOrder(effect.answer);
        break;
      case 'settle':
        this.#settle(effect.outcome);
        break;
      case 'save':
        this.sessions.save(effect.stage);
        break;
      case 'forget':
        this.sessions.forget();
        break;
      case 'leave-choice':
        this.host.leaveChoice();
        break;
      case 'mark-fields': {
        const { fields } = effect;
        const unmatched = this.host.markFields(fields);
        this.host.wiring.emit('klarna-invalid-fields', { fields, unmatched });
        break;
      }
      case 'clear-fields':
        this.host.data.clear();
        break;
      case 'focus':
        this.host.focus(effect.on);
        break;
      case 'reload-page':
        reload();
        break;
      case 'report':
        this.host.report(effect.fault);
        break;
      case 'announce':
        this.#announce(effect.what);
    }
  }

  #settle(outcome: Outcome): void {
    this.#pending?.settle(outcome);
    this.#pending = undefined;
  }

  #checkConfiguration(): void {
    const { endpoint, placeOrder } = this.host.element;
    // A session that came with the page needs no endpoint, unless the order has to be placed there.
    const isNeeded = endpoint || placeOrder || !this.host.session;
    const allowed = [location.origin, ...configuration().endpointOrigins];
    const fault = isNeeded ? endpointFault(endpoint, document.baseURI, allowed) : undefined;
    this.dispatch(fault ? { type: 'misconfigured', fault } : { type: 'configured' });
  }

  #loadSdk(): void {
    this.#stopSdk?.();
    const { sdkUrl: url, timeouts } = configuration();
    const nonce = scriptNonce(configuration());
    const source = { url, nonce, timeout: timeouts.sdk, retries: SDK_RETRIES };
    const measure = timed('sdk');
    this.#stopSdk = loadSdk(source, (arrival) => {
      measure(arrival.type);
      if (arrival.type === 'failed') {
        this.dispatch({ type: 'sdk-failed', fault: arrival.fault });
        return;
      }
      this.dispatch({ type: 'sdk-ready' });
    });
  }

  #loadWidget(load: number, category: string): void {
    this.sessions.wake();
    const measure = timed('load');
    this.#widgets.load(category, (reading) => {
      measure(reading.type);
      this.dispatch({ type: 'load-settled', load, reading });
    });
  }

  #callKlarna({ operation, ...asked }: Extract<Effect, { type: 'call-klarna' }>): void {
    const { kind, category, purchase } = asked;
    const call = {
      ...asked,
      clientToken: this.sessions.clientToken,
      container: this.#widgets.container(category),
      instanceId: this.#widgets.instanceId(category),
      autoFinalize: this.host.element.autoFinalize,
    };
    const measure = timed(kind);
    this.#operations.ask((answered) =>
      callOperation(call, (settlement) => {
        answered();
        const token = tokenOf(settlement);
        if (token !== undefined) this.#approvals.keep(operation, { token, category, purchase });
        const reading = readOperation(kind, settlement);
        measure(reading.type);
        this.dispatch({ type: 'operation-settled', operation, reading });
      }),
    );
  }

  #announce({ name, ...said }: Announcement): void {
    const { host } = this;
    const isGrant = 'granted' in said && said.granted;
    if (isGrant) mark('consent');
    if (name === 'klarna-ready') mark('ready');
    const detail = {
      ...said,
      ...(name === 'klarna-ready' && { categories: this.#model.offered }),
      ...('source' in said && {
        textVersion: said.source === 'shop' ? SHOP_CONSENT : host.wiring.text().consentVersion,
      }),
    };
    const isWanted = host.wiring.emit(name, detail as DetailOf<typeof name>);
    if (isWanted && name === 'klarna-finalize-required') host.sendFinalizeRequired();
  }
}
