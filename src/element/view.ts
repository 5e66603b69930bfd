/** What the parts show, made from the purchase and the attributes, and what their buttons do. */
import { isDeciding } from '../flow/machine/draft.js';
import { STATES } from '../flow/machine/states.js';
import { wantedCategories } from '../flow/settings.js';
import { recipient } from '../messages/recipient.js';
import type { CheckoutActions, CheckoutView, PayView } from '../parts/context.js';
import type { PartRegistry } from '../parts/registry.js';
import type { Checkout } from './checkout.js';
import type { CheckoutHost } from './host.js';
import { klarnaPrivacyUrl, safeUrl } from './links.js';
import { statusView } from './status-view.js';

export class View {
  readonly #host: CheckoutHost;
  readonly #checkout: Checkout;
  readonly #parts: PartRegistry;

  constructor(host: CheckoutHost, checkout: Checkout, parts: PartRegistry) {
    this.#host = host;
    this.#checkout = checkout;
    this.#parts = parts;
  }

  snapshot(): CheckoutView {
    const { purchase, page, language, notice } = this.#checkout;
    const { model } = purchase;
    const { text } = language;
    return {
      model,
      traits: STATES[model.state],
      text,
      language: language.language,
      isDeciding: isDeciding(model),
      wanted: wantedCategories(this.#host).length,
      pay: this.#pay(),
      status: statusView(model, text, notice, purchase.isStuck),
      canWithdraw: this.#host.consent !== 'granted',
      canChooseOther: this.#host.choice !== '',
      shopPrivacyUrl: safeUrl(this.#host.privacyUrl),
      klarnaPrivacyUrl: klarnaPrivacyUrl(language.resolved.klarnaLocale),
      recipient: recipient(text, language.language, page.data.country),
      actions: this.#actions,
    };
  }

  #pay(): PayView {
    const { purchase, page, isEnabled } = this.#checkout;
    const { payButton, autoFinalize, payAmount } = this.#host;
    const kind = purchase.model.operation?.kind ?? purchase.nextOperation;
    return {
      isWanted: payButton === 'show' || (payButton !== 'hide' && !page.hasPayButton),
      isReady: isEnabled && purchase.canPress(),
      isContinued: !autoFinalize && kind !== 'finalize',
      amount: payAmount,
      form: page.form,
    };
  }

  readonly #actions: CheckoutActions = {
    agree: () => this.#checkout.purchase.dispatch({ type: 'consented', source: 'prompt' }),
    chooseOther: () => {
      const { purchase, page } = this.#checkout;
      purchase.dispatch({ type: 'withdrawn', source: 'prompt' });
      page.leaveChoice();
    },
    withdraw: () => {
      this.#checkout.purchase.dispatch({ type: 'withdrawn', source: 'prompt' });
      void this.#focusPrompt();
    },
    select: (category) => this.#checkout.act({ type: 'selected', category }),
    press: () => void this.#checkout.purchase.press(),
    act: (action) => {
      const { purchase, page } = this.#checkout;
      if (action === 'reload') {
        purchase.reload();
        return;
      }
      purchase.dispatch({ type: action === 'give-up' ? 'given-up' : 'retried' });
      // The button that was pressed goes away.
      page.focus('status');
    },
  };

  /** The prompt appears with the next rendering; the link that was pressed is gone by then. */
  async #focusPrompt(): Promise<void> {
    await this.#host.updateComplete;
    const prompt = this.#parts.get('klarna-checkout-consent');
    await prompt?.updateComplete;
    prompt?.focus();
  }
}
