/** The page draws the payment block anew while Klarna, or the backend, decides about a purchase. */
import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import {
  createClientToken,
  experimentsFor,
  type ClientTokenClaims,
} from '../../../src/simulator/index.js';
import {
  button,
  drawn,
  holdApproval,
  next,
  payButton,
  reach,
  statusText,
  useHarness,
} from '../../harness/checkout.js';

type Experiments = ClientTokenClaims['experiments'];

const NAME = 'klarna_authorization_token';
const NOT_COMPLETED = 'was not completed. You can try again';
const NOBODY_KNOWS = 'Please do not buy again before you have reloaded';

describe('a payment block that is redrawn', () => {
  const harness = useHarness();

  interface Page {
    readonly form: HTMLFormElement;
    /** Draws the block; returns the element in it. */
    readonly draw: () => KlarnaCheckout;
    /** The token of each submit that reached the shop. */
    readonly sent: (readonly FormDataEntryValue[])[];
  }

  /** @param session - what the endpoint's answer says beside Klarna's token */
  async function page(session: Record<string, unknown>, attributes = ''): Promise<Page> {
    harness.endpoint.on('session', () => ({ json: harness.endpoint.session(session) }));
    const form = await fixture<HTMLFormElement>(
      '<form method="post" action="/order"><div></div></form>',
    );
    const block = form.querySelector('div')!;
    const sent: (readonly FormDataEntryValue[])[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push(new FormData(form, event.submitter).getAll(NAME));
    });
    const draw = (): KlarnaCheckout => {
      block.innerHTML = `<klarna-checkout endpoint="/klarna" consent="granted" ${attributes}></klarna-checkout>`;
      return block.querySelector('klarna-checkout')!;
    };
    return { form, sent, draw };
  }

  const sessionOf = (experiments: Experiments): Record<string, unknown> => ({
    client_token: createClientToken({ experiments }),
    capabilities: { cancel: true },
  });

  const givenBack = (): readonly unknown[] =>
    harness.endpoint.calls('authorization/cancel').map(({ body }) => body.authorization_token);

  /** The block as the page draws it anew in the middle of the first one's payment. */
  async function redraw({ draw }: Page): Promise<KlarnaCheckout> {
    const first = draw();
    await reach(first, 'ready');
    const outcome = first.authorize();
    const second = draw();
    expect((await outcome).type).to.equal('unknown');
    return second;
  }

  async function buy(shop: Page, checkout: KlarnaCheckout): Promise<void> {
    const submitted = new Promise((resolve) => {
      shop.form.addEventListener('submit', resolve, { once: true });
    });
    payButton(checkout)!.click();
    await submitted;
  }

  const STATIC = experimentsFor('static');

  // Where Klarna's library decides, a frame that is gone does not keep it from doing so.
  for (const [what, experiments] of [
    ['no frame at all', STATIC],
    ['a frame, and a library that decides', STATIC.slice(0, 1)],
  ] as const) {
    it(`waits for Klarna’s answer, gives that back, and is paid once, with ${what}`, async () => {
      const shop = await page(sessionOf(experiments));
      const release = holdApproval(harness, 'first-token');
      const second = await redraw(shop);
      await reach(second, 'loading');
      expect(statusText(second)).to.include(NOBODY_KNOWS);
      expect(button(second, 'action').textContent).to.include('Reload');
      expect(await second.authorize()).to.deep.equal({ type: 'busy' });
      shop.form.requestSubmit();
      expect(shop.sent).to.deep.equal([]);

      release();
      await reach(second, 'ready');
      expect(givenBack()).to.deep.equal(['first-token']);
      expect(statusText(second)).to.include(NOT_COMPLETED);
      await buy(shop, second);
      expect(shop.sent).to.have.length(1);
      expect(shop.sent[0]).to.have.length(1);
      expect(shop.sent[0]).to.not.include('first-token');
    });
  }

  it('announces the late approval on the document where the backend cannot cancel it', async () => {
    const shop = await page({ ...sessionOf(STATIC), capabilities: {} });
    const release = holdApproval(harness, 'first-token');
    const second = await redraw(shop);
    await reach(second, 'loading');
    const announced = next(document, 'klarna-authorized');
    release();
    const { detail } = await announced;
    expect([detail.authorizationToken, detail.late]).to.deep.equal(['first-token', true]);
    await reach(second, 'ready');
    expect(statusText(second), 'the shop may use that approval').to.equal('');
    expect(shop.sent).to.deep.equal([]);
  });

  it('asks the endpoint what became of the purchase when Klarna has answered', async () => {
    const shop = await page(sessionOf(STATIC));
    const release = holdApproval(harness, 'first-token');
    const second = await redraw(shop);
    await reach(second, 'loading');
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ order: { status: 'completed', order_id: 'order-9' } }),
    }));
    const placed = next(second, 'klarna-placed');
    release();
    expect((await placed).detail.orderId).to.equal('order-9');
    expect(await second.authorize()).to.deep.equal({ type: 'not-ready', state: 'placed' });
  });

  for (const mode of ['iframe', 'popup'] as const) {
    it(`can be used at once, and says what happened, when Klarna’s frame went with it in mode ${mode}`, async () => {
      const shop = await page(sessionOf(experimentsFor(mode)));
      harness.klarna.next.authorize('never');
      const second = await redraw(shop);
      await reach(second, 'ready');
      expect(statusText(second)).to.include(NOT_COMPLETED);
      harness.klarna.reset();
      await buy(shop, second);
      expect(shop.sent).to.have.length(1);
      expect(shop.sent[0]).to.have.length(1);
    });
  }

  it('says nothing of the kind when the old one was removed in peace', async () => {
    const shop = await page({});
    await reach(shop.draw(), 'ready');
    const second = shop.draw();
    await reach(second, 'ready');
    expect(statusText(second)).to.equal('');
  });

  describe('while the backend places the order', () => {
    let answer: (status: number, json: unknown) => void;

    beforeEach(() => {
      const answered = new Promise<{ status: number; json: unknown }>((resolve) => {
        answer = (status, json) => resolve({ status, json });
      });
      harness.endpoint.on('order', () => answered);
    });

    async function redrawWhilePlacing(shop: Page): Promise<KlarnaCheckout> {
      const first = shop.draw();
      await reach(first, 'ready');
      void first.authorize();
      await reach(first, 'placing');
      const second = shop.draw();
      await reach(second, 'loading');
      expect(statusText(second)).to.include(NOBODY_KNOWS);
      expect(await second.authorize()).to.deep.equal({ type: 'busy' });
      return second;
    }

    it('sells nothing again when the order was placed', async () => {
      const shop = await page({}, 'place-order');
      const second = await redrawWhilePlacing(shop);
      harness.endpoint.on('session', () => ({
        json: harness.endpoint.session({ order: { status: 'completed', order_id: 'order-9' } }),
      }));
      const placed = next(document, 'klarna-placed');
      answer(200, { status: 'completed', order_id: 'order-9' });
      expect((await placed).detail.orderId).to.equal('order-9');
      await reach(second, 'placed');
      expect(harness.endpoint.calls('order')).to.have.length(1);
    });

    it('can be paid again when the order was refused', async () => {
      const shop = await page({}, 'place-order');
      const second = await redrawWhilePlacing(shop);
      answer(422, { code: 'declined', action: 'other_method', status: 422, type: 'about:blank' });
      await reach(second, 'ready');
      await drawn(second);
      expect(statusText(second)).to.include(NOT_COMPLETED);
    });
  });
});
