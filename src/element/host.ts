/** The element as the classes of this folder see it: its attributes, properties and callbacks. */
import type { ReactiveControllerHost } from 'lit';
import type { CheckoutSettings } from '../flow/ports.js';
import type { Messages } from '../messages/en.js';
import type { PageElement } from '../shop-page/ports.js';

export interface CheckoutHost extends ReactiveControllerHost, PageElement, CheckoutSettings {
  readonly locale: string;
  readonly messages: Partial<Messages>;
  readonly payAmount: string;
  readonly payButton: 'auto' | 'show' | 'hide';
  readonly privacyUrl: string;
  readonly renderRoot: ParentNode;
  /** Renders what has changed in this very task. */
  draw(): void;
}
