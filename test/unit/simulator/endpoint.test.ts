import { expect } from '@open-wc/testing';
import type { OrderAnswer, SessionAnswer } from '../../../src/endpoint/contract.js';
import { installEndpoint } from '../../../src/simulator/endpoint/install.js';
import { isPublicHost } from '../../../src/simulator/endpoint/public-host.js';
import { decodeClientToken } from '../../../src/simulator/sdk/client-token.js';

const post = (url: string, body: unknown = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('simulated endpoint', () => {
  let remove = (): void => undefined;
  afterEach(() => remove());

  it('opens a session in the language and country of the page', async () => {
    remove = installEndpoint({ claims: { order_amount: 4711 } });
    const response = await post('/klarna-simulated/session', { locale: 'de-AT', currency: 'EUR' });
    const answer = (await response.json()) as SessionAnswer;
    expect(response.headers.get('cache-control')).to.equal('no-store');
    expect(decodeClientToken(answer.client_token)).to.include({
      language: 'de',
      purchase_country: 'AT',
      purchase_currency: 'EUR',
      order_amount: 4711,
      session_id: answer.session_id,
    });
    expect(answer.payment_method_categories!.map(({ identifier }) => identifier)).to.deep.equal([
      'klarna',
    ]);
    expect(answer.capabilities).to.deep.equal({ update: 'in_place', order: true, cancel: true });
  });

  it('updates, places and gives back', async () => {
    remove = installEndpoint({ path: '/pay' });
    expect(await (await post('/pay/session/update')).json()).to.deep.equal({ reload: 'load' });
    const order = (await (
      await post('/pay/order', { authorization_token: 't' })
    ).json()) as OrderAnswer;
    expect(order.status).to.equal('completed');
    const pending = await post('/pay/order', { authorization_token: 'pend-accept.t' });
    expect(((await pending.json()) as OrderAnswer).status).to.equal('pending');
    expect((await post('/pay/authorization/cancel', { authorization_token: 't' })).status).to.equal(
      204,
    );
  });

  for (const path of ['/?wc-ajax=klarna_{call}', '/klarna.php?call={call}', '/{call}/x/{call}']) {
    it(`answers the calls of ${path}`, async () => {
      remove = installEndpoint({ path });
      const at = (call: string): string => path.replaceAll('{call}', call);
      const session = (await (await post(at('session'))).json()) as SessionAnswer;
      expect(session.client_token).to.be.a('string');
      expect(await (await post(at('session_update'))).json()).to.deep.equal({ reload: 'load' });
      expect((await post(at('authorization_cancel'))).status).to.equal(204);
      expect((await post(at('other'))).headers.get('content-type')).to.equal(
        'application/problem+json',
      );
      expect((await post(`${at('session')}&more=1`)).headers.get('cache-control')).to.not.equal(
        'no-store',
      );
    });
  }

  it('offers the categories and the capabilities that it is told', async () => {
    remove = installEndpoint({
      categories: [
        { identifier: 'pay_later', name: 'Later' },
        { identifier: 'pay_now', name: 'Now' },
      ],
      capabilities: { update: 'none', cancel: false },
    });
    const answer = (await (await post('/klarna-simulated/session')).json()) as SessionAnswer;
    expect(answer.payment_method_categories!.map(({ name }) => name)).to.deep.equal([
      'Later',
      'Now',
    ]);
    expect(answer.capabilities).to.deep.equal({ update: 'none', order: true, cancel: false });
  });

  it('answers single calls with a problem, or with members over the usual answer, as it is told', async () => {
    remove = installEndpoint({
      answers: {
        session: { session_id: 'mine' },
        session_update: { status: 409, code: 'cart_changed', action: 'recreate' },
        order: { status: 'redirect', redirect_url: '/thanks' },
        authorization_cancel: { status: 503, code: 'down', action: 'retry' },
      },
    });
    const session = (await (await post('/klarna-simulated/session')).json()) as SessionAnswer;
    expect(session.session_id).to.equal('mine');
    expect(session.client_token).to.be.a('string');
    expect((await post('/klarna-simulated/session/update')).status).to.equal(409);
    const order = await post('/klarna-simulated/order', { authorization_token: 't' });
    expect(await order.json()).to.include({ status: 'redirect', redirect_url: '/thanks' });
    const cancel = await post('/klarna-simulated/authorization/cancel');
    expect(cancel.headers.get('content-type')).to.equal('application/problem+json');
    expect(await cancel.json()).to.include({ code: 'down' });
  });

  it('tells hosts that shoppers can reach from the others', () => {
    const own =
      '|localhost|a.localhost|shop|shop.test|shop.local|build.internal|x.example|127.0.0.1|10.1.2.3|172.16.0.1|192.168.1.2|169.254.1.1|[::1]|[fd00::1]|[fe80::1]';
    const everybodys =
      'shop.com|staging.shop.com|test.com|localhost.com|10.shop.com|172.32.0.1|8.8.8.8|[2001:db8::1]|shop.github.io|local.de';
    expect(own.split('|').filter(isPublicHost)).to.deep.equal([]);
    expect(everybodys.split('|').filter((host) => !isPublicHost(host))).to.deep.equal([]);
  });

  it('speaks problem+json', async () => {
    remove = installEndpoint();
    for (const [call, status] of [
      ['order', 400],
      ['nonsense', 404],
    ] as const) {
      const response = await post(`/klarna-simulated/${call}`);
      expect(response.status).to.equal(status);
      expect(response.headers.get('content-type')).to.equal('application/problem+json');
      expect(await response.json()).to.include.keys('code', 'action');
    }
  });

  it('leaves every other request alone, and fetch as it was', async () => {
    const original = fetch;
    remove = installEndpoint();
    expect((await fetch('/klarna-simulated-elsewhere')).status).to.equal(404);
    expect(await (await fetch('data:text/plain,mine')).text()).to.equal('mine');
    remove();
    expect(fetch).to.equal(original);
  });
});
