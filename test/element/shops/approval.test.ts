import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import {
  agree,
  holdApproval,
  next,
  reach,
  eventNames,
  useHarness,
} from '../../harness/checkout.js';

const NAME = 'klarna_authorization_token';

interface Page {
  readonly form: HTMLFormElement;
  readonly checkout: KlarnaCheckout;
  readonly street: HTMLInputElement;
  /** Street and token of each submit that reached the shop; the shop's server refuses each. */
  readonly sent: (readonly [string, string])[];
}

async function page(): Promise<Page> {
  const form = await fixture<HTMLFormElement>(
    `<form method="post" action="/order"><input name="street" autocomplete="address-line1" value="Old street 1">
       <klarna-checkout endpoint="/klarna"></klarna-checkout><button>Buy</button></form>`,
  );
  const sent: (readonly [string, string])[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    sent.push([data.get('street') as string, data.get(NAME) as string]);
  });
  const street = form.querySelector('input') as HTMLInputElement;
  return { form, street, sent, checkout: form.querySelector('klarna-checkout') as KlarnaCheckout };
}

const submitted = (form: HTMLFormElement): Promise<Event> =>
  new Promise((resolve) => form.addEventListener('submit', resolve, { once: true }));

async function buy({ form }: Page): Promise<void> {
  const arrived = submitted(form);
  form.requestSubmit();
  await arrived;
}

describe('an approval', () => {
  const harness = useHarness();

  it('passes again when the page still holds what was approved, spaces and letter case aside', async () => {
    const shop = await page();
    await agree(shop.checkout);
    await buy(shop);
    shop.street.value = '  OLD  street 1';
    await buy(shop);
    const [first, second] = shop.sent;
    expect(second?.[1]).to.equal(first?.[1]);
    expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(1);
  });

  it('is asked for again at the press when the address was changed', async () => {
    const shop = await page();
    await agree(shop.checkout);
    await buy(shop);
    shop.street.value = 'New street 2';
    const authorized = next(shop.checkout, 'klarna-authorized');
    await buy(shop);
    const { detail } = await authorized;
    expect(detail.purchase.billing_address?.street_address).to.equal('New street 2');
    expect(shop.sent.map(([street]) => street)).to.deep.equal(['Old street 1', 'New street 2']);
    expect(shop.sent[1]?.[1]).to.equal(detail.authorizationToken);
    expect(shop.sent[1]?.[1]).to.not.equal(shop.sent[0]?.[1]);
    expect(harness.endpoint.calls('authorization/cancel')).to.have.length(0);
  });

  it('is given back when Klarna declines what was changed', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: { cancel: true } }),
    }));
    const shop = await page();
    await agree(shop.checkout);
    await buy(shop);
    shop.street.value = 'New street 2';
    harness.klarna.next.authorize('decline');
    shop.form.requestSubmit();
    await reach(shop.checkout, 'declined');
    expect(shop.sent).to.have.length(1);
    expect(harness.endpoint.calls('authorization/cancel').map(({ body }) => body)).to.deep.equal([
      { authorization_token: shop.sent[0]?.[1] },
    ]);
  });

  it('does not loop when the shop’s own handler reformats a field', async () => {
    const shop = await page();
    shop.form.addEventListener('submit', () => {
      shop.street.value = shop.street.value.toUpperCase();
    });
    await agree(shop.checkout);
    await buy(shop);
    await buy(shop);
    expect(shop.sent).to.have.length(2);
    expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(1);
  });

  it('is what a second authorize() resolves with, without a second event', async () => {
    const shop = await page();
    shop.checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
    await agree(shop.checkout);
    const first = await shop.checkout.authorize();
    const second = await shop.checkout.authorize();
    expect(second).to.deep.equal(first);
    expect(first).to.have.property('authorizationToken');
    expect(shop.checkout.outcome).to.deep.equal({ type: 'approved', category: 'pay_later' });
    expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(1);
  });

  it('is given back when the shop cancels while Klarna decides', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: { cancel: true } }),
    }));
    const shop = await page();
    await agree(shop.checkout);
    const release = holdApproval(harness, 'token-1');
    const outcome = shop.checkout.authorize();
    shop.checkout.cancelAuthorization();
    release();
    expect((await outcome).type).to.equal('cancelled');
    await reach(shop.checkout, 'ready');
    expect(harness.endpoint.calls('authorization/cancel').map(({ body }) => body)).to.deep.equal([
      { authorization_token: 'token-1' },
    ]);
    expect(shop.sent).to.deep.equal([]);
  });

  it('is not sent twice when the page returns from the browser’s cache', async () => {
    const shop = await page();
    await agree(shop.checkout);
    await buy(shop);
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    shop.form.requestSubmit();
    expect(shop.sent, 'stopped until the endpoint has answered').to.have.length(1);
    await reach(shop.checkout, 'ready');
    expect(harness.endpoint.calls('session')).to.have.length(2);
    await buy(shop);
    expect(shop.sent[1]?.[1]).to.not.equal(shop.sent[0]?.[1]);
  });
});

describe('place-order', () => {
  const harness = useHarness();

  it('fails before Klarna is asked when the session does not claim that it places orders', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: {} }),
    }));
    const host = await fixture<HTMLElement>(
      '<div><klarna-checkout endpoint="/klarna" place-order consent="granted"></klarna-checkout></div>',
    );
    const checkout = host.querySelector('klarna-checkout') as KlarnaCheckout;
    await reach(checkout, 'failed');
    expect(checkout.error?.code).to.equal('order-not-offered');
    expect(eventNames(harness)).to.not.include('state:loading');
  });

  it('does not tell the shopper of a mistake when the backend wants something fixed that is not his', async () => {
    harness.endpoint.on('order', () => ({
      status: 422,
      json: {
        type: 'about:blank',
        status: 422,
        code: 'order_invalid',
        action: 'fix',
        invalid_fields: ['order_lines[0].total_amount'],
      },
      headers: { 'content-type': 'application/problem+json' },
    }));
    const host = await fixture<HTMLElement>(
      '<div><klarna-checkout endpoint="/klarna" place-order consent="granted"></klarna-checkout></div>',
    );
    const checkout = host.querySelector('klarna-checkout') as KlarnaCheckout;
    await reach(checkout, 'ready');
    await checkout.authorize();
    await reach(checkout, 'failed');
    expect(checkout.error?.code).to.equal('order-failed');
    expect(eventNames(harness)).to.not.include('invalid-fields');
  });
});

describe('consent', () => {
  const harness = useHarness();

  it('holds for every element of the same endpoint', async () => {
    const host = await fixture<HTMLElement>(
      `<div><klarna-checkout endpoint="/klarna"></klarna-checkout><klarna-checkout endpoint="/klarna"></klarna-checkout>
        <klarna-checkout endpoint="/other"></klarna-checkout></div>`,
    );
    const [first, second, other] = host.querySelectorAll('klarna-checkout');
    await agree(first!);
    await reach(second!, 'ready');
    expect(other!.state).to.equal('consent');
    expect(harness.endpoint.calls('session'), 'one session for both').to.have.length(1);
    first!.withdrawConsent();
    await reach(second!, 'consent');
  });
});
