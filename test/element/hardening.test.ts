import { expect, fixture } from '@open-wc/testing';
import {
  agree,
  next,
  part,
  payButton,
  mount,
  reach,
  statusText,
  eventNames,
  useHarness,
} from '../harness/checkout.js';
import type { KlarnaCheckout } from '../../src/index.js';

describe('<klarna-checkout> on a hostile or careless page', () => {
  const harness = useHarness();

  it('calls authorize in the very task of the press, before anybody is told', async () => {
    const checkout = await mount();
    await agree(checkout);
    const payments = (window as unknown as { Klarna: { Payments: { authorize: unknown } } }).Klarna
      .Payments;
    const { authorize } = payments;
    let isCalled = false;
    payments.authorize = (...given: unknown[]) => {
      isCalled = true;
      Reflect.apply(authorize as () => void, payments, given);
    };
    let wasCalledFirst = false;
    checkout.addEventListener('klarna-state', () => {
      wasCalledFirst ||= isCalled;
    });
    payButton(checkout)?.click();
    expect(isCalled).to.be.true;
    expect(wasCalledFirst).to.be.true;
    await reach(checkout, 'authorized');
  });

  it('does not run in circles when a session is over before it has begun', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ expires_at: '2020-01-01T00:00:00Z' }),
    }));
    const checkout = await mount();
    await agree(checkout);
    expect(harness.endpoint.calls('session')).to.have.length(1);
    expect(eventNames(harness)).to.not.include('expired');
  });

  it('checks the endpoint also where the session came with the page', async () => {
    const session = JSON.stringify(harness.endpoint.session({ capabilities: { order: true } }));
    const checkout = await mount(
      `<klarna-checkout endpoint="https://evil.example/k" place-order><script type="application/json" data-session>${session}</script></klarna-checkout>`,
    );
    await reach(checkout, 'failed');
    expect(checkout.error?.code).to.equal('endpoint-foreign');
  });

  it('cannot be sent elsewhere by a <base> of the page', async () => {
    const base = document.createElement('base');
    base.href = 'https://evil.example/';
    document.head.append(base);
    try {
      const checkout = await mount('<klarna-checkout endpoint="/klarna"></klarna-checkout>');
      await reach(checkout, 'failed');
      expect(checkout.error?.code).to.equal('endpoint-foreign');
    } finally {
      base.remove();
    }
  });

  it('goes on when the headers function throws, and says so once', async () => {
    const checkout = await mount();
    checkout.headers = () => {
      throw new Error('no headers today');
    };
    await agree(checkout);
    expect((await checkout.authorize()).type).to.equal('approved');
    const codes = harness.events
      .filter(({ name }) => name === 'klarna-error')
      .map(({ detail }) => (detail as { code: string }).code);
    expect(codes).to.deep.equal(['headers-failed']);
  });

  it('takes a purchase that a framework wrapped, and goes on without one that it cannot copy', async () => {
    const checkout = await mount();
    checkout.purchase = new Proxy({ order_amount: 5 }, {});
    await agree(checkout);
    const authorized = next(checkout, 'klarna-authorized');
    await checkout.authorize();
    expect((await authorized).detail.purchase).to.deep.equal({ order_amount: 5 });
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    checkout.reset();
    checkout.purchase = circular;
    await reach(checkout, 'ready');
    expect((await checkout.authorize()).type).to.equal('approved');
  });

  it('never puts the token into a form that would show it, by whatever way it was pressed', async () => {
    const form = await fixture<HTMLFormElement>(
      '<form method="get"><klarna-checkout endpoint="/klarna"></klarna-checkout></form>',
    );
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    await agree(checkout);
    const error = next(checkout, 'klarna-error');
    await checkout.authorize();
    expect((await error).detail.code).to.equal('form-method');
    await new Promise((resolve) => setTimeout(resolve));
    expect(submits).to.equal(0);
    expect([...new FormData(form).keys()]).to.deep.equal([]);
  });

  it('lets a form pass whose own script prevented the submit but keeps the token', async () => {
    const form = await fixture<HTMLFormElement>(
      '<form method="post"><klarna-checkout endpoint="/klarna"></klarna-checkout><button>Buy</button></form>',
    );
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
    await agree(checkout);
    await checkout.authorize();
    const sent: string[][] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push([...new FormData(form).keys()]);
    });
    form.requestSubmit();
    expect(sent).to.deep.equal([['klarna_authorization_token']]);
  });

  it('finalizes on the same page where the form does not navigate', async () => {
    const form = await fixture<HTMLFormElement>(
      '<form method="post"><klarna-checkout endpoint="/klarna" auto-finalize="false"></klarna-checkout><button>Buy</button></form>',
    );
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    const submit = (): Promise<unknown> =>
      new Promise((resolve) => {
        form.addEventListener(
          'submit',
          (event) => {
            event.preventDefault();
            resolve(new FormData(form).get('klarna_authorization_token'));
          },
          { once: true },
        );
      });
    await agree(checkout);
    const first = submit();
    form.requestSubmit();
    expect(await first).to.equal('');
    const second = submit();
    form.requestSubmit();
    expect(await second).to.match(/.{20}/);
  });

  it('keeps focus when its own pay button goes away', async () => {
    const checkout = await mount();
    await agree(checkout);
    payButton(checkout)?.focus();
    payButton(checkout)?.click();
    await reach(checkout, 'authorized');
    expect(checkout.shadowRoot?.activeElement?.localName).to.equal('klarna-checkout-status');
  });

  it('does not take focus from the shopper when Klarna complains while loading', async () => {
    // Said before the element starts by itself: it may have loaded by the time the fixture is there.
    harness.klarna.next.load('invalid');
    const form = await fixture<HTMLFormElement>(
      '<form method="post"><input autocomplete="email"><textarea></textarea><klarna-checkout endpoint="/klarna" consent="granted"></klarna-checkout></form>',
    );
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    const area = form.querySelector('textarea');
    area?.focus();
    await reach(checkout, 'ready');
    expect(form.querySelector('input')?.getAttribute('aria-invalid')).to.equal('true');
    expect(document.activeElement === area).to.be.true;
  });

  it('shows the backend\u2019s own words and its reference', async () => {
    harness.endpoint.on('session', () => ({
      status: 422,
      json: {
        code: 'invalid_order',
        action: 'contact',
        customer_message: 'Please call us.',
        support_reference: 'R-17',
      },
    }));
    const checkout = await mount();
    await reach(checkout, 'consent');
    checkout.grantConsent();
    await reach(checkout, 'failed');
    expect(statusText(checkout)).to.include('Please call us.').and.include('R-17');
    expect(part(checkout, 'status').shadowRoot?.querySelector('[part=action]') === null).to.be.true;
  });

  it('gives the choice back when another country makes Klarna available again', async () => {
    const form = await fixture<HTMLFormElement>(
      `<form method="post"><input type="radio" name="m" value="k" checked><input type="radio" name="m" value="i">
       <klarna-checkout endpoint="/klarna" country="SE" choice="[value=k]"></klarna-checkout></form>`,
    );
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    const radio = form.querySelector('input') as HTMLInputElement;
    harness.klarna.next.load('refuse');
    await reach(checkout, 'consent');
    checkout.grantConsent();
    await reach(checkout, 'unavailable');
    expect(radio.disabled).to.be.true;
    expect(radio.checked).to.be.false;
    checkout.country = 'DE';
    await reach(checkout, 'idle');
    expect(radio.disabled).to.be.false;
    radio.click();
    await reach(checkout, 'ready');
  });
});
