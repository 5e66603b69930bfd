/** A whole page under a faked clock: shop, backend, Klarna, one or two checkouts, and what was seen of them. */
import '../../../src/define.js';
import type { EventName } from '../../../src/events.js';
import { KlarnaCheckout } from '../../../src/index.js';
import { isLaneFree } from '../../../src/klarna/lane.js';
import { Backend } from './backend.js';
import { Checkout, type Name } from './checkout.js';
import { settled, type Clock } from './clock.js';
import { Klarna, type Manner, type SdkCall } from './klarna.js';
import { onAnswer } from './rules/answers.js';
import { onRequest, onSdkCall } from './rules/asking.js';
import { onEvent } from './rules/events.js';
import { STANDING_RULES } from './rules/standing.js';
import { attributesOf, Shop } from './shop.js';

/** The page and its circumstances, which stay the same through a sequence. */
export interface Setup extends Manner {
  readonly choice: boolean;
  readonly consent: 'ask' | 'granted';
  readonly placeOrder: boolean;
  readonly autoFinalize: boolean;
  readonly lock: '' | 'none' | '#shop';
  /** A second checkout stands on the page. */
  readonly second: boolean;
  /** It offers another category than the first. */
  readonly otherCategory: boolean;
  /** Klarna's script is on the page from the start. */
  readonly hasSdk: boolean;
}

export const PLAIN: Setup = {
  choice: false,
  consent: 'ask',
  placeOrder: false,
  autoFinalize: true,
  lock: '',
  hasFrames: true,
  isSlow: false,
  second: false,
  otherCategory: false,
  hasSdk: true,
};

/** What a listener of the shop does when the event comes next. */
export interface Hook {
  readonly event: EventName;
  readonly run: (checkout: Checkout) => void;
}

/** Loads nothing: whether and when the script arrives is the search's decision. */
const SDK_URL = 'data:text/javascript,/*klarna*/';

/** What is said of the test itself, and of the mistakes that it makes as a page, not of the element. */
const NO_FINDING = new RegExp(
  [
    '^Lit is in dev mode|^The Klarna simulator is installed',
    'No field of the form|No field has autocomplete|change-in-update|seems to hold an address',
    // Mistakes of the page, each said with its cure.
    'errors\\.md#(?:endpoint-\\w+|category-not-offered|order-not-offered|selector-invalid|locale-unknown)',
  ].join('|'),
);

let isConfigured = false;

export class World {
  readonly setup: Setup;
  readonly clock: Clock;
  readonly shop: Shop;
  readonly backend: Backend;
  readonly klarna: Klarna;
  readonly checkouts = new Map<Name, Checkout>();
  /** Broken rules, each as one sentence. */
  readonly breaches: string[] = [];
  /** Events that the shop prevents. */
  readonly prevented = new Set<EventName>();
  readonly hooks: Hook[] = [];
  /** Everything that was written to the console. */
  readonly written: unknown[] = [];
  /** Tokens that the backend of their time could have taken back. */
  readonly returnable = new Set<string>();
  /** Tokens that the form has sent by itself. */
  readonly sent: string[] = [];
  /** Of the pages before this one. */
  readonly #retired: Checkout[] = [];
  #hands = 0;
  #restoreConsole: () => void = () => undefined;
  readonly #listening = new AbortController();

  private constructor(clock: Clock, setup: Setup) {
    this.clock = clock;
    this.setup = setup;
    this.shop = new Shop(() => this.isByHand);
    this.backend = new Backend((request) => onRequest(this, request));
    this.klarna = new Klarna(setup, {
      called: (call) => onSdkCall(this, call),
      answering: (call, answer, deliver) => onAnswer(this, call, answer, deliver),
    });
  }

  static async open(clock: Clock, setup: Setup): Promise<World> {
    if (!isConfigured) KlarnaCheckout.configure({ sdkUrl: SDK_URL });
    isConfigured = true;
    clock.reset();
    sessionStorage.clear();
    const world = new World(clock, setup);
    world.#listen();
    world.#load();
    for (const name of world.names) world.#add(name, setup.consent === 'granted');
    await settled();
    return world;
  }

  get names(): readonly Name[] {
    return this.setup.second ? ['a', 'b'] : ['a'];
  }

  get all(): readonly Checkout[] {
    return [...this.checkouts.values()];
  }

  /** Something that a shopper or the shop's script does is under way, in this very task. */
  get isByHand(): boolean {
    return this.#hands > 0;
  }

  /** Does what a shopper or the shop's script does. */
  act(run: () => void): void {
    this.#hands += 1;
    try {
      run();
    } finally {
      this.#hands -= 1;
    }
  }

  /** The first checkout takes no submits: it is not there, not chosen, disabled, or done. */
  get isInactive(): boolean {
    const { element } = this.checkouts.get('a')!;
    const isOver = ['placed', 'pending', 'declined', 'unavailable'].includes(element.state);
    const isChosen = !element.choice || (this.shop.get('#klarna') as HTMLInputElement).checked;
    return (
      !element.isConnected ||
      element.matches(':disabled') ||
      element.disabled ||
      isOver ||
      !isChosen
    );
  }

  /** What it shows cannot be seen, such as while another method is chosen. */
  isHidden({ element }: Checkout): boolean {
    return element.renderRoot.querySelector('.base')?.hasAttribute('hidden') !== false;
  }

  /** A backend said how long to wait, and the time is not over. */
  get isRetrying(): boolean {
    return this.backend.requests.some(
      ({ reply, at }) => reply === 'retry-after' && Date.now() - at < 60_000,
    );
  }

  /** As {@link act}; what it causes may follow later in the same task. */
  actThroughTask(run: () => void): void {
    this.#hands += 1;
    queueMicrotask(() => (this.#hands -= 1));
    run();
  }

  breach(rule: string, what: string): void {
    this.breaches.push(`${rule}: ${what}`);
  }

  /** The checkout whose session this client token is. */
  ownerOf(token: string | undefined): Checkout | undefined {
    const name = this.names.find((one) => this.backend.tokens.get(one)?.includes(token ?? ''));
    return name && this.checkouts.get(name);
  }

  /** Klarna's script comes to its end, in whatever tag it stands. */
  script(type: 'load' | 'error'): void {
    for (const tag of document.querySelectorAll<HTMLScriptElement>('script')) {
      if (tag.src === SDK_URL) tag.dispatchEvent(new Event(type));
    }
  }

  /** The shopper loads the page anew: everything is gone but what the browser's storage has. */
  async reload(): Promise<void> {
    const left = this.all.map(({ name, hasConsent }) => ({ name, hasConsent }));
    for (const { element } of this.all) element.remove();
    await settled();
    this.klarna.leave();
    this.#retired.push(...this.all);
    // A page that goes on from the browser's storage knows nothing of what the backend can do.
    this.backend.canCancel.clear();
    this.#load();
    for (const { name, hasConsent } of left) {
      this.#add(name, hasConsent || this.setup.consent === 'granted');
    }
    await settled();
  }

  /** Every rule that holds at any moment. */
  check(): void {
    for (const rule of STANDING_RULES) rule(this);
  }

  /** Everybody goes; what is left behind then is a leak. */
  async close(): Promise<void> {
    for (const { element } of this.all) element.remove();
    await settled();
    this.klarna.leave();
    await this.clock.pass(160_000);
    if (!isLaneFree()) this.breach('11', 'the lane is taken by elements that are gone');
    if (this.clock.timers > 0 && ![...this.#retired, ...this.all].some(holdsToken)) {
      this.breach('11', `${this.clock.timers} timers are left running after the removal`);
    }
    for (const { element } of [...this.#retired, ...this.all]) element.reset();
    await settled();
    await this.clock.pass(15_000);
    if (this.clock.timers > 0) this.breach('11', `${this.clock.timers} timers are left running`);
    if (this.shop.foreignInert.length > 0) this.breach('6', 'the page is not as it was found');
    this.#listening.abort();
    this.#restoreConsole();
    this.shop.remove();
    this.backend.restore();
    for (const tag of document.querySelectorAll('script')) if (tag.src === SDK_URL) tag.remove();
  }

  #add(name: Name, hasConsent: boolean): void {
    const checkout = new Checkout(
      name,
      attributesOf(this.setup, name),
      hasConsent,
      (one, event, type) => this.#heard(one, event, type),
    );
    this.checkouts.set(name, checkout);
    this.shop.home(name).append(checkout.element);
  }

  /** The tag that the shop itself has for Klarna's script: never fetched, so that nobody waits for a network. */
  #load(): void {
    for (const tag of document.querySelectorAll('script')) if (tag.src === SDK_URL) tag.remove();
    const tag = document.createElement('script');
    tag.type = 'text/plain';
    tag.src = SDK_URL;
    document.head.append(tag);
    if (this.setup.hasSdk) this.klarna.arrive();
  }

  #heard(checkout: Checkout, event: CustomEvent, name: EventName): void {
    if (this.prevented.has(name)) event.preventDefault();
    onEvent(this, checkout, event, name);
    const at = this.hooks.findIndex((hook) => hook.event === name);
    if (at >= 0) this.actThroughTask(() => this.hooks.splice(at, 1)[0]?.run(checkout));
  }

  #listen(): void {
    const { signal } = this.#listening;
    const caught = (event: Event, what: unknown): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.breach('11', `an exception: ${String((what as Error | null)?.stack ?? what)}`);
    };
    const options = { capture: true, signal };
    addEventListener(
      'error',
      (event) => {
        if (event instanceof ErrorEvent) caught(event, event.error);
      },
      options,
    );
    addEventListener('unhandledrejection', (event) => caught(event, event.reason), options);
    const { error, warn } = console;
    const write = (...args: unknown[]): void => {
      this.written.push(...args);
      if (!NO_FINDING.test(String(args[0]))) this.breach('11', `the console: ${args.join(' ')}`);
    };
    console.error = console.warn = write;
    this.#restoreConsole = () => {
      console.error = error;
      console.warn = warn;
    };
  }
}

/** An approval is still good for an hour: its end is waited for, also away from the page. */
const holdsToken = ({ element }: Checkout): boolean =>
  element.state === 'authorized' ||
  (element.state === 'failed' && element.error?.phase === 'order');

export type { SdkCall };
