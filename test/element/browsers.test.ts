/** The lowest versions of browsers in which the element works, and what it does where it cannot. */
import { expect } from '@open-wc/testing';
import { MARKUP, Shop, type ShopOptions } from '../harness/shop.js';

/** As docs/browsers.md names them. */
const LOWEST = ['chrome-111', 'firefox-113', 'safari-16.4'] as const;

const token = (shop: Shop): string | undefined =>
  shop.stage.sent.at(-1)?.['klarna_authorization_token'];

let shop: Shop;
// What an earlier page has agreed to.
beforeEach(() => sessionStorage.clear());

async function open(options: Omit<ShopOptions, 'setUp'>): Promise<void> {
  shop = await Shop.open({
    ...options,
    setUp: ({ stage }) => stage.arrive(),
  });
}
const nothingThrown = (): void => void expect(shop.stage.uncaught).to.deep.equal([]);

afterEach(() => shop.close());

for (const browser of LOWEST) {
  describe(`in ${browser}`, () => {
    it('sells', async () => {
      await open({ browser });
      await shop.agree();
      await shop.reach('ready');
      shop.buy();
      await shop.reach('authorized');
      await shop.settle();
      expect(token(shop)).to.be.a('string').that.is.not.empty;
      nothingThrown();
    });

    it('follows a choice that is marked by aria-checked', async () => {
      const tab = (state: string): string =>
        `<div role="radio" id="klarna" tabindex="0" aria-checked="${state}">Klarna</div>`;
      const body = MARKUP.replace(/<label>.*klarna".*<\/label>/, tab('false'));
      await open({ browser, body });
      await shop.settle();
      expect(shop.checkout.state).to.equal('idle');
      shop.document.querySelector('#klarna')!.setAttribute('aria-checked', 'true');
      shop.chooseKlarna();
      await shop.reach('consent');
      nothingThrown();
    });

    it('says that its button waits', async () => {
      await open({ browser, body: MARKUP.replace(/<button.*<\/button>/, '') });
      await shop.agree();
      await shop.reach('ready');
      const button = shop.document.querySelector('button[slot="klarna-pay"]')!;
      expect(button.getAttribute('aria-disabled')).to.equal('false');
      const { backgroundColor, color } = getComputedStyle(button);
      expect([backgroundColor, color]).to.deep.equal(['rgb(29, 29, 31)', 'rgb(255, 255, 255)']);
    });

    it('takes no room for parts that show nothing', async () => {
      await open({ browser });
      await shop.agree();
      await shop.reach('ready');
      const empty = ['consent', 'methods', 'pay-button'].map((name) =>
        shop.checkout.renderRoot.querySelector(`klarna-checkout-${name}`)!,
      );
      expect(empty.map((part) => getComputedStyle(part).display)).to.deep.equal(
        empty.map(() => 'none'),
      );
    });
  });
}

/** What no browser above the lowest lacks, taken away. */
const IMPOSSIBLE = {
  'no ElementInternals': 'delete HTMLElement.prototype.attachInternals',
  'no form-associated elements':
    'for (const name of ["form", "willValidate", "setFormValue"]) delete ElementInternals.prototype[name]',
};

for (const [what, before] of Object.entries(IMPOSSIBLE)) {
  describe(`in a browser with ${what}`, () => {
    it('says so, and takes Klarna out of the choice', async () => {
      await open({ before });
      await shop.reach('unavailable');
      const { error } = shop.checkout;
      expect(error?.code).to.equal('browser-unsupported');
      const klarna = shop.document.querySelector<HTMLInputElement>('#klarna')!;
      expect([klarna.checked, klarna.disabled]).to.deep.equal([false, true]);
      expect(shop.said).to.not.equal('');
      expect(shop.stage.endpoint.calls('session')).to.deep.equal([]);
      nothingThrown();
    });

    it('does so before Klarna is chosen, too', async () => {
      await open({ before, body: MARKUP.replace(' checked', '') });
      await shop.reach('unavailable');
      expect(shop.document.querySelector<HTMLInputElement>('#klarna')!.disabled).to.equal(true);
    });

    it('lets no form go under the name of Klarna', async () => {
      await open({ before });
      shop.buy();
      await shop.reach('unavailable');
      shop.chooseCard();
      shop.buy();
      await shop.settle();
      const methods = shop.stage.sent.map(({ method }) => method);
      expect(methods).to.not.include('klarna');
      expect(methods.at(-1)).to.equal('card');
    });

    it('keeps the form of a page that offers Klarna alone', async () => {
      await open({ before, body: MARKUP.replace(/ choice="#klarna"|<label>.*<\/label>/g, '') });
      shop.buy();
      await shop.reach('unavailable');
      shop.buy();
      await shop.settle();
      expect(shop.stage.sent).to.deep.equal([]);
      const { type } = await shop.checkout.authorize();
      expect(type).to.equal('not-ready');
    });

    it('is still unavailable after a reset', async () => {
      await open({ before });
      await shop.reach('unavailable');
      shop.checkout.reset();
      await shop.settle();
      expect(shop.document.querySelector<HTMLInputElement>('#klarna')!.disabled).to.equal(true);
    });
  });
}
