/** The pages that are measured: a shop's form with the element, with the textbook integration, or with neither. */
import { readFileSync } from 'node:fs';
import { SDK_PATH } from './server.js';

const TEXTBOOK = 'bench/textbook/';

/** Path of the element's page; of the textbook's page, which fetches its session or has the token in it. */
export const OURS = '/ours/';
export const BY_THE_BOOK = '/textbook/';
export const TOKEN_IN_PAGE = '/textbook/rendered/';

const ADDRESS = [
  ['email', 'a@example.com'],
  ['given-name', 'Anna'],
  ['family-name', 'Holm'],
  ['organization', ''],
  ['street-address', 'Kai 1'],
  ['address-line2', ''],
  ['postal-code', '20457'],
  ['address-level2', 'Hamburg'],
  ['country', 'DE'],
  ['tel', '+4940123456'],
] as const;

const field = (name: string, autocomplete: string, value: string): string =>
  `<p><label>${name} <input name="${name}" autocomplete="${autocomplete}" value="${value}"></label></p>`;

/** Sixty fields: two addresses, and forty that have nothing to do with Klarna. */
function fields(): string {
  const addresses = ['billing', 'shipping'].flatMap((use) =>
    ADDRESS.map(([part, value]) => field(`${use}_${part}`, `${use} ${part}`, value)),
  );
  const others = Array.from({ length: 40 }, (_, index) => field(`wish_${index}`, 'off', 'none'));
  return [...addresses, ...others].join('\n');
}

/** An order of `lines` lines, as a shop would send it to Klarna. */
export function order(lines: number): object {
  const order_lines = Array.from({ length: lines }, (_, index) => ({
    type: 'physical',
    reference: `A-${index}`,
    name: `Bowl number ${index}, glazed by hand`,
    quantity: 1,
    unit_price: 1190,
    tax_rate: 1900,
    total_amount: 1190,
    total_tax_amount: 190,
    product_url: `https://shop.example/bowls/${index}`,
    image_url: `https://shop.example/bowls/${index}.jpg`,
  }));
  return {
    purchase_country: 'DE',
    purchase_currency: 'EUR',
    locale: 'en-DE',
    order_amount: 1190 * lines,
    order_tax_amount: 190 * lines,
    order_lines,
  };
}

const script = (lines: number): string => JSON.stringify(order(lines));

interface Shape {
  readonly head?: string;
  readonly checkout: string;
  readonly isLong?: boolean;
}

const page = ({ head = '', checkout, isLong = false }: Shape): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Checkout</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><style>body { font: 16px/1.5 sans-serif; margin: 16px; }</style>
${head}</head><body>
<h1>Checkout</h1>
<form id="checkout" method="post" action="/order">
${isLong ? fields() : ''}
${checkout}
<p id="total">Total 238,00 €</p>
<button id="buy">Buy now</button>
<p id="after">Free returns within 30 days.</p>
</form></body></html>`;

export interface Wishes {
  /** Lines of the order; with more than none the form has sixty fields. */
  readonly lines?: number;
  readonly attributes?: string;
  /** What stands in for Klarna's SDK. */
  readonly sdk?: string;
  /** The page keeps room for what its script will draw: for ours as the documentation says. */
  readonly isReserved?: boolean;
  /** The page's shopper pays by card so far. */
  readonly isUnchosen?: boolean;
  /** Nobody goes on to Klarna here, so the page needs no script of its own; the pages of `floor/` have none either. */
  readonly isOnlyOpened?: boolean;
  /** The element's file; default as it is published. */
  readonly file?: string;
}

const RESERVE = '<style>klarna-checkout { display: block; min-block-size: 24rem; }</style>';
const RESERVE_BY_THE_BOOK =
  '<style>#klarna-payments-container { min-block-size: 230px; } #klarna-message { min-block-size: 1lh; }</style>';

/** A list of ways to pay, of which Klarna's is not chosen. */
const WAYS_TO_PAY = `<p><label><input type="radio" name="pay" value="card" checked> Card</label>
  <label><input type="radio" name="pay" value="klarna" id="klarna-way"> Klarna</label></p>`;

/** The page stays where it is after the approval: what comes then is the shop's. */
const CONFIGURE = (sdk: string): string => `<script>
  customElements.get('klarna-checkout').configure({ sdkUrl: '${sdk}' });
  document.addEventListener('klarna-authorized', (event) => event.preventDefault());
</script>`;

export const ourPage = ({
  lines = 0,
  attributes = '',
  sdk = SDK_PATH,
  isReserved = false,
  isUnchosen = false,
  isOnlyOpened = false,
  file = '/klarna-checkout.js',
}: Wishes = {}): string =>
  page({
    isLong: lines > 0,
    head: `${isReserved ? RESERVE : ''}<script src="${file}"></script>${
      isOnlyOpened ? '' : CONFIGURE(sdk)
    }`,
    checkout: `${isUnchosen ? WAYS_TO_PAY : ''}<klarna-checkout endpoint="/shop" ${
      isUnchosen ? 'choice="#klarna-way"' : ''
    } ${attributes}>
      <script type="application/json" data-purchase>${script(lines || 1)}</script>
    </klarna-checkout>`,
  });

export const textbookPage = (
  { lines = 0, sdk = SDK_PATH, isReserved = false }: Wishes = {},
  clientToken?: string,
): string =>
  page({
    isLong: lines > 0,
    head: `${isReserved ? RESERVE_BY_THE_BOOK : ''}${
      clientToken === undefined ? '' : `<meta name="klarna-client-token" content="${clientToken}">`
    }<link rel="stylesheet" href="/textbook/checkout.css">
      <script src="/textbook/checkout.js"></script><script src="${sdk}" async></script>`,
    checkout: `<script type="application/json" id="order">${script(lines || 1)}</script>
      ${readFileSync(`${TEXTBOOK}checkout.html`, 'utf8')}`,
  });

export const textbookFile = (name: 'checkout.js' | 'checkout.css'): string =>
  readFileSync(TEXTBOOK + name, 'utf8');

/** A page with one of the elements of `floor/`, which lies at `file`. */
export const floorPage = (element: string, file: string): string =>
  page({ head: `<script src="${file}"></script>`, checkout: `<${element}></${element}>` });
