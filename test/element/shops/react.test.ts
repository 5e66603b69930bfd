/** React, as its developers run it: with `StrictMode`, which mounts everything twice. */
import { expect, fixture } from '@open-wc/testing';
import type { ReactElement, ReactNode } from 'react';
import type { KlarnaCheckout } from '../../../src/index.js';
import { next, reach, statusText, useHarness } from '../../harness/checkout.js';
import { loadScript } from '../../harness/library.js';

const NAME = 'klarna_authorization_token';

type React = Pick<
  typeof import('react'),
  'createElement' | 'StrictMode' | 'useState' | 'useEffect'
>;
type ReactDOM = Pick<typeof import('react-dom'), 'createPortal' | 'flushSync'> &
  Pick<typeof import('react-dom/client'), 'createRoot'>;

const VERSIONS = {
  '18': [
    'node_modules/react-18/umd/react.development.js',
    'node_modules/react-dom-18/umd/react-dom.development.js',
  ],
  '19': ['test-bundle/test/harness/react-19.js?development'],
} as const;

for (const [version, files] of Object.entries(VERSIONS)) {
  describe(`a checkout rendered by React ${version}`, () => {
    const harness = useHarness();
    let react: React;
    let dom: ReactDOM;
    let root: ReturnType<ReactDOM['createRoot']>;
    let home: HTMLElement;
    /** The entries of each submit that reached the shop. */
    let sent: (readonly (readonly [string, FormDataEntryValue])[])[];
    /** How often React ran the effect of the shop's component. */
    let effects: number;

    before(async () => {
      for (const file of files) await loadScript(`/${file}`);
      ({ React: react, ReactDOM: dom } = window as unknown as { React: React; ReactDOM: ReactDOM });
    });

    beforeEach(async () => {
      home = await fixture<HTMLElement>('<div></div>');
      root = dom.createRoot(home);
      sent = [];
      effects = 0;
    });

    afterEach(() => root.unmount());

    interface Props {
      readonly cart?: number;
      /** React makes another element for another one. */
      readonly block?: string;
      /** And another form. */
      readonly page?: string;
    }

    function Shop({ cart = 1, block, page }: Props): ReactElement {
      const { createElement: h, useState, useEffect } = react;
      const [city, setCity] = useState('Lund');
      useEffect(() => {
        effects += 1;
      }, []);
      return h(
        'form',
        {
          key: page,
          method: 'post',
          onSubmit: (event: React.SyntheticEvent<HTMLFormElement>) => {
            event.preventDefault();
            sent.push([...new FormData(event.currentTarget)]);
          },
        },
        h('input', {
          name: 'city',
          autoComplete: 'address-level2',
          value: city,
          onChange: (event: React.ChangeEvent<HTMLInputElement>) => setCity(event.target.value),
        }),
        h('p', null, `Cart ${cart}`),
        h('klarna-checkout', {
          key: block,
          endpoint: '/klarna',
          consent: 'granted',
          'cart-version': String(cart),
        } as object),
        h('button', null, 'Buy'),
      );
    }

    const render = (props: Props = {}, wrap = (shop: ReactNode): ReactNode => shop): void => {
      const { createElement: h, StrictMode } = react;
      dom.flushSync(() => root.render(h(StrictMode, null, wrap(h(Shop, props)))));
    };

    const element = (): KlarnaCheckout => document.querySelector('form klarna-checkout')!;
    const tokens = (): unknown[][] =>
      sent.map((entries) => entries.filter(([name]) => name === NAME).map(([, token]) => token));

    async function buy(): Promise<string> {
      const { form } = element();
      const authorized = next(element(), 'klarna-authorized');
      const submitted = new Promise((resolve) => {
        form!.addEventListener('submit', resolve, { once: true });
      });
      form!.querySelector<HTMLElement>('button:not([slot])')!.click();
      await submitted;
      return (await authorized).detail.authorizationToken;
    }

    it('is bought from once when StrictMode has mounted it twice', async () => {
      render();
      await reach(element(), 'ready');
      expect(effects, 'what StrictMode does').to.equal(2);
      expect(harness.endpoint.calls('session')).to.have.length(1);
      expect(tokens()).to.deep.equal([]);
      const token = await buy();
      expect(tokens()).to.deep.equal([[token]]);
    });

    it('reads what the shopper typed when the form is a controlled one', async () => {
      render();
      await reach(element(), 'ready');
      const city = element().form!.querySelector('input')!;
      // Past React's own setter, as the browser does it.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(city, 'Kiel');
      city.dispatchEvent(new Event('input', { bubbles: true }));
      const authorized = next(element(), 'klarna-authorized');
      await buy();
      expect((await authorized).detail.purchase.billing_address?.city).to.equal('Kiel');
      expect(new Map(sent[0]).get('city')).to.equal('Kiel');
    });

    it('stays the same element, with Klarna’s frame, when it is rendered again with another cart', async () => {
      harness.endpoint.on('session', () => ({
        json: harness.endpoint.session({ capabilities: { update: 'in_place' } }),
      }));
      render();
      await reach(element(), 'ready');
      const before = element();
      const frame = before.querySelector('iframe')!;
      render({ cart: 2 });
      await reach(before, 'loading');
      await reach(before, 'ready');
      expect(element() === before && frame.isConnected).to.equal(true);
      expect(harness.endpoint.calls('session/update')[0]?.body.cart_version).to.equal('2');
      const token = await buy();
      expect(tokens()).to.deep.equal([[token]]);
    });

    it('goes on when it is rendered again while Klarna decides', async () => {
      render();
      await reach(element(), 'ready');
      element().addEventListener('klarna-state', () => render({ cart: 1 }));
      const token = await buy();
      expect(tokens()).to.deep.equal([[token]]);
    });

    it('is bought from once in the new element when its key changed', async () => {
      render({ block: 'a' });
      await reach(element(), 'ready');
      const before = element();
      render({ block: 'b' });
      expect(element() === before).to.equal(false);
      await reach(element(), 'ready');
      const token = await buy();
      expect(tokens()).to.deep.equal([[token]]);
    });

    it('says what happened in the new element when its key changed while Klarna decided', async () => {
      render({ block: 'a' });
      await reach(element(), 'ready');
      harness.klarna.next.authorize('never');
      const outcome = element().authorize();
      render({ block: 'b' });
      expect((await outcome).type).to.equal('unknown');
      await reach(element(), 'ready');
      expect(statusText(element())).to.include('You can try again');
      harness.klarna.reset();
      const token = await buy();
      expect(tokens()).to.deep.equal([[token]]);
    });

    describe('after the approval', () => {
      const canCancel = { capabilities: { cancel: true } };
      const givenBack = (): unknown[] =>
        harness.endpoint.calls('authorization/cancel').map(({ body }) => body.authorization_token);

      beforeEach(() => {
        harness.endpoint.on('session', () => ({ json: harness.endpoint.session(canCancel) }));
      });

      it('sends the token once when its event renders the form again', async () => {
        render();
        await reach(element(), 'ready');
        element().addEventListener('klarna-authorized', () => render({ cart: 1 }));
        const token = await buy();
        expect(tokens()).to.deep.equal([[token]]);
        expect(givenBack()).to.deep.equal([]);
      });

      it('keeps the token in the form when the shop sends it later, and renders it again before', async () => {
        render();
        await reach(element(), 'ready');
        element().addEventListener('klarna-authorized', (event) => event.preventDefault());
        const outcome = await element().authorize();
        const token = outcome.type === 'approved' ? outcome.authorizationToken : '';
        render();
        render();
        const form = element().form!;
        expect(new FormData(form).getAll(NAME)).to.deep.equal([token]);
        form.requestSubmit(form.querySelector<HTMLElement>('button:not([slot])'));
        expect(tokens()).to.deep.equal([[token]]);
        expect(givenBack()).to.deep.equal([]);
      });

      for (const [what, renderedAnew] of [
        ['the element', { block: 'b' }],
        ['the form', { page: 'b' }],
      ] as const) {
        it(`gives the approval back, and can be bought from, when its event draws ${what} anew`, async () => {
          render({ block: 'a', page: 'a' });
          await reach(element(), 'ready');
          const before = element();
          const given = new Promise<unknown>((resolve) => {
            harness.endpoint.on('authorization/cancel', ({ body }) => {
              resolve(body.authorization_token);
              return { status: 204, text: '' };
            });
          });
          before.addEventListener('klarna-authorized', () =>
            render({ block: 'a', page: 'a', ...renderedAnew }),
          );
          const authorized = next(before, 'klarna-authorized');
          before.form!.querySelector<HTMLElement>('button:not([slot])')!.click();
          expect(await given).to.equal((await authorized).detail.authorizationToken);
          await reach(element(), 'ready');
          expect(element() === before).to.equal(false);
          expect(statusText(element())).to.include('You can try again');
          expect(tokens()).to.deep.equal([]);

          const token = await buy();
          expect(tokens()).to.deep.equal([[token]]);
          expect(givenBack()).to.have.length(1);
        });
      }

      it('leaves the approval to the shop when its element is drawn anew once the form is sent', async () => {
        render({ block: 'a' });
        await reach(element(), 'ready');
        // Above the node on which React listens: the shop has read the form by then.
        document.addEventListener('submit', () => render({ block: 'b' }), { once: true });
        const token = await buy();
        await reach(element(), 'ready');
        expect(tokens()).to.deep.equal([[token]]);
        expect(givenBack()).to.deep.equal([]);
        expect(statusText(element())).to.equal('');
      });
    });

    it('is bought from once when it stands in a portal', async () => {
      const aside = await fixture<HTMLElement>('<div></div>');
      render({}, (shop) => dom.createPortal(shop, aside));
      expect(aside.contains(element())).to.equal(true);
      await reach(element(), 'ready');
      const token = await buy();
      expect(tokens()).to.deep.equal([[token]]);
    });
  });
}
