/** The shop's page for a search: a form with the customer's data, a payment list, buttons, and what is around them. */
import type { Setup } from './world.js';

/** What stands in the shopper's fields: no request before the press may carry any of it. */
export const PERSONAL = [
  'Zoe-Personal',
  'Nobody-Personal',
  'zoe@personal.example',
  '1 Personal Road',
];

/** Cart data, which no request to the shop's own backend may carry. */
export const PRICES = ['order_amount', 'order_lines', 'unit_price', '424242'];

export interface ShopSubmit {
  readonly token: string | null;
  readonly status: string | null;
  readonly submitter: HTMLElement | null;
  /** Within a step of the shopper's or the shop's own, not by the element in a task of its own. */
  readonly isByHand: boolean;
}

const FORM = `
  <header><a href="#nowhere">Shop</a></header>
  <form method="post" action="/never" id="checkout">
    <fieldset id="methods">
      <input type="radio" name="pay" id="klarna" value="klarna" checked>
      <input type="radio" name="pay" id="invoice" value="invoice">
    </fieldset>
    <input autocomplete="given-name" value="${PERSONAL[0]}">
    <input autocomplete="family-name" value="${PERSONAL[1]}">
    <input autocomplete="email" value="${PERSONAL[2]}" aria-describedby="hint">
    <input autocomplete="street-address" value="${PERSONAL[3]}">
    <select autocomplete="country"><option>SE</option><option>FI</option></select>
    <fieldset id="home"></fieldset>
    <p id="hint" inert>An e-mail.</p>
    <button id="buy">Buy</button>
    <button id="voucher" formnovalidate>Voucher</button>
  </form>
  <button type="button" command="--authorize" commandfor="a"></button>
  <button type="button" command="--finalize" commandfor="a"></button>
  <button type="button" command="--retry" commandfor="a"></button>
  <div id="second-home"></div>
  <footer id="footer">Imprint</footer>`;

export class Shop {
  readonly root = document.createElement('div');
  readonly submits: ShopSubmit[] = [];
  readonly #isByHand: () => boolean;
  readonly #inert = new Set<Element>();

  constructor(isByHand: () => boolean) {
    this.#isByHand = isByHand;
    this.root.id = 'shop';
    this.root.innerHTML = FORM;
    document.body.append(this.root);
    this.#inert.add(this.get('#hint'));
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const data = new FormData(this.form);
      this.submits.push({
        token: data.get('klarna_authorization_token') as string | null,
        status: data.get('klarna_authorization_token_status') as string | null,
        submitter: event.submitter,
        isByHand: this.#isByHand(),
      });
    });
  }

  get(selector: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(selector)!;
  }

  get form(): HTMLFormElement {
    return this.get('form') as HTMLFormElement;
  }

  /** Where an element stands when it is in the page. */
  home(name: string): HTMLElement {
    return this.get(name === 'a' ? '#home' : '#second-home');
  }

  /** The page itself makes something inert, or takes that back. */
  toggleInert(selector: string): void {
    const node = this.get(selector);
    if (node.toggleAttribute('inert')) this.#inert.add(node);
    else this.#inert.delete(node);
  }

  /** Nodes of the page that are inert though the page did not say so, or the other way round. */
  get foreignInert(): readonly Element[] {
    return [...this.root.querySelectorAll('*')].filter(
      (node) =>
        !node.closest('klarna-checkout') && node.hasAttribute('inert') !== this.#inert.has(node),
    );
  }

  /** Whether this node can be reached by a shopper. */
  isUsable(node: Element): boolean {
    return !node.closest('[inert]') && !node.matches(':disabled');
  }

  remove(): void {
    this.root.remove();
  }
}

/** Attributes of an element as the setup has them. */
export function attributesOf(setup: Setup, name: 'a' | 'b'): Readonly<Record<string, string>> {
  return {
    id: name,
    endpoint: `/klarna/${name}`,
    ...(name === 'a' && setup.choice && { choice: '#klarna' }),
    ...(setup.consent === 'granted' && { consent: 'granted' }),
    ...(setup.placeOrder && { 'place-order': '' }),
    ...(!setup.autoFinalize && { 'auto-finalize': 'false' }),
    ...(setup.lock && { lock: setup.lock }),
    ...(name === 'b' && setup.otherCategory && { category: 'pay_over_time' }),
    'pay-button': 'show',
  };
}
