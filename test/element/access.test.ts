import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  agree,
  button,
  drawn,
  holdWidget,
  next,
  part,
  payButton,
  mount,
  reach,
  useHarness,
} from '../harness/checkout.js';
import { category } from '../harness/endpoint-wire.js';
import type { KlarnaCheckout } from '../../src/index.js';

describe('<klarna-checkout> access', () => {
  const harness = useHarness();
  const MARKUP = '<klarna-checkout endpoint="/klarna"></klarna-checkout>';

  beforeEach(() => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({
        payment_method_categories: [category('pay_later'), category('pay_over_time')],
      }),
    }));
  });

  /** How to get the checkout into each state that a shopper can see for a while. */
  const ways: Readonly<Record<string, (checkout: KlarnaCheckout) => Promise<unknown>>> = {
    consent: (checkout) => reach(checkout, 'consent'),
    ready: agree,
    authorizing: async (checkout) => {
      await agree(checkout);
      harness.klarna.next.authorize('never');
      void checkout.authorize();
    },
    cancelled: async (checkout) => {
      await agree(checkout);
      harness.klarna.next.authorize('close');
      await checkout.authorize();
    },
    invalid: async (checkout) => {
      await agree(checkout);
      harness.klarna.next.authorize('invalid');
      await checkout.authorize();
    },
    declined: async (checkout) => {
      await agree(checkout);
      harness.klarna.next.authorize('decline');
      await checkout.authorize();
    },
    failed: async (checkout) => {
      await agree(checkout);
      harness.klarna.next.authorize('throw');
      await checkout.authorize();
    },
    'finalize-required': async (checkout) => {
      checkout.autoFinalize = false;
      await agree(checkout);
      await checkout.authorize();
    },
    authorized: async (checkout) => {
      await agree(checkout);
      await checkout.authorize();
    },
    unavailable: async (checkout) => {
      harness.klarna.always.load('refuse');
      await reach(checkout, 'consent');
      checkout.grantConsent();
      await reach(checkout, 'unavailable');
    },
    placed: async (checkout) => {
      checkout.placeOrder = true;
      await agree(checkout);
      await checkout.authorize();
      await reach(checkout, 'placed');
    },
    unknown: async (checkout) => {
      harness.endpoint.on('order', () => 'cut');
      checkout.placeOrder = true;
      await agree(checkout);
      await checkout.authorize();
      await reach(checkout, 'unknown');
    },
  };

  for (const [name, way] of Object.entries(ways)) {
    it(`has no findings when ${name}`, async () => {
      const checkout = await mount(MARKUP);
      await way(checkout);
      await drawn(checkout);
      await expect(checkout).to.be.accessible();
    });
  }

  it('is bought with the keyboard alone', async () => {
    const host = await fixture<HTMLElement>(
      `<div><button id="before">Before</button>${MARKUP}</div>`,
    );
    const checkout = host.querySelector('klarna-checkout') as KlarnaCheckout;
    await reach(checkout, 'consent');
    button(checkout, 'agree').focus();
    await sendKeys({ press: 'Enter' });
    await reach(checkout, 'ready');
    const authorized = next(checkout, 'klarna-authorized');
    payButton(checkout)?.focus();
    await sendKeys({ press: 'Enter' });
    await authorized;
  });

  it('reads from right to left where the page does, without running over', async () => {
    const host = await fixture<HTMLElement>(
      `<div dir="rtl" style="inline-size: 320px">${MARKUP}</div>`,
    );
    const checkout = host.querySelector('klarna-checkout') as KlarnaCheckout;
    await reach(checkout, 'consent');
    const prompt = part(checkout, 'consent').shadowRoot?.querySelector('[part=prompt]');
    expect(prompt && getComputedStyle(prompt).direction).to.equal('rtl');
    expect(host.scrollWidth).to.be.at.most(host.clientWidth);
    await agree(checkout);
    expect(host.scrollWidth).to.be.at.most(host.clientWidth);
    const radio = part(checkout, 'methods').shadowRoot?.querySelector('input');
    const name = part(checkout, 'methods').shadowRoot?.querySelector('.name');
    expect(radio?.getBoundingClientRect().left).to.be.greaterThan(
      name?.getBoundingClientRect().left ?? Infinity,
    );
  });

  it('keeps what comes after it in place while Klarna loads', async () => {
    const show = holdWidget(harness);
    const host = await fixture<HTMLElement>(
      `<div style="inline-size: 400px"><klarna-checkout endpoint="/klarna" pay-button="hide" category="pay_later" consent="granted"></klarna-checkout><p>After</p></div>`,
    );
    const checkout = host.querySelector('klarna-checkout') as KlarnaCheckout;
    const after = host.querySelector('p');
    await reach(checkout, 'loading');
    const before = after?.getBoundingClientRect().top;
    show();
    await reach(checkout, 'ready');
    await drawn(checkout);
    expect(after?.getBoundingClientRect().top).to.be.closeTo(before ?? -1, 8);
  });
});
