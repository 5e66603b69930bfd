/** The authorization token is looked for everywhere, after each kind of purchase. */
import { expect } from '@open-wc/testing';
import { Shop } from '../../harness/shop.js';
import { placesOf } from './places.js';

/** Opens the shop; `cancel`: its backend can give an authorization back. */
const open = (attributes: Readonly<Record<string, string>>, cancel = false): Promise<Shop> =>
  Shop.open({
    script: 'test/security/page/page',
    setUp: (shop) => {
      shop.attributes = attributes;
      shop.stage.arrive();
      const capabilities = { update: 'in_place', order: true, cancel };
      shop.stage.endpoint.on('session', () => ({
        json: shop.stage.endpoint.session({ capabilities }),
      }));
    },
  });

async function press(shop: Shop): Promise<void> {
  await shop.agree();
  await shop.reach('ready');
  shop.buy();
}

const announced = (shop: Shop): readonly string[] =>
  shop.stage.events
    .filter(({ name }) => name === 'klarna-authorized')
    .map(({ detail }) => (detail as { authorizationToken: string }).authorizationToken);

const LATE = {
  answer: { approved: true, show_form: true, authorization_token: 'a-late-token-of-one-purchase' },
  delay: 150_000,
};

async function giveUp(shop: Shop): Promise<void> {
  shop.stage.klarna!.next.authorize(LATE);
  await press(shop);
  await shop.reach('authorizing');
  await shop.pass(120);
  await shop.until(() => shop.offered !== '', 'offered a way out');
  shop.act();
  await shop.reach('unknown');
  await shop.pass(60);
}

describe('the authorization token', () => {
  let shop: Shop;

  beforeEach(() => sessionStorage.clear());
  afterEach(() => shop.close());

  async function expectNowhere(token: string | undefined): Promise<void> {
    await shop.settle();
    expect(token, 'the token').to.match(/^[\w.-]{20,}$/);
    expect(placesOf(token!, shop)).to.deep.equal([]);
  }

  it('is found by the search in an attribute, a shadow root, storage, an address and a log', async () => {
    shop = await open({});
    await shop.reach('consent');
    const { window, document, checkout } = shop;
    document.body.dataset['planted'] = 'planted-token';
    checkout.shadowRoot!.querySelector('div')!.title = 'planted-token';
    window.sessionStorage.setItem('x', 'planted-token');
    window.history.replaceState(undefined, '', '#planted-token');
    window.console.warn('planted-token');
    await window.fetch('/test-endpoint/x?planted-token', { method: 'POST', body: 'planted-token' });
    const places = placesOf('planted-token', shop);
    for (const place of [
      'data-planted',
      'shadow',
      'sessionStorage',
      'address',
      'console',
      'address of a request',
      'body for',
    ]) {
      expect(
        places.some((found) => found.includes(place)),
        place,
      ).to.be.true;
    }
    window.sessionStorage.clear();
  });

  it('is in the form only when the purchase is by form', async () => {
    shop = await open({});
    await press(shop);
    await shop.until(() => shop.stage.sent.length > 0, 'sent the form');
    const [token] = announced(shop);
    expect(shop.stage.sent).to.have.length(1);
    expect(shop.stage.sent[0]).to.include({ klarna_authorization_token: token });
    await expectNowhere(token);
  });

  it('is in the order call only when the element has place-order', async () => {
    shop = await open({ 'place-order': '' });
    await press(shop);
    await shop.reach('placed');
    const [token] = announced(shop);
    expect(shop.stage.endpoint.calls('order')[0]?.body).to.deep.equal({
      authorization_token: token,
    });
    expect(shop.stage.sent).to.deep.equal([]);
    await expectNowhere(token);
  });

  it('is nowhere else when the order call fails', async () => {
    shop = await open({ 'place-order': '' });
    shop.stage.endpoint.on('order', () => ({ status: 500, text: 'out of order' }));
    await press(shop);
    await shop.reach('unknown');
    await expectNowhere(announced(shop)[0]);
  });

  it('is in the form of the last step only when the purchase has several', async () => {
    shop = await open({ 'auto-finalize': 'false' });
    await press(shop);
    await shop.reach('finalize-required');
    await shop.settle();
    shop.buy();
    await shop.reach('authorized');
    await shop.until(() => shop.stage.sent.length > 1, 'sent the form again');
    const [token] = announced(shop);
    const [first, last] = shop.stage.sent;
    expect(first).to.include({ klarna_authorization_token: '' });
    expect(last).to.include({ klarna_authorization_token: token });
    await expectNowhere(token);
  });

  it('is removed from the form when it was given back', async () => {
    shop = await open({}, true);
    await press(shop);
    await shop.reach('authorized');
    await shop.settle();
    const [token] = announced(shop);
    shop.checkout.cancelAuthorization();
    await shop.reach('ready');
    await shop.settle();
    expect(shop.stage.endpoint.calls('authorization/cancel')[0]?.body).to.deep.equal({
      authorization_token: token,
    });
    const entries = [...new shop.window.FormData(shop.document.querySelector('form')!)];
    expect(JSON.stringify(entries)).to.not.include(token);
    await expectNowhere(token);
  });

  it('is given back when it comes late and the backend can cancel', async () => {
    shop = await open({}, true);
    await giveUp(shop);
    expect(announced(shop)).to.deep.equal([]);
    expect(shop.stage.endpoint.calls('authorization/cancel')).to.have.length(1);
    await expectNowhere(LATE.answer.authorization_token);
  });

  it('is announced, and not sent, when it comes late and the backend cannot cancel', async () => {
    shop = await open({});
    await giveUp(shop);
    expect(announced(shop)).to.deep.equal([LATE.answer.authorization_token]);
    expect(shop.stage.sent).to.deep.equal([]);
    await expectNowhere(LATE.answer.authorization_token);
  });
});
