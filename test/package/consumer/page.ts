/** A shop's page script, as strict as TypeScript can be. Compiled against the packed package, never run. */
import 'klarna-checkout-element/define.js';
import {
  KlarnaCheckout,
  KlarnaCheckoutError,
  version,
  type AuthorizedDetail,
  type Outcome,
  type Purchase,
  type State,
} from 'klarna-checkout-element';
import * as de from 'klarna-checkout-element/messages/de.js';

KlarnaCheckout.configure({ languages: { de } });
const checkout = document.createElement('klarna-checkout');
const found: KlarnaCheckout | null = document.querySelector('klarna-checkout');
const widget = document.createElement('klarna-checkout-widget');
checkout.append(widget);

checkout.endpoint = '/klarna';
checkout.customerType = 'organization';
checkout.placeOrder = true;
checkout.headers = () => ({ 'x-shop': version });
checkout.messages = { consentTitle: 'Pay with Klarna' };
checkout.session = { client_token: 'a.b.c' };
const purchase: Purchase = {
  order_amount: 1000,
  order_lines: [{ name: 'Mug', quantity: 1, unit_price: 1000, total_amount: 1000 }],
};
checkout.purchase = purchase;

const isReady = (state: State): boolean => state === 'ready';
console.log(
  isReady(checkout.state),
  found?.categories.map(({ identifier }) => identifier),
);

function handOver({ authorizationToken, late }: AuthorizedDetail): void {
  console.log(authorizationToken.length, late);
}
checkout.addEventListener('klarna-authorized', (event) => handOver(event.detail));
// Events bubble, so every target that may see them knows them.
document.addEventListener('klarna-before-authorize', (event) => {
  event.detail.purchase.merchant_reference1 = 'A-1';
  event.preventDefault();
});
window.addEventListener('klarna-error', ({ detail }) => {
  if (detail.code === 'sdk-blocked') console.log(detail.retryable, detail.phase);
});

const describe = (outcome: Outcome): string => {
  switch (outcome.type) {
    case 'approved':
    case 'finalize-required':
      return outcome.category;
    case 'invalid':
      return outcome.fields.join();
    case 'cancelled':
    case 'declined':
    case 'unknown':
      return outcome.phase;
    case 'failed':
      return outcome.fault.code;
    case 'not-ready':
      return outcome.state;
    case 'vetoed':
    case 'busy':
      return outcome.type;
  }
};
checkout.authorize().then(describe).then(console.log, console.error);

try {
  KlarnaCheckout.configure({ redirectHosts: ['shop.example'], timeouts: { session: 5000 } });
} catch (error) {
  if (error instanceof KlarnaCheckoutError) console.error(error.code);
}

// What must not compile.
// @ts-expect-error no such state
console.log(checkout.state === 'done');
// @ts-expect-error the state is read-only
checkout.state = 'ready';
// @ts-expect-error not one of the two
checkout.consent = 'yes';
// @ts-expect-error a number is no endpoint
checkout.endpoint = 5;
// @ts-expect-error the detail has no such member
checkout.addEventListener('klarna-authorized', (event) => event.detail.token);
// @ts-expect-error a detail is frozen
checkout.addEventListener('klarna-ready', (event) => (event.detail.category = ''));
// @ts-expect-error no such error code
checkout.addEventListener('klarna-error', (event) => event.detail.code === 'oops');
// @ts-expect-error the address of the SDK is no attribute and no property
checkout.sdkUrl = 'https://shop.example/api.js';
// @ts-expect-error no such setting
KlarnaCheckout.configure({ retries: 5 });
// @ts-expect-error no such text
checkout.messages = { headline: 'Pay' };
