/** One `<klarna-checkout>` under observation: its events, its promises, and what the shopper has agreed to. */
import type { EventName } from '../../../src/events.js';
import type { KlarnaCheckout, Outcome, State } from '../../../src/index.js';
import { EVENT_NAMES } from '../../harness/events.js';
import type { SdkCall } from './klarna.js';

export type Name = 'a' | 'b';

export interface Heard {
  readonly name: EventName;
  readonly detail: unknown;
  readonly at: number;
}

export interface Promised {
  readonly kind: 'authorize' | 'finalize' | 'reauthorize';
  readonly answer: Promise<Outcome>;
  /** Klarna was asked because of it. */
  isNew: boolean;
  /** The call of Klarna's that it is about; undefined where Klarna was not asked. */
  call: SdkCall | undefined;
  outcome: Outcome | undefined;
  hasFailed: boolean;
  isChecked: boolean;
}

const DECIDING: ReadonlySet<State> = new Set<State>(['authorizing', 'finalizing', 'placing']);

export class Checkout {
  readonly name: Name;
  readonly element: KlarnaCheckout;
  readonly events: Heard[] = [];
  readonly promises: Promised[] = [];
  /** What the shopper or the shop has agreed to so far, by their own acts. */
  hasConsent: boolean;
  /** They agreed in this very task; a listener may have withdrawn since. */
  hasJustAgreed = false;
  /** The state that the last event told of. */
  shownState: State;
  /** The load, and the operation, that it waits for. */
  currentLoad: SdkCall | undefined;
  currentOperation: SdkCall | undefined;
  lastOperation: SdkCall | undefined;
  /** A promise whose call of Klarna's is still to come in this task, if it comes. */
  asking: Promised | undefined;
  /** The authorization token that was announced last. */
  token: string | undefined;

  constructor(
    name: Name,
    attributes: Readonly<Record<string, string>>,
    hasConsent: boolean,
    heard: (checkout: Checkout, event: CustomEvent, name: EventName) => void,
  ) {
    this.name = name;
    this.hasConsent = hasConsent;
    this.element = document.createElement('klarna-checkout');
    this.shownState = this.element.state;
    for (const [attribute, value] of Object.entries(attributes)) {
      this.element.setAttribute(attribute, value);
    }
    this.element.purchase = { order_amount: 424_242, purchase_currency: 'EUR' };
    for (const event of EVENT_NAMES) {
      this.element.addEventListener(event, (fired) => {
        const { detail } = fired as CustomEvent<unknown>;
        this.events.push({ name: event, detail, at: Date.now() });
        heard(this, fired as CustomEvent, event);
      });
    }
  }

  get isDeciding(): boolean {
    return DECIDING.has(this.element.state);
  }

  agree(): void {
    this.hasConsent = this.hasJustAgreed = true;
    queueMicrotask(() => (this.hasJustAgreed = false));
  }

  heard(name: EventName): readonly Heard[] {
    return this.events.filter((event) => event.name === name);
  }

  /** Asks by method and follows the promise. */
  ask(kind: Promised['kind'], newest: () => SdkCall | undefined): void {
    const before = newest();
    const answer = this.element[kind]();
    const after = newest();
    const isNew = after !== before && after?.method === kind;
    const same = this.promises.find((other) => other.answer === answer);
    const promised: Promised = {
      kind,
      answer,
      isNew,
      call: same ? same.call : isNew ? after : this.lastOperation,
      outcome: undefined,
      hasFailed: false,
      isChecked: false,
    };
    this.promises.push(promised);
    // Within an event of the element's own, Klarna is asked later in the same task.
    if (!same && !isNew) this.asking = promised;
    queueMicrotask(() => (this.asking = undefined));
    answer.then(
      (outcome) => {
        promised.outcome = outcome;
      },
      () => {
        promised.hasFailed = true;
      },
    );
  }

  part(name: string): HTMLElement | null {
    return this.element.renderRoot.querySelector<HTMLElement>(`klarna-checkout-${name}`);
  }

  /** A button of one of the parts, as the shopper sees it. */
  button(name: 'agree' | 'other' | 'action' | 'withdraw'): HTMLElement | null {
    const owner = { agree: 'consent', other: 'consent', action: 'status', withdraw: 'status' }[
      name
    ];
    return this.part(owner)?.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`) ?? null;
  }

  get payButton(): HTMLButtonElement | null {
    return this.element.querySelector<HTMLButtonElement>('button[slot="klarna-pay"]');
  }

  /** Klarna's containers. */
  get mounts(): readonly Element[] {
    return [...this.element.children].filter((child) => child.slot.startsWith('klarna-widget'));
  }

  /** All that the shopper could see of it. */
  get html(): string {
    const parts = [...this.element.renderRoot.querySelectorAll('*')];
    return [
      this.element.outerHTML,
      (this.element.renderRoot as ShadowRoot).innerHTML,
      ...parts.map((part) => part.shadowRoot?.innerHTML ?? ''),
    ].join('\n');
  }
}
