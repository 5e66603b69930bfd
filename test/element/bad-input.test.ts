import { expect } from '@open-wc/testing';
import {
  agree,
  button,
  drawn,
  next,
  mount,
  reach,
  statusText,
  eventNames,
  useHarness,
} from '../harness/checkout.js';
import { category } from '../harness/endpoint-wire.js';
import type { Answer } from '../harness/endpoint.js';

describe('<klarna-checkout> with bad input', () => {
  const harness = useHarness();

  const errorCodes = (): string[] =>
    harness.events
      .filter(({ name }) => name === 'klarna-error')
      .map(({ detail }) => (detail as { code: string }).code);

  it('says so and asks nothing without endpoint, and works once it is there', async () => {
    const checkout = await mount('<klarna-checkout></klarna-checkout>');
    await reach(checkout, 'failed');
    expect(checkout.error).to.include({ code: 'endpoint-missing', retryable: false });
    expect(checkout.error?.message).to.include('"endpoint"');
    expect(harness.endpoint.asked).to.deep.equal([]);
    checkout.endpoint = '/klarna';
    await agree(checkout);
  });

  for (const [endpoint, code] of [
    ['https://elsewhere.example/klarna', 'endpoint-foreign'],
    ['https://', 'endpoint-invalid'],
    ['javascript:alert(1)', 'endpoint-invalid'],
    ['data:text/plain,x', 'endpoint-invalid'],
  ] as const) {
    it(`fails with ${code} when its endpoint is "${endpoint}"`, async () => {
      const checkout = await mount(`<klarna-checkout endpoint="${endpoint}"></klarna-checkout>`);
      await reach(checkout, 'failed');
      expect(checkout.error?.code).to.equal(code);
      expect(checkout.error?.phase).to.equal('configuration');
    });
  }

  for (const [title, answer, code, hint] of [
    ['no JSON', { text: '<html>' }, 'endpoint-malformed', 'no JSON'],
    ['an empty answer', { text: '' }, 'endpoint-malformed', 'empty'],
    [
      'a PHP notice',
      { text: '<br>Notice: x {"client_token":"a"}' },
      'endpoint-malformed',
      'before the JSON',
    ],
    ['no token', { json: {} }, 'endpoint-malformed', 'client_token'],
    ['no JWT', { json: { client_token: 'abc' } }, 'endpoint-malformed', 'client_token'],
    ['a list', { json: [] }, 'endpoint-malformed', 'object'],
    ['404', { status: 404, text: 'not here' }, 'endpoint-status', 'endpoint'],
    ['500', { status: 500, text: 'oops' }, 'endpoint-status', '500'],
    [
      'a problem',
      { status: 422, json: { code: 'invalid_order', action: 'contact' } },
      'endpoint-problem',
      'invalid_order',
    ],
    ['a cut connection', 'cut', 'endpoint-unreachable', 'session'],
    ['silence', 'silence', 'endpoint-timeout', 'session'],
  ] as [string, Answer, string, string][]) {
    it(`fails with ${code} when the session answer is ${title}`, async () => {
      harness.endpoint.on('session', () => answer);
      const checkout = await mount();
      await reach(checkout, 'consent');
      checkout.grantConsent();
      await reach(checkout, 'failed');
      expect(checkout.error?.code).to.equal(code);
      expect(checkout.error?.message).to.include(hint);
    });
  }

  it('tries again after a failure of the endpoint, by the button that it shows', async () => {
    harness.endpoint.on('session', () => ({ status: 503, text: '' }));
    const checkout = await mount();
    await reach(checkout, 'consent');
    button(checkout, 'agree').click();
    await reach(checkout, 'failed');
    expect(statusText(checkout)).to.include('Nothing has been charged');
    harness.endpoint.on('session', () => ({ json: harness.endpoint.session() }));
    button(checkout, 'action').click();
    await reach(checkout, 'ready');
  });

  it('waits as the endpoint asks it to, once', async () => {
    let times = 0;
    harness.endpoint.on('session', () => {
      times += 1;
      return times === 1
        ? {
            status: 503,
            json: { code: 'rate_limited', action: 'retry' },
            headers: { 'retry-after': '0' },
          }
        : { json: harness.endpoint.session() };
    });
    const checkout = await mount();
    await agree(checkout);
    expect(times).to.equal(2);
  });

  it('is unavailable and names the attribute when the session does not offer the category', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" category="pay_in_space"></klarna-checkout>',
    );
    await reach(checkout, 'consent');
    const error = next(checkout, 'klarna-error');
    checkout.grantConsent();
    expect((await error).detail).to.include({ code: 'category-not-offered' });
    expect((await error).detail.message).to.include('pay_in_space');
    await reach(checkout, 'unavailable');
  });

  it('categories as an object with keys, as PHP sends them, are understood', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({
        payment_method_categories: { 1: category('pay_now'), 3: category('pay_later') },
      }),
    }));
    const checkout = await mount();
    await agree(checkout);
    expect(checkout.categories.map(({ identifier }) => identifier)).to.deep.equal([
      'pay_now',
      'pay_later',
    ]);
  });

  it('warns with its name and goes on when the locale is unknown', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" locale="klingonisch!"></klarna-checkout>',
    );
    await agree(checkout);
    const errors = harness.events.filter(({ name }) => name === 'klarna-error');
    expect(errors).to.have.length(1);
    expect(errors[0]?.detail).to.include({ code: 'locale-unknown' });
  });

  it('a JSON child that cannot be parsed is named once, and the purchase goes on', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna"><script type="application/json" data-purchase>{oops</script></klarna-checkout>',
    );
    await agree(checkout);
    await checkout.authorize();
    const errors = harness.events.filter(({ name }) => name === 'klarna-error');
    expect(errors).to.have.length(1);
    expect(errors[0]?.detail).to.include({ code: 'json-invalid' });
    expect(checkout.state).to.equal('authorized');
  });

  for (const selector of ['#nowhere', '##(']) {
    it(`warns and goes on when lock="${selector}" matches nothing`, async () => {
      const checkout = await mount(
        `<klarna-checkout endpoint="/klarna" lock="${selector}"></klarna-checkout>`,
      );
      await agree(checkout);
      expect((await checkout.authorize()).type).to.equal('approved');
      expect(errorCodes()).to.deep.equal(['selector-invalid']);
    });

    it(`warns and lets the form pass when choice="${selector}" was never found`, async () => {
      const checkout = await mount(
        `<form method="post"><klarna-checkout endpoint="/klarna" choice="${selector}"></klarna-checkout></form>`,
      );
      let sent = 0;
      checkout.form?.addEventListener('submit', (event) => {
        event.preventDefault();
        sent += 1;
      });
      await drawn(checkout);
      checkout.form?.requestSubmit();
      expect(sent).to.equal(1);
      expect(errorCodes()).to.deep.equal(['selector-invalid']);
      expect(checkout.state).to.equal('idle');
    });
  }

  it('storage that is forbidden does not stand in the way', async () => {
    const original = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem');
    Object.defineProperty(Storage.prototype, 'setItem', {
      ...original,
      value: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    try {
      const checkout = await mount();
      await agree(checkout);
      expect((await checkout.authorize()).type).to.equal('approved');
    } finally {
      Object.defineProperty(Storage.prototype, 'setItem', original ?? {});
    }
  });

  it('throws nothing at the page, whatever its attributes say', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" consent="yes" auto-finalize="maybe" pay-button="sometimes" customer-type="robot" country="Absurdistan" currency="¤"></klarna-checkout>',
    );
    await agree(checkout);
    expect(checkout.state).to.equal('ready');
  });

  it('fails and can be retried when the widget throws, refuses to answer or answers nonsense', async () => {
    for (const [word, code] of [
      ['throw', 'load-failed'],
      ['throw-only', 'load-failed'],
      ['nonsense', 'answer-malformed'],
      ['never', 'load-timeout'],
    ] as const) {
      harness.klarna.next.load(word);
      const checkout = await mount();
      await reach(checkout, 'consent', 'starting', 'loading', 'ready', 'failed');
      if (checkout.state === 'consent') checkout.grantConsent();
      await reach(checkout, 'failed');
      expect(checkout.error?.code, word).to.equal(code);
      await drawn(checkout);
      button(checkout, 'action').click();
      await reach(checkout, 'ready');
      checkout.remove();
    }
    expect(eventNames(harness)).to.not.include('unavailable');
  });

  it('shows a frame of 280 px that sticks out equally on both sides where there is less room', async () => {
    const checkout = await mount(
      '<div style="width: 200px; margin-inline: 100px"><klarna-checkout endpoint="/klarna"></klarna-checkout></div>',
    );
    const place = checkout.getBoundingClientRect();
    await agree(checkout);
    const { left, width } = checkout.querySelector('iframe')!.getBoundingClientRect();
    expect(width).to.be.at.least(280);
    expect(left).to.be.closeTo(place.left - 40, 1);
    expect((await checkout.authorize()).type).to.equal('approved');
  });

  it('says so in a modal dialog, where Klarna’s overlay could not be reached', async () => {
    const checkout = await mount(
      '<dialog><klarna-checkout endpoint="/klarna"></klarna-checkout></dialog>',
    );
    checkout.closest('dialog')?.showModal();
    await reach(checkout, 'consent');
    checkout.grantConsent();
    await reach(checkout, 'failed');
    expect(checkout.error?.code).to.equal('inside-modal');
  });
});
