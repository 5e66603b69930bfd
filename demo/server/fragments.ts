/** The pieces of markup that depend on the visitor; a page names one by `{{{name}}}`. */
import { addressFields } from './address-fields.js';
import { CATALOGUE, COUNTRIES, CURRENCY, type Country } from './catalogue.js';
import type { DocumentPage } from './documents.js';
import { html, json, NOTHING, type Html } from './html.js';
import { day, localeOf, money } from './money.js';
import { purchaseOf } from './orders.js';
import type { PlacedShopOrder } from './placed-order.js';
import { PAGES, type PageName } from './pages.js';
import type { Notice, ShopSession } from './sessions.js';
import { cartCount, summary, summaryOf } from './summary.js';
import { COUNTRY_NAMES, LANGUAGES, TEXTS, type Language, type TextKey } from './texts.js';
import type { Address, PaymentMethod } from './address.js';

/** Everything a fragment may look at. */
export interface Visit {
  readonly session: ShopSession;
  readonly page: PageName;
  /** Said once, above the content. */
  readonly notice: Notice | undefined;
  /** Of the confirmation page. */
  readonly order: PlacedShopOrder | undefined;
  /** Of the pages that show a document. */
  readonly document: DocumentPage | undefined;
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

const NOTICES: Readonly<Record<Notice, TextKey>> = {
  address: 'noticeAddress',
  voucher: 'noticeVoucher',
  terms: 'noticeTerms',
  payment: 'noticePayment',
  empty: 'noticeEmpty',
};

const METHODS: Readonly<Record<PaymentMethod, TextKey>> = {
  klarna: 'payKlarna',
  prepayment: 'payPrepayment',
};

function header({ session, page }: Visit): Html {
  const { language } = session;
  const buttons = LANGUAGES.map(
    (one) =>
      html`<button
        name="language"
        value="${one}"
        lang="${one}"
        aria-pressed="${String(one === language)}"
      >
        ${LANGUAGE_NAMES[one]}
      </button>`,
  );
  return html`<a class="skip" href="#content">${TEXTS.skip[language]}</a>
    <header>
      <div class="top">
        <a class="brand" href="/demo/shop/"
          ><svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <circle cx="16" cy="12" r="7" />
            <path d="M2 20c5-3 9-3 14 0s9 3 14 0M2 26c5-3 9-3 14 0s9 3 14 0" /></svg
          ><span>${TEXTS.brand[language]}</span></a
        >
        <form
          class="languages"
          method="post"
          action="/shop/language"
          aria-label="${TEXTS.languageSwitch[language]}"
        >
          <input type="hidden" name="page" value="${PAGES[page].path}" />${buttons}
        </form>
      </div>
      <p class="simulated">${TEXTS.simulated[language]}</p>
    </header>`;
}

function footer({ session: { language } }: Visit): Html {
  return html`<footer class="bottom">
    <p>${TEXTS.brand[language]} · ${TEXTS.claim[language]}</p>
    <p>
      <a href="/">${TEXTS.allDemos[language]}</a>
      <a href="/demo/privacy/">${TEXTS.privacy[language]}</a>
    </p>
  </footer>`;
}

function notice({ notice: said, session }: Visit): Html {
  if (!said) return NOTHING;
  return html`<p class="notice" role="alert">${TEXTS[NOTICES[said]][session.language]}</p>`;
}

/** Small forms beside the checkout form; the summary's buttons belong to them. */
function cartForms({ page }: Visit): Html {
  const hidden = html`<input type="hidden" name="page" value="${PAGES[page].path}" />`;
  return html`<form id="cart" method="post" action="/shop/cart">${hidden}</form>
    <form id="voucher" method="post" action="/shop/voucher">${hidden}</form>`;
}

function countries({ session: { language, address } }: Visit): Html {
  const options = (Object.keys(COUNTRIES) as Country[]).map(
    (code) =>
      html`<option value="${code}" ${code === address.country ? html`selected` : NOTHING}>
        ${COUNTRY_NAMES[code][language]}
      </option>`,
  );
  return html`${options}`;
}

const STEPS = [
  ['address', 'stepAddress'],
  ['payment', 'stepPayment'],
  ['review', 'stepReview'],
] as const;

function steps({ page, session: { language } }: Visit): Html {
  const here = STEPS.findIndex(([name]) => name === page);
  const items = STEPS.map(([name, key], index) => {
    if (index < here) {
      return html`<li><a href="${PAGES[name].path}">${TEXTS[key][language]}</a></li>`;
    }
    return html`<li ${index === here ? html`aria-current="step"` : NOTHING}>
      ${TEXTS[key][language]}
    </li>`;
  });
  return html`<nav aria-label="${TEXTS.steps[language]}">
    <ol class="steps">
      ${items}
    </ol>
  </nav>`;
}

function addressLines(address: Address, language: Language): Html {
  const lines = [
    [address.given_name, address.family_name].filter(Boolean).join(' '),
    address.street_address ?? '',
    [address.postal_code, address.city].filter(Boolean).join(' '),
    COUNTRY_NAMES[address.country][language],
    address.email ?? '',
  ].filter(Boolean);
  return html`<address>${lines.map((line) => html`<span>${line}</span>`)}</address>`;
}

function review({ session: { address, language, payment } }: Visit): Html {
  const change = (path: string, what: string) =>
    html`<a href="${path}">${TEXTS.change[language]}<span class="unseen">: ${what}</span></a>`;
  return html`<div class="review">
    <section>
      <h2>${TEXTS.deliverTo[language]}</h2>
      ${addressLines(address, language)}${change(PAGES.address.path, TEXTS.stepAddress[language])}
    </section>
    <section>
      <h2>${TEXTS.paidWith[language]}</h2>
      <p>${TEXTS[METHODS[payment]][language]}</p>
      ${change(PAGES.payment.path, TEXTS.stepPayment[language])}
    </section>
  </div>`;
}

/** On the review page Klarna is asked once more only if the payment page ended with "finalize required". */
function reviewKlarna({ session }: Visit): Html {
  if (session.payment !== 'klarna' || session.klarna.status === 'approved') return NOTHING;
  return html`<klarna-checkout
    id="klarna"
    endpoint="/klarna"
    auto-finalize="false"
    place-order
    privacy-url="/demo/privacy/"
    country="${session.address.country}"
    currency="${CURRENCY}"
    cart-version="${session.cart.version}"
    >${purchase({ session })}</klarna-checkout
  >`;
}

/** What `authorize` tells Klarna where the address is not on this page. */
function purchase({ session }: Pick<Visit, 'session'>): Html {
  return html`<script type="application/json" data-purchase>
    ${json(purchaseOf(session.address))}
  </script>`;
}

/** The demo panel; `panel.ts` brings it to life. */
function panel({ session: { language } }: Visit): Html {
  return html`<aside class="panel" aria-labelledby="panel-heading">
    <details open>
      <summary id="panel-heading">${TEXTS.panelHeading[language]}</summary>
      <div class="panel-body">
        <p class="note">${TEXTS.panelNote[language]}</p>
        <div>
          <label for="scenario">${TEXTS.panelScenario[language]}</label>
          <select id="scenario" aria-describedby="scenario-note"></select>
          <p class="note" id="scenario-note">${TEXTS.panelReload[language]}</p>
        </div>
        <p class="panel-state">
          ${TEXTS.panelState[language]}: <output id="panel-state">–</output>
        </p>
        <div class="head">
          <span>${TEXTS.panelEvents[language]}</span>
          <button type="button" class="quiet" id="panel-clear">
            ${TEXTS.panelClear[language]}
          </button>
        </div>
        <ol
          class="panel-log"
          id="panel-log"
          tabindex="0"
          aria-label="${TEXTS.panelEvents[language]}"
        ></ol>
      </div>
    </details>
  </aside>`;
}

function products({ session }: Visit): Html {
  const { language, cart } = session;
  const locale = localeOf(language, session.address.country);
  const cards = CATALOGUE.map((product) => {
    const quantity = cart.quantities.get(product.id) ?? 0;
    return html`<li class="product">
      <img src="/art/${product.id}.svg" alt="" width="320" height="320" />
      <h2>${product.name[language]}</h2>
      <p class="note">${product.note[language]}</p>
      <p class="price">
        ${money(product.price, CURRENCY, locale)}
        <span class="note">${TEXTS.inclTax[language]}</span>
      </p>
      <form method="post" action="/shop/cart">
        <input type="hidden" name="page" value="/demo/shop/" />
        <button name="step" value="${product.id}:1">
          ${TEXTS.addToCart[language]}<span class="unseen">: ${product.name[language]}</span>
        </button>
        ${quantity ? html`<span class="note">${quantity} ${TEXTS.inCart[language]}</span>` : NOTHING}
      </form>
    </li>`;
  });
  return html`<ul class="products">
    ${cards}
  </ul>`;
}

function confirmation({ order, session: { language } }: Visit): Html {
  if (!order) {
    return html`<h1>${TEXTS.noOrder[language]}</h1>
      <p>${TEXTS.noOrderNote[language]}</p>
      <p><a class="button" href="/demo/shop/">${TEXTS.toShop[language]}</a></p>`;
  }
  const locale = localeOf(language, order.address.country);
  const next: readonly TextKey[] = [
    'nextMail',
    order.payment === 'prepayment'
      ? 'nextPrepayment'
      : order.status === 'pending'
        ? 'nextPending'
        : 'nextKlarna',
    'nextParcel',
  ];
  return html`<h1>${TEXTS.confirmationHeading[language]}</h1>
    <dl class="facts">
      <div>
        <dt>${TEXTS.orderNumber[language]}</dt>
        <dd id="order-number">${order.reference}</dd>
      </div>
      <div>
        <dt>${TEXTS.orderDate[language]}</dt>
        <dd>${day(order.placedAt, locale)}</dd>
      </div>
      <div>
        <dt>${TEXTS.paidWith[language]}</dt>
        <dd>${TEXTS[METHODS[order.payment]][language]}</dd>
      </div>
    </dl>
    <div class="columns">
      <section class="card">
        <h2>${TEXTS.summaryHeading[language]}</h2>
        ${summaryOf(order.totals, language, locale, false)}
      </section>
      <div>
        <section>
          <h2>${TEXTS.deliverTo[language]}</h2>
          ${addressLines(order.address, language)}
        </section>
        <section>
          <h2>${TEXTS.nextHeading[language]}</h2>
          <ol class="next">
            ${next.map((key) => html`<li>${TEXTS[key][language]}</li>`)}
          </ol>
        </section>
      </div>
    </div>`;
}

function documentContents({ document, session: { language } }: Visit): Html {
  const items = (document?.contents ?? []).map(
    ({ title, path, isHere }) =>
      html`<li>
        <a href="${path}" lang="en" ${isHere ? html`aria-current="page"` : NOTHING}>${title}</a>
      </li>`,
  );
  return html`<nav class="contents" aria-label="${TEXTS.docsContents[language]}">
    <details open>
      <summary>${TEXTS.docsContents[language]}</summary>
      <ul>
        ${items}
      </ul>
    </details>
  </nav>`;
}

const documentArticle = ({ document }: Visit): Html =>
  html`<article class="article" lang="en">${document?.article ?? NOTHING}</article>`;

const FRAGMENTS = {
  documentContents,
  documentArticle,
  header,
  footer,
  notice,
  cartForms,
  countries,
  steps,
  review,
  reviewKlarna,
  purchase,
  panel,
  addressFields: ({ session }: Visit) => addressFields(session),
  addressFieldsLater: ({ session }: Visit) => addressFields(session, 'later'),
  addressFieldsParts: ({ session }: Visit) => addressFields(session, 'parts'),
  products,
  confirmation,
  summary: ({ session }: Visit) => summary(session, true),
  summaryFixed: ({ session }: Visit) => summary(session, false),
  checkedKlarna: ({ session }: Visit) => (session.payment === 'klarna' ? html`checked` : NOTHING),
  checkedPrepayment: ({ session }: Visit) =>
    session.payment === 'prepayment' ? html`checked` : NOTHING,
} as const satisfies Record<string, (visit: Visit) => Html>;

export function fragment(name: string, visit: Visit): Html | undefined {
  return Object.hasOwn(FRAGMENTS, name)
    ? FRAGMENTS[name as keyof typeof FRAGMENTS](visit)
    : undefined;
}

/** The texts that are not in the dictionary: what the visitor typed, and the page's own data. */
export function pageText(name: string, { session, page, document }: Visit): string | undefined {
  const { language, address, cart } = session;
  if (name.startsWith('value_')) return address[name.slice(6) as keyof Address] ?? '';
  const own: Readonly<Record<string, string>> = {
    language,
    currency: CURRENCY,
    addressCountry: address.country,
    cartVersion: String(cart.version),
    cartCount: cartCount(session),
    path: PAGES[page].path,
    title: `${document?.title ?? TEXTS[PAGES[page].title][language]} · ${TEXTS.brand[language]}`,
  };
  if (Object.hasOwn(own, name)) return own[name];
  return Object.hasOwn(TEXTS, name) ? TEXTS[name as TextKey][language] : undefined;
}
