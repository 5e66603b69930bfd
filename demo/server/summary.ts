/** The order summary: once as markup for the page, once as plain texts for a page that is already open. */
import { totals, type CartLine, type Totals } from './cart.js';
import { CURRENCY } from './catalogue.js';
import { html, NOTHING, type Html } from './html.js';
import { localeOf, money, percent } from './money.js';
import type { ShopSession } from './sessions.js';
import { TEXTS, type Language } from './texts.js';

/** What a page needs to show a changed cart: `data-bind` name → text. */
export interface CartView {
  readonly version: number;
  readonly products: readonly string[];
  readonly discounted: boolean;
  readonly texts: Readonly<Record<string, string>>;
}

function count(sums: Totals): number {
  return sums.lines.reduce((all, line) => all + line.quantity, 0);
}

function sumTexts(sums: Totals, language: Language, locale: string): Record<string, string> {
  const amount = (minor: number) => money(minor, CURRENCY, locale);
  return {
    count: String(count(sums)),
    goods: amount(sums.goods),
    discount: amount(-sums.discount),
    shipping: sums.shipping === 0 ? TEXTS.freeShipping[language] : amount(sums.shipping),
    total: amount(sums.total),
    tax: amount(sums.tax),
  };
}

export function cartView(session: ShopSession): CartView {
  const { language, address } = session;
  const locale = localeOf(language, address.country);
  const sums = totals(session.cart, address.country);
  const lines = sums.lines.flatMap(({ product, quantity }) => [
    [`quantity-${product.id}`, String(quantity)] as const,
    [`line-${product.id}`, money(product.price * quantity, CURRENCY, locale)] as const,
  ]);
  return {
    version: session.cart.version,
    products: sums.lines.map((line) => line.product.id),
    discounted: sums.discount > 0,
    texts: { ...sumTexts(sums, language, locale), ...Object.fromEntries(lines) },
  };
}

export function cartCount(session: ShopSession): string {
  return String(count(totals(session.cart, session.address.country)));
}

/** `–` and `+` belong to the form `cart`, so that Enter in the checkout form never presses them. */
function stepper(line: CartLine, language: Language): Html {
  const { id, name } = line.product;
  return html`<span class="stepper" role="group" aria-label="${TEXTS.quantity[language]}">
    <button
      form="cart"
      name="step"
      value="${id}:-1"
      aria-label="${TEXTS.less[language]} ${name[language]}"
    >
      −
    </button>
    <output data-bind="quantity-${id}">${line.quantity}</output>
    <button
      form="cart"
      name="step"
      value="${id}:1"
      aria-label="${TEXTS.more[language]} ${name[language]}"
    >
      +
    </button>
  </span>`;
}

function lineItem(line: CartLine, language: Language, locale: string, editable: boolean): Html {
  const { product, quantity } = line;
  return html`<li class="line" data-product="${product.id}">
    <img src="/art/${product.id}.svg" alt="" width="64" height="64" />
    <div class="line-text">
      <strong>${product.name[language]}</strong>
      <span class="note">${product.note[language]}</span>
      ${editable ? stepper(line, language) : html`<span class="note">${quantity} × ${money(product.price, CURRENCY, locale)}</span>`}
    </div>
    <span class="amount" data-bind="line-${product.id}"
      >${money(product.price * quantity, CURRENCY, locale)}</span
    >
  </li>`;
}

function row(label: string, key: string, text: string, className = ''): Html {
  return html`<div class="${className}">
    <dt>${label}</dt>
    <dd data-bind="${key}">${text}</dd>
  </div>`;
}

/** Lines and sums. `editable`: with quantity steppers and the voucher field. */
export function summaryOf(
  sums: Totals,
  language: Language,
  locale: string,
  editable: boolean,
): Html {
  const texts = sumTexts(sums, language, locale);
  const text = (key: string) => texts[key] ?? '';
  const rates = [...new Set(sums.lines.map((line) => line.taxRate))].sort((a, b) => b - a);
  const tax = `${TEXTS.taxIncluded[language]} (${rates.map((rate) => percent(rate, locale)).join(' / ')})`;
  return html`<ul class="lines">
      ${sums.lines.map((line) => lineItem(line, language, locale, editable))}
    </ul>
    ${editable ? voucherField(language) : NOTHING}
    <dl class="sums">
      ${row(TEXTS.goods[language], 'goods', text('goods'))}
      <div data-discount ${sums.discount > 0 ? NOTHING : html`hidden`}>
        <dt>${TEXTS.discount[language]}</dt>
        <dd data-bind="discount">${text('discount')}</dd>
      </div>
      ${row(TEXTS.shipping[language], 'shipping', text('shipping'))}
      ${row(TEXTS.total[language], 'total', text('total'), 'total')}
      ${row(tax, 'tax', text('tax'), 'note')}
    </dl>`;
}

function voucherField(language: Language): Html {
  return html`<div class="voucher">
    <label for="voucher-code">${TEXTS.voucher[language]}</label>
    <input
      form="voucher"
      id="voucher-code"
      name="code"
      autocomplete="off"
      autocapitalize="characters"
      placeholder="${TEXTS.voucherHint[language]}"
    />
    <button form="voucher">${TEXTS.apply[language]}</button>
    <p class="problem" data-voucher-problem="${TEXTS.noticeVoucher[language]}" role="status"></p>
  </div>`;
}

export function summary(session: ShopSession, editable: boolean): Html {
  const { language, address } = session;
  const sums = totals(session.cart, address.country);
  if (sums.lines.length === 0) {
    return html`<p>
      ${TEXTS.emptyCart[language]} <a href="/demo/shop/">${TEXTS.toShop[language]}</a>
    </p>`;
  }
  return summaryOf(sums, language, localeOf(language, address.country), editable);
}
