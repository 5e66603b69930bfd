/** What the link to the form asks the checkout that it belongs to, and tells it. */
import type { Fault } from '../errors.js';

export interface FormOwner {
  /** Whether Klarna is what the shopper pays with right now. */
  readonly isChosen: () => boolean;
  /** A script may have changed the choice: what an unchosen checkout carries goes. */
  readonly followChoice: () => void;
  /** Whether what the form carries still belongs to what the shopper entered. */
  readonly isCurrent: () => boolean;
  /** Whether this form may carry a token at all, or the order is placed by other means. */
  readonly carriesToken: () => boolean;
  readonly tokenName: () => string;
  /** The checkout's own pay button, which pays whatever the selector says. */
  readonly ownButton: () => HTMLElement | undefined;
  /** CSS selector of the buttons that pay; undefined: all submit buttons that do not say otherwise. */
  readonly submitter: () => string | undefined;
  /** Origins besides the page's own that a token may be sent to. */
  readonly origins: () => readonly string[];
  /** The shopper pressed a button that pays. */
  readonly press: () => void;
  readonly refuse: (fault: Fault) => void;
  /** Another checkout of this form has put its token into it, in place of the one of this. */
  readonly replaced: () => void;
  /** The element was taken out of the page before it sent the form. */
  readonly unsent: () => void;
  /** A submit was left alone because another method is chosen. */
  readonly passed: () => void;
  /** The form was read by a script, or sent by `form.submit()`, before Klarna was asked. */
  readonly readUnasked: () => void;
}
