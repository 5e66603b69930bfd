/** A page with a strict policy: whole purchases, and not one report that is ours. */
import { expect } from '@open-wc/testing';
import { MARKUP, Shop } from '../../harness/shop.js';

const POLICY = [
  "default-src 'none'",
  "script-src 'nonce-of-the-page' 'strict-dynamic'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html klarna-checkout 'allow-duplicates'",
].join('; ');

/** The shop, whose Klarna script the element itself fetches. */
function open(attributes: string, simulator: string): Promise<Shop> {
  const script = new URLSearchParams({
    type: 'text/javascript',
    body: `stage.arrive(${simulator})`,
  });
  const configured = JSON.stringify({ sdkUrl: `/test-endpoint/api.js?${script}` });
  return Shop.open({
    policy: POLICY,
    body:
      MARKUP.replace('<klarna-checkout ', `<klarna-checkout ${attributes} `) +
      `<script nonce="of-the-page">stage.configure(${configured})</script>`,
    setUp: () => undefined,
  });
}

describe('a page with a strict policy', () => {
  let shop: Shop;

  beforeEach(() => sessionStorage.clear());
  afterEach(() => shop.close());

  async function ready(): Promise<void> {
    await shop.agree();
    await shop.reach('ready');
  }

  it('reports what the policy forbids', async () => {
    shop = await open('', '{ frameless: true }');
    const style = shop.document.createElement('style');
    style.textContent = 'p { color: red }';
    shop.document.body.append(style);
    await shop.until(() => shop.stage.violations.length > 0, 'reported');
  });

  it('reports nothing when a purchase goes by form', async () => {
    shop = await open('', '{ frameless: true }');
    await ready();
    shop.buy();
    await shop.until(() => shop.stage.sent.length > 0, 'sent the form');
    expect(shop.stage.sent[0]).to.have.property('klarna_authorization_token').that.is.not.empty;
    expect(shop.stage.violations).to.deep.equal([]);
    expect(shop.stage.uncaught).to.deep.equal([]);
  });

  it('reports nothing when a purchase in steps places its order after a refusal and a failure', async () => {
    shop = await open('place-order auto-finalize="false"', '{ frameless: true }');
    await ready();
    shop.stage.klarna!.next.authorize('invalid');
    shop.buy();
    const { events } = shop.stage;
    await shop.until(
      () => events.some(({ name }) => name === 'klarna-invalid-fields'),
      'complained',
    );
    await shop.reach('ready');
    expect(shop.said).to.not.equal('');
    shop.stage.klarna!.next.authorize('throw');
    shop.buy();
    await shop.reach('failed');
    shop.act();
    await shop.reach('ready');
    shop.buy();
    await shop.reach('finalize-required');
    await shop.settle();
    shop.buy();
    await shop.reach('placed');
    expect(shop.stage.violations).to.deep.equal([]);
    expect(shop.stage.uncaught).to.deep.equal([]);
  });

  it('reports nothing when the simulator shows its frames and its overlay', async () => {
    shop = await open('', '{ height: 230 }');
    await ready();
    await shop.pass(1);
    const answer = { approved: true, show_form: true, authorization_token: 'with-an-overlay' };
    shop.stage.klarna!.next.authorize({ answer, overlay: 100, delay: 200 });
    shop.buy();
    await shop.reach('authorized');
    await shop.settle();
    expect(shop.stage.violations).to.deep.equal([]);
    expect(shop.stage.uncaught).to.deep.equal([]);
  });
});
