import { expect } from '@open-wc/testing';
import type { OrderAnswer, SessionAnswer } from '../../../src/endpoint/contract.js';
import { installEndpoint } from '../../../src/simulator/endpoint-stand-in.js';
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
    remove = installEndpoint({ prefix: '/pay' });
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
