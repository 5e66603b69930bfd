/** What the flow needs of the element and of the shop's page, and what its effects share. */
import type { CustomerType } from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import type { DetailOf, EventName } from '../events.js';
import type { Purchase } from '../klarna/types.js';
import type { Messages } from '../messages/en.js';
import type { FieldSource } from '../shop-page/fields/index.js';
import type { Mounts } from '../shop-page/mount.js';
import type { PageListener, PageState } from '../shop-page/ports.js';
import type { FlowEvent, FocusTarget, Model } from './machine/model.js';

export type Headers = Readonly<Record<string, string>>;

/** Attributes and properties of the element, read when they are needed. */
export interface CheckoutSettings {
  readonly autoFinalize: boolean;
  readonly cartVersion: string;
  readonly category: string;
  readonly consent: string;
  readonly csrfHeader: string;
  readonly csrfToken: string;
  readonly currency: string;
  readonly customerType: CustomerType;
  readonly endpoint: string;
  readonly headers: Headers | (() => Headers);
  readonly placeOrder: boolean;
}

/** What the element does for the flow. */
export interface ElementPort {
  readonly settings: CheckoutSettings;
  /** The browser has what the element cannot do without. */
  readonly isSupported: boolean;
  /** For Klarna's session, BCP 47. */
  readonly locale: () => string;
  /** The texts in the language that is shown. */
  readonly text: () => Messages;
  /** Fires an event. @returns `false` when a listener prevented it */
  readonly emit: <Name extends EventName>(name: Name, detail: DetailOf<Name>) => boolean;
  /** Sets `error` and fires `klarna-error`. */
  readonly report: (fault: Fault) => void;
  /** A press came too early: the status asks the shopper to wait. */
  readonly pressedEarly: () => void;
  /** The purchase has another country than was known before: locale and texts may follow. */
  readonly countryChanged: () => void;
  /** Another element of the page began or ended a payment or a load. */
  readonly laneChanged: () => void;
  /** A payment of an element that the page has removed came to nothing. */
  readonly removedUnfinished: () => void;
  /** The model changed: the view has to be rendered again. */
  readonly changed: () => void;
}

/** What the flow needs of the shop's page; `src/shop-page/shop-page.ts` has it. */
export interface PagePort {
  /** Klarna is chosen and the element is enabled, so a press may pay. */
  readonly isActive: boolean;
  /** The element itself is disabled, and not only a fieldset around it. */
  readonly isDisabled: boolean;
  /** The form of the element, which carries the token. */
  readonly form: HTMLFormElement | null;
  /** A session answer that came with the page, unchecked. */
  readonly session: unknown;
  readonly mounts: Pick<Mounts, 'show' | 'prepare' | 'get' | 'clear'>;
  readonly data: {
    /** Country of the purchase, ISO 3166-1 alpha-2. */
    readonly country: string | undefined;
    /** A fresh copy of what Klarna is sent about cart and customer. */
    read(seen?: FieldSource): Purchase;
    /** Checks whether the country changed by means that fire no event. @returns what was seen, for `read` in the same task */
    followCountry(): FieldSource;
    /** Removes the marks from the fields. */
    clear(): void;
  };
  /** Stops presses from now on, before what they need is there. */
  guard(listener: PageListener): void;
  connect(listener: PageListener): void;
  disconnect(): void;
  /** Tells the listener whether Klarna is chosen now. */
  checkChoice(): void;
  /** Klarna was asked with what the page holds now, spaces and letter case aside. */
  readonly isCurrent: boolean;
  /** The form was sent since it carries a token. */
  readonly hasSubmitted: boolean;
  /** Klarna is about to be asked with what the page holds now. */
  noteAsked(purchase: Purchase): void;
  update(state: PageState): void;
  markFields(names: readonly string[], message: string): readonly string[];
  lock(): () => void;
  focus(on: FocusTarget): void;
  disableChoice(): void;
  /** The form carries the token until {@link clearToken}. */
  carryToken(token: string): void;
  /** Repeats the shopper's press, now that the form carries the token. */
  sendForm(): void;
  sendFinalizeRequired(): void;
  clearToken(): void;
  /** Advice for developers, once, in the console alone. */
  advise(sentence: string): void;
}

/** What an effect has to work with. */
export interface EffectContext {
  readonly element: ElementPort;
  readonly page: PagePort;
  readonly model: Model;
  dispatch(event: FlowEvent): void;
  /** Reports a fault; one of the page's own making only once. */
  report(fault: Fault): void;
}
