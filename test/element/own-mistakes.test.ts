/** What the page itself has wrong is said in the console, once, with its cure. */
import { expect, fixture } from '@open-wc/testing';
import sinon from 'sinon';
import type { KlarnaCheckout } from '../../src/index.js';
import { drawn, eventNames, reach, useHarness } from '../harness/checkout.js';
import { Shop } from '../harness/shop.js';

interface Mistake {
  readonly title: string;
  readonly markup: string;
  /** What the page does until it can see its mistake. */
  readonly until: (checkout: KlarnaCheckout) => unknown;
  /** What the console has to name. */
  readonly cure: RegExp;
  /** The code of `klarna-error`; none where the purchase works all the same. */
  readonly code?: string;
}

const ELEMENT = '<klarna-checkout endpoint="/klarna"></klarna-checkout>';

const failed = (checkout: KlarnaCheckout): Promise<unknown> => reach(checkout, 'failed');
const started = (checkout: KlarnaCheckout): Promise<unknown> => reach(checkout, 'consent');

async function ready(checkout: KlarnaCheckout): Promise<void> {
  await reach(checkout, 'consent');
  checkout.grantConsent();
  await reach(checkout, 'ready');
}

async function press(checkout: KlarnaCheckout): Promise<void> {
  await drawn(checkout);
  checkout.form!.requestSubmit();
}

const MISTAKES: readonly Mistake[] = [
  {
    title: 'a form without method="post"',
    markup: `<form>${ELEMENT}</form>`,
    until: async (checkout) => {
      await ready(checkout);
      await press(checkout);
    },
    cure: /method="post"/,
    code: 'form-method',
  },
  {
    title: 'no endpoint',
    markup: '<klarna-checkout></klarna-checkout>',
    until: failed,
    cure: /token endpoint/,
    code: 'endpoint-missing',
  },
  {
    title: 'an endpoint of another origin',
    markup: '<klarna-checkout endpoint="https://pay.example/klarna"></klarna-checkout>',
    until: failed,
    cure: /https:\/\/pay\.example.*endpointOrigins/,
    code: 'endpoint-foreign',
  },
  {
    title: 'an endpoint that is no address',
    markup: '<klarna-checkout endpoint="https://"></klarna-checkout>',
    until: failed,
    cure: /\{call\}/,
    code: 'endpoint-invalid',
  },
  {
    title: 'a choice that was never found when the form is sent',
    markup:
      '<form method="post"><klarna-checkout endpoint="/klarna" choice="#nowhere"></klarna-checkout></form>',
    until: press,
    cure: /choice/,
    code: 'selector-invalid',
  },
  {
    title: 'a lock that matches nothing',
    markup: '<klarna-checkout endpoint="/klarna" lock="#nowhere"></klarna-checkout>',
    until: async (checkout) => {
      await ready(checkout);
      await checkout.authorize();
    },
    cure: /lock/,
    code: 'selector-invalid',
  },
  {
    title: 'a category that the session does not offer',
    markup: '<klarna-checkout endpoint="/klarna" category="pay_in_space"></klarna-checkout>',
    until: async (checkout) => {
      await started(checkout);
      checkout.grantConsent();
      await reach(checkout, 'unavailable');
    },
    cure: /pay_in_space.*payment_method_categories/,
    code: 'category-not-offered',
  },
  {
    title: 'a locale that is none',
    markup: '<klarna-checkout endpoint="/klarna" locale="klingonisch!"></klarna-checkout>',
    until: started,
    cure: /de-AT/,
    code: 'locale-unknown',
  },
  {
    title: 'a JSON child that cannot be parsed',
    markup:
      '<klarna-checkout endpoint="/klarna"><script type="application/json" data-purchase>{</script></klarna-checkout>',
    until: async (checkout) => {
      await ready(checkout);
      await checkout.authorize();
    },
    cure: /data-purchase.*JSON function/,
    code: 'json-invalid',
  },
  {
    title: 'a session property that is no session answer',
    markup: ELEMENT,
    until: async (checkout) => {
      checkout.session = { client_token: 1 } as unknown as typeof checkout.session;
      await ready(checkout);
    },
    cure: /client_token.*POST session/,
    code: 'session-invalid',
  },
  {
    title: 'a purchase property that is no JSON',
    markup: ELEMENT,
    until: async (checkout) => {
      checkout.purchase = { order_amount: 1n } as unknown as typeof checkout.purchase;
      await ready(checkout);
    },
    cure: /plain object/,
    code: 'purchase-invalid',
  },
  {
    title: 'a place of 200 px',
    markup: `<div style="width: 200px">${ELEMENT}</div>`,
    until: ready,
    cure: /needs 280 px and has 200 px.*padding/,
  },
  {
    title: 'a form that a script reads before Klarna was asked',
    markup: `<form method="post">${ELEMENT}</form>`,
    until: async (checkout) => {
      await ready(checkout);
      const data = new FormData(checkout.form!);
      expect(data.get('klarna_authorization_token_status')).to.equal('not_asked');
    },
    cure: /await checkout\.authorize\(\)/,
  },
  {
    title: 'a form in another shadow tree than the element',
    markup: `<form method="post"><div class="component"></div></form>`,
    until: started,
    cure: /same tree.*klarna-authorized/,
  },
  {
    title: 'a form that is named from another shadow tree',
    markup: `<form method="post" id="order"></form><div class="component named"></div>`,
    until: started,
    cure: /same tree.*klarna-authorized/,
  },
];

/** A component of the page with the checkout in its shadow root. */
function fillComponent(host: Element): ShadowRoot | undefined {
  const component = host.querySelector('.component');
  const root = component?.attachShadow({ mode: 'open' });
  if (!root) return undefined;
  root.innerHTML = ELEMENT;
  if (component?.matches('.named')) root.firstElementChild!.setAttribute('form', 'order');
  return root;
}

describe('a mistake of the page’s own making', () => {
  const harness = useHarness();
  let said: string[];

  beforeEach(() => {
    said = [];
    for (const level of ['warn', 'error'] as const)
      sinon.stub(console, level).callsFake((text: unknown) => {
        if (String(text).startsWith('<klarna-checkout>')) said.push(String(text));
      });
  });
  afterEach(() => sinon.restore());

  // The forms of this file have no fields, which is said as well.
  const sentences = (): readonly string[] =>
    said.filter((sentence) => !sentence.includes('No field has autocomplete'));

  for (const { title, markup, until, cure, code } of MISTAKES) {
    it(`is said once, with its cure, when it is ${title}`, async () => {
      const host = await fixture<HTMLElement>(`<div>${markup}</div>`);
      host.addEventListener('submit', (event) => event.preventDefault());
      const checkout = (fillComponent(host) ?? host).querySelector('klarna-checkout')!;
      await until(checkout);
      // Looked at anew, and asked again.
      checkout.formAssociatedCallback();
      checkout.cartVersion = '2';
      await drawn(checkout);
      if (checkout.form) await press(checkout);
      await checkout.authorize();
      expect(sentences(), said.join('\n')).to.have.length(1);
      expect(sentences()[0]).to.match(cure);
      const errors = eventNames(harness).filter((name) => name === 'error');
      expect(errors).to.have.length(code ? 1 : 0);
      const fired = harness.events.find(({ name }) => name === 'klarna-error');
      expect(fired?.detail ?? {}).to.include(code ? { code, phase: 'configuration' } : {});
    });
  }

  it('is thrown when it configures after a purchase has started', async () => {
    const checkout = await fixture<KlarnaCheckout>(ELEMENT);
    await ready(checkout);
    const { configure } = customElements.get('klarna-checkout') as typeof KlarnaCheckout;
    expect(() => configure({}))
      .to.throw(/first purchase/)
      .and.include({ code: 'already-started' });
  });

  it('is not said of a page that has none', async () => {
    const form = await fixture<HTMLFormElement>(`<form method="post">${ELEMENT}</form>`);
    form.addEventListener('submit', (event) => event.preventDefault());
    const checkout = form.querySelector('klarna-checkout')!;
    await ready(checkout);
    await checkout.authorize();
    await press(checkout);
    expect(sentences()).to.deep.equal([]);
  });

  describe('that nobody takes the token', () => {
    let shop: Shop;
    afterEach(() => shop.close());

    /** Approved in a page without a form. */
    async function approve(listen = '', element = ELEMENT): Promise<readonly string[]> {
      const warnings: string[] = [];
      shop = await Shop.open({
        body: `<script>${listen}</script>${element}`,
        setUp: ({ stage, window }) => {
          stage.endpoint.on('session', () => ({ json: stage.endpoint.session() }));
          stage.arrive();
          sinon.stub(window.console, 'warn').callsFake((text) => warnings.push(String(text)));
        },
      });
      await shop.agree();
      await shop.reach('ready');
      void shop.checkout.authorize();
      await shop.reach('authorized');
      await shop.pass(11);
      return warnings.filter((text) => text.includes('no script has read it'));
    }

    it('is said when no listener has read it and no form carries it', async () => {
      const [warning, ...more] = await approve();
      expect(warning).to.match(/klarna-authorized.*docs\/frameworks\.md/);
      expect(more).to.deep.equal([]);
    });

    it('is not said when a listener reads it, were it seconds later', async () => {
      const later =
        'document.addEventListener("klarna-authorized", ({ detail }) => setTimeout(() => detail.authorizationToken, 9000))';
      expect(await approve(later)).to.deep.equal([]);
    });

    it('is not said when a form carries it', async () => {
      expect(await approve('', `<form method="post">${ELEMENT}</form>`)).to.deep.equal([]);
    });
  });
});
