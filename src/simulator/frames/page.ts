/** The simulator's own pages inside frames, popups and blocks: built by DOM calls, styled by adopted stylesheets. */
import type { Method } from '../script/outcomes.js';
import type { Session } from '../sdk/session.js';

/** Creates an element with text, or with children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  page: Document,
  tag: K,
  contents: string | readonly Node[],
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const element = page.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (typeof contents === 'string') element.textContent = contents;
  else element.append(...contents);
  return element;
}

/** The styles of all the simulator's pages, without any brand. Readable from 280 px. */
export const LOOK = `
  * { box-sizing: border-box; }
  body, .page { margin: 0; font: 15px/1.45 system-ui, sans-serif; color: #1f2a37; background: #fff; }
  .banner { margin: 0; padding: 6px 12px; background: #fff3c4; color: #5c4400; font-weight: 600; font-size: 13px;
    border-bottom: 1px solid #e0c65a; overflow-wrap: anywhere; }
  .content { padding: 12px; border: 1px solid #cbd5e1; border-top: 0; border-radius: 0 0 8px 8px; }
  h1, p { margin: 0 0 8px; font-size: inherit; }
  h1 { font-size: 17px; }
  .amount { font-size: 20px; font-weight: 600; }
  .dialog { max-width: 420px; margin: 8vh auto 0; background: #fff; border-radius: 8px; overflow: hidden; }
  .choices { display: grid; gap: 8px; margin-top: 12px; }
  button { font: inherit; padding: 10px 14px; min-height: 44px; border-radius: 6px; border: 1px solid #475569;
    background: #fff; color: inherit; cursor: pointer; }
  button[value='approve'] { background: #1e3a5f; border-color: #1e3a5f; color: #fff; }
  :focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
  .backdrop { background: rgb(15 23 42 / 60%); }
`;

/** Adopts the styles in a frame's or window's document. The sheet has to come from that window. */
export function dress(page: Document): void {
  const view = page.defaultView;
  if (!view) return;
  page.title = 'Simulator, not Klarna';
  page.documentElement.lang = 'en';
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(LOOK);
  page.adoptedStyleSheets = [sheet];
}

/** The banner that says that this is a test and not Klarna. */
export function banner(page: Document): HTMLElement {
  return make(page, 'p', 'TEST: this is a simulator, not Klarna. No money moves.', {
    class: 'banner',
  });
}

/** The amount in the session's own language and currency; without a currency the bare figure. */
export function amountText(session: Session): string {
  const { language, country, known } = session;
  // Newer data of the page replaces that of the token.
  const minor = known['order_amount'];
  const major = (typeof minor === 'number' ? minor : session.orderAmount) / 100;
  const told = known['purchase_currency'];
  const currency = typeof told === 'string' ? told : session.currency;
  try {
    const locale = country ? `${language}-${country}` : language;
    return new Intl.NumberFormat(
      locale,
      currency ? { style: 'currency', currency } : { minimumFractionDigits: 2 },
    ).format(major);
  } catch {
    return major.toFixed(2);
  }
}

/** Title of the page on which a call is decided. */
export const TITLES: Readonly<Record<Method, string>> = {
  load: 'Pay with the simulator',
  loadPaymentReview: 'Review your payment',
  authorize: 'Approve this purchase?',
  finalize: 'Complete this purchase?',
  reauthorize: 'Approve the changed purchase?',
};
