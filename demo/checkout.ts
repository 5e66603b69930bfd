/**
 * What the shop's own script does on a checkout page; without it every button still works by page load.
 * It keeps what was typed when the cart, the country or the language changes.
 */
import type { CartView } from './server/summary.js';
import { TEST_PERSON } from './test-person.js';

type CartAnswer = CartView & { readonly problem: string | null };

const checkout = document.querySelector<HTMLFormElement>('#checkout');

/** Sends a form's fields to the shop server and learns what the cart is now. */
async function post(path: string, fields: FormData): Promise<CartAnswer> {
  const body = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === 'string') body.append(name, value);
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body,
  });
  return (await response.json()) as CartAnswer;
}

/** Shows a changed cart without a page load and lets Klarna's element know of it. */
function show(cart: CartAnswer): void {
  if (cart.products.length === 0) {
    location.reload();
    return;
  }
  for (const [name, text] of Object.entries(cart.texts)) {
    for (const place of document.querySelectorAll(`[data-bind="${name}"]`)) {
      place.textContent = text;
    }
  }
  for (const line of document.querySelectorAll<HTMLElement>('[data-product]')) {
    if (!cart.products.includes(line.dataset.product ?? '')) line.remove();
  }
  document.querySelector('[data-discount]')?.toggleAttribute('hidden', !cart.discounted);
  const voucher = document.querySelector<HTMLElement>('[data-voucher-problem]');
  if (voucher) {
    voucher.textContent = cart.problem === 'voucher' ? (voucher.dataset.voucherProblem ?? '') : '';
  }
  document.querySelector('klarna-checkout')?.setAttribute('cart-version', String(cart.version));
}

for (const form of document.querySelectorAll<HTMLFormElement>('#cart, #voucher')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void post(form.getAttribute('action') ?? '', new FormData(form, event.submitter)).then(show);
  });
}

const country = document.querySelector<HTMLSelectElement>('#country');
country?.addEventListener('change', () => {
  if (!checkout) return;
  void post('/shop/draft', new FormData(checkout)).then((cart) => {
    show(cart);
    document.querySelector('klarna-checkout')?.setAttribute('country', country.value);
  });
});

const languages = document.querySelector<HTMLFormElement>('.languages');
languages?.addEventListener('submit', (event) => {
  if (!checkout) return;
  event.preventDefault();
  const { submitter } = event;
  void post('/shop/draft', new FormData(checkout)).then(() =>
    post('/shop/language', new FormData(languages, submitter)).then(() => {
      location.reload();
    }),
  );
});

document.querySelector('#fill-in')?.addEventListener('click', () => {
  for (const [name, value] of Object.entries(TEST_PERSON)) {
    const input = document.querySelector<HTMLInputElement>(`#${name}`);
    if (!input) continue;
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
});
