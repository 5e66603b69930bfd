import { expect } from '@open-wc/testing';
import { en } from '../../src/messages/en.js';
import {
  agree,
  drawn,
  next,
  part,
  payButton,
  mount,
  reach,
  eventNames,
  useHarness,
} from '../harness/checkout.js';
import { category } from '../harness/endpoint-wire.js';

describe('<klarna-checkout> purchase', () => {
  const harness = useHarness();

  it('goes from the consent prompt to the token, each event once and in order', async () => {
    const checkout = await mount();
    await agree(checkout);
    const authorized = next(checkout, 'klarna-authorized');
    payButton(checkout)?.click();
    const { detail } = await authorized;
    expect(detail.authorizationToken).to.match(/^[\w-]{30,}$/);
    expect(detail).to.include({ category: 'pay_later', sessionId: 'session-1', late: false });
    expect(eventNames(harness)).to.deep.equal([
      'state:consent',
      'state:starting',
      'consent',
      'state:loading',
      'state:ready',
      'ready',
      'before-authorize',
      'state:authorizing',
      'state:authorized',
      'authorized',
    ]);
  });

  it('asks for the session with locale, country, consent and nothing personal', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" locale="en-SE" country="SE" currency="SEK"></klarna-checkout>',
    );
    checkout.purchase = { billing_address: { email: 'anna@example.se' } };
    await agree(checkout);
    expect(harness.endpoint.asked.map(({ path }) => path)).to.deep.equal(['session']);
    expect(harness.endpoint.asked[0]?.body).to.deep.equal({
      locale: 'en-SE',
      country: 'SE',
      currency: 'SEK',
      consent: { source: 'prompt', text_version: en.consentVersion },
    });
  });

  for (const [written, meant] of [
    ['UK', 'GB'],
    ['EL', 'GR'],
  ] as const) {
    it(`buys in ${meant} when the page calls it ${written}`, async () => {
      const checkout = await mount(
        `<klarna-checkout endpoint="/klarna" locale="en" country="${written}"></klarna-checkout>`,
      );
      await agree(checkout);
      expect(harness.endpoint.asked[0]?.body).to.include({ country: meant, locale: `en-${meant}` });
    });
  }

  it('reads "false" as frameworks mean it when they write it into an attribute', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" place-order="false"></klarna-checkout>',
    );
    expect(checkout.placeOrder).to.equal(false);
    await agree(checkout);
    await checkout.authorize();
    expect(checkout.state).to.equal('authorized');
    for (const [value, isOn] of [
      ['', true],
      ['true', true],
      ['place-order', true],
      ['false', false],
    ] as const) {
      checkout.setAttribute('place-order', value);
      checkout.setAttribute('auto-finalize', value);
      expect([checkout.placeOrder, checkout.autoFinalize], value).to.deep.equal([isOn, isOn]);
    }
    checkout.removeAttribute('place-order');
    checkout.removeAttribute('auto-finalize');
    expect([checkout.placeOrder, checkout.autoFinalize]).to.deep.equal([false, true]);
    // As on the platform's own elements.
    checkout.setAttribute('disabled', 'false');
    expect(checkout.disabled).to.equal(true);
  });

  it('names the amount on the button that places the order, and on no other', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" pay-amount="49,90 €" auto-finalize="false"></klarna-checkout>',
    );
    await agree(checkout);
    expect(payButton(checkout)?.textContent).to.equal('Continue with Klarna');
    await checkout.authorize();
    await drawn(checkout);
    expect(payButton(checkout)?.textContent).to.equal('Buy now and pay with Klarna · 49,90 €');
    checkout.payAmount = '';
    await drawn(checkout);
    expect(payButton(checkout)?.textContent).to.equal('Buy now and pay with Klarna');
  });

  it('keeps its words on the button that was pressed while Klarna decides', async () => {
    harness.klarna.next.finalize('never');
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" auto-finalize="false"></klarna-checkout>',
    );
    await agree(checkout);
    await checkout.authorize();
    await drawn(checkout);
    payButton(checkout)?.click();
    await reach(checkout, 'finalizing');
    expect(payButton(checkout)?.textContent).to.equal('Buy now and pay with Klarna');
  });

  it('gives the shop what was authorized, exactly', async () => {
    const checkout = await mount();
    checkout.purchase = { order_amount: 1000, billing_address: { email: 'anna@example.se' } };
    checkout.addEventListener('klarna-before-authorize', ({ detail }) => {
      detail.purchase.merchant_reference1 = 'A-1';
    });
    await agree(checkout);
    const authorized = next(checkout, 'klarna-authorized');
    void checkout.authorize();
    expect((await authorized).detail.purchase).to.deep.equal({
      order_amount: 1000,
      billing_address: { email: 'anna@example.se' },
      merchant_reference1: 'A-1',
    });
    expect(checkout.purchase).to.not.have.property('merchant_reference1');
  });

  it('does not ask Klarna when the shop prevents klarna-before-authorize', async () => {
    const checkout = await mount();
    await agree(checkout);
    checkout.addEventListener('klarna-before-authorize', (event) => event.preventDefault());
    expect(await checkout.authorize()).to.deep.equal({ type: 'vetoed' });
    expect(checkout.state).to.equal('ready');
  });

  it('gives one promise and one token for a double click', async () => {
    const checkout = await mount();
    await agree(checkout);
    const first = checkout.authorize();
    const second = checkout.authorize();
    payButton(checkout)?.click();
    expect(first).to.equal(second);
    await first;
    expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(1);
    expect(eventNames(harness).filter((name) => name === 'before-authorize')).to.have.length(1);
  });

  it('finalizes on a later step when auto-finalize is false', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" auto-finalize="false"></klarna-checkout>',
    );
    await agree(checkout);
    expect(payButton(checkout)?.textContent).to.equal('Continue with Klarna');
    expect(await checkout.authorize()).to.deep.equal({
      type: 'finalize-required',
      category: 'pay_later',
    });
    expect(checkout.state).to.equal('finalize-required');
    await checkout.updateComplete;
    expect(payButton(checkout)?.textContent).to.equal('Buy now and pay with Klarna');
    const authorized = next(checkout, 'klarna-authorized');
    expect(await checkout.finalize()).to.include({ type: 'approved', category: 'pay_later' });
    expect((await authorized).detail.authorizationToken).to.be.a('string');
    expect(await checkout.finalize(), 'a second finalize gives the held outcome').to.include({
      type: 'approved',
      category: 'pay_later',
    });
    expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(1);
  });

  it('goes on to finalize after a reload of the page', async () => {
    const first = await mount(
      '<klarna-checkout endpoint="/klarna" auto-finalize="false"></klarna-checkout>',
    );
    await agree(first);
    await first.authorize();
    first.remove();
    const second = await mount();
    await reach(second, 'finalize-required');
    expect(await second.finalize()).to.include({ type: 'approved', category: 'pay_later' });
    expect(harness.endpoint.calls('session'), 'the session goes on').to.have.length(1);
  });

  it('takes a category off the list that Klarna refuses, and tries the next', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({
        payment_method_categories: [category('pay_later'), category('pay_now')],
      }),
    }));
    harness.klarna.next.load('refuse');
    const checkout = await mount();
    await agree(checkout);
    expect(checkout.categories.map(({ identifier }) => identifier)).to.deep.equal(['pay_now']);
    expect(harness.events.find(({ name }) => name === 'klarna-ready')?.detail).to.include({
      category: 'pay_now',
    });
  });

  it('is unavailable when Klarna refuses all of them', async () => {
    harness.klarna.always.load('refuse');
    const checkout = await mount();
    await reach(checkout, 'consent');
    checkout.grantConsent();
    const { detail } = await next(checkout, 'klarna-unavailable');
    expect(detail).to.deep.equal({ tried: ['pay_later'] });
    expect(checkout.state).to.equal('unavailable');
    await drawn(checkout);
    expect(payButton(checkout) === null, 'the pay button is gone').to.be.true;
  });

  it('offers a choice of several categories as a radio group', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({
        payment_method_categories: [
          category('pay_later', 'Pay later'),
          category('pay_over_time', 'Financing'),
        ],
      }),
    }));
    const checkout = await mount();
    await agree(checkout);
    const radios = part(checkout, 'methods').shadowRoot?.querySelectorAll('input');
    expect(Array.from(radios ?? [], (radio) => radio.value)).to.deep.equal([
      'pay_later',
      'pay_over_time',
    ]);
    const ready = next(checkout, 'klarna-ready');
    radios?.[1]?.click();
    expect((await ready).detail.category).to.equal('pay_over_time');
    const authorized = next(checkout, 'klarna-authorized');
    payButton(checkout)?.click();
    expect((await authorized).detail.category).to.equal('pay_over_time');
  });

  it('places the order and follows its answer', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" place-order></klarna-checkout>',
    );
    await agree(checkout);
    const placed = next(checkout, 'klarna-placed');
    void checkout.authorize();
    expect((await placed).detail).to.include({ status: 'completed', orderId: 'order-1' });
    const [order] = harness.endpoint.calls('order');
    expect(order?.body).to.have.all.keys('authorization_token');
    expect(order?.headers.get('idempotency-key')).to.match(/^[\da-f]{32}$/);
    expect(checkout.state).to.equal('placed');
  });

  it('takes a session that came with the page, without asking the endpoint', async () => {
    const session = JSON.stringify(harness.endpoint.session());
    const checkout = await mount(
      `<klarna-checkout><script type="application/json" data-session>${session}</script></klarna-checkout>`,
    );
    await agree(checkout);
    expect(harness.endpoint.asked).to.deep.equal([]);
    expect(checkout.state).to.equal('ready');
  });

  it('goes to an order that was placed before instead of showing a widget', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ order: { status: 'completed', order_id: 'order-7' } }),
    }));
    const checkout = await mount();
    await reach(checkout, 'consent');
    const placed = next(checkout, 'klarna-placed');
    checkout.grantConsent();
    expect((await placed).detail.orderId).to.equal('order-7');
    expect(checkout.state).to.equal('placed');
  });

  it('leaves its steps in the performance timeline, without a token', async () => {
    // The timeline keeps the last entry of each name; an observer sees them all.
    const seen: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    observer.observe({ entryTypes: ['mark', 'measure'] });
    const capabilities = { update: 'in_place', order: true, cancel: false };
    harness.endpoint.on('session', () => ({ json: harness.endpoint.session({ capabilities }) }));
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" place-order></klarna-checkout>',
    );
    await agree(checkout);
    checkout.cartVersion = '2';
    await next(checkout, 'klarna-ready');
    const placed = next(checkout, 'klarna-placed');
    await checkout.authorize();
    await placed;
    seen.push(...observer.takeRecords());
    observer.disconnect();
    const own = seen
      .filter(({ name }) => name.startsWith('klarna-checkout:'))
      .map((entry) => entry as PerformanceMark | PerformanceMeasure);
    const said = own.map(({ name, detail }) => {
      const { result } = (detail ?? {}) as { result?: string };
      return name.replace('klarna-checkout:', '') + (result ? ` ${result}` : '');
    });
    expect(said.filter((step) => !step.startsWith('sdk')).sort()).to.deep.equal([
      'authorize approved',
      'consent',
      'load shown',
      'load shown',
      'order answered',
      'press',
      'ready',
      'ready',
      'session answered',
      'update answered',
    ]);
    expect(said).to.include('sdk ready');
    for (const { startTime, duration } of own) {
      expect(startTime + duration).to.be.within(startTime, performance.now());
    }
    const span = (name: string) =>
      own.findLast(({ name: entry }) => entry === `klarna-checkout:${name}`)!;
    expect(span('load').startTime).to.be.at.least(span('update').startTime);
    expect(span('authorize').startTime).to.be.at.least(span('press').startTime);
    expect(JSON.stringify(own)).to.not.contain('eyJ');
    expect(JSON.stringify(own)).to.not.match(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });
});
