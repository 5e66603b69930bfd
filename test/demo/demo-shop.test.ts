import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoGateway } from '../../demo/server/gateway.js';
import { pageHeaders } from '../../demo/server/security.js';
import { createShop, type Shop } from '../../demo/server/shop.js';

const ORIGIN = 'http://127.0.0.1:4173';
const ANNA = {
  email: 'anna.watt@example.com',
  given_name: 'Anna',
  family_name: 'Watt',
  street_address: 'Deichstraße 7',
  postal_code: '26506',
  city: 'Norden',
  country: 'DE',
};

/** A browser's worth of cookies in front of the shop. */
function visitor(
  template = '{{title}} {{{notice}}}{{{confirmation}}}',
  shop: Shop = createShop({
    template: () => Promise.resolve(template),
    simulator: () => Promise.resolve('/* simulator */'),
  }),
) {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    if (init.method === 'POST' && !headers.has('origin')) headers.set('origin', ORIGIN);
    const response = await shop.handle(new Request(new URL(path, ORIGIN), { ...init, headers }));
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name!, value!);
    }
    return response;
  };
  const post = (path: string, fields: Record<string, string>, headers: HeadersInit = {}) =>
    send(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  return {
    shop,
    get: (path: string) => send(path),
    post,
    cart: async (path: string, fields: Record<string, string>) =>
      (await (await post(path, fields, { accept: 'application/json' })).json()) as {
        version: number;
        products: string[];
        texts: Record<string, string>;
        problem: string | null;
      },
    call: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      send(`/klarna/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'one', ...headers },
      }),
  };
}

const SESSION = { locale: 'en-DE', consent: { source: 'prompt', text_version: 'test' } };

describe('the demo shop', () => {
  it('works out amounts, VAT and delivery itself', async () => {
    const { cart } = visitor();
    const begun = await cart('/shop/cart', { step: 'nothing:1' });
    assert.equal(begun.texts.goods, '€86.00');
    assert.equal(begun.texts.shipping, '€4.90');
    assert.equal(begun.texts.total, '€90.90');
    // 19 % inside 58.00 and 4.90, 7 % inside 28.00.
    assert.equal(begun.texts.tax, '€11.87');
  });

  it('delivers free of charge from 100 euros on', async () => {
    const { cart } = visitor();
    const { texts, version } = await cart('/shop/cart', { step: 'mug:1' });
    assert.equal(texts.shipping, 'free');
    assert.equal(texts.total, '€115.00');
    assert.equal(version, 2);
  });

  it('takes ten percent off with the voucher and refuses an unknown one', async () => {
    const { cart } = visitor();
    assert.equal((await cart('/shop/voucher', { code: 'nonsense' })).problem, 'voucher');
    const { texts } = await cart('/shop/voucher', { code: 'ebbe10' });
    assert.equal(texts.discount, '-€8.60');
    assert.equal(texts.total, '€82.30');
  });

  it('never takes a price, a quantity or a product that the browser makes up', async () => {
    const { cart } = visitor();
    const before = await cart('/shop/cart', { step: 'gold:1', price: '1' });
    for (const step of ['mug:0.5', 'mug:-9', 'mug:', 'mug:x', '']) {
      const { texts } = await cart('/shop/cart', { step, price: '1' });
      assert.equal(texts.total, before.texts.total, step);
    }
    const many = await cart('/shop/cart', { step: 'mug:1000' });
    assert.equal(many.texts['quantity-mug'], '9');
  });

  it('applies the VAT of the country of delivery', async () => {
    const { cart } = visitor();
    const { texts, version } = await cart('/shop/draft', { country: 'AT' });
    // 20 % inside 58.00 and 4.90, 10 % inside 28.00.
    assert.match(texts.tax!, /13,04$/);
    assert.equal(version, 2);
  });

  it('turns a form post from a foreign page away', async () => {
    const { post } = visitor();
    const answer = await post('/shop/cart', { step: 'mug:1' }, { origin: 'https://evil.example' });
    assert.equal(answer.status, 403);
  });

  it('escapes what the visitor typed', async () => {
    const { get, post } = visitor('<input value="{{value_city}}">{{{purchase}}}');
    await post('/shop/draft', { city: '"></script><b>' });
    const page = await (await get('/demo/one-page/')).text();
    assert.match(page, /value="&quot;&gt;&lt;\/script&gt;&lt;b&gt;"/);
    assert.doesNotMatch(page.replace(/<\/script>$/, ''), /<\/script>/);
  });

  it('sells by prepayment without Klarna', async () => {
    const { get, post } = visitor();
    const bought = await post('/shop/order', { ...ANNA, payment: 'prepayment', terms: 'yes' });
    assert.equal(bought.status, 303);
    const page = await get(bought.headers.get('location')!);
    assert.equal(page.status, 200);
    assert.match(
      await page.text(),
      /Thank you for your order[\s\S]*ET-[\s\S]*€90\.90[\s\S]*Anna Watt/,
    );
  });

  it('orders with the token of the form and shows the confirmation to its buyer only', async () => {
    const { call, get, post, shop } = visitor();
    await get('/demo/one-page/');
    const session = await call('session', SESSION);
    assert.equal(session.status, 200);
    const bought = await post('/shop/order', {
      ...ANNA,
      payment: 'klarna',
      terms: 'yes',
      page: '/demo/one-page/',
      klarna_authorization_token: 'b4bd3423-24e3-1113-1111-000000000001',
    });
    const where = bought.headers.get('location')!;
    assert.match(where, /^\/demo\/confirmation\/\?order=ET-[A-Z2-9]{8}$/);
    assert.equal((await get(where)).status, 200);
    assert.equal((await visitor(undefined, shop).get(where)).status, 404);
  });

  it('places an order by the order call and says where to go', async () => {
    const { call, get, post } = visitor();
    await get('/demo/three-step/');
    await post('/shop/address', ANNA);
    await call('session', SESSION);
    const body = { authorization_token: 'b4bd3423-24e3-1113-1111-000000000001' };
    const placed = (await (await call('order', body)).json()) as Record<string, string>;
    assert.equal(placed.status, 'completed');
    assert.equal((await get(placed.redirect_url!)).status, 200);
    // Said twice, placed once.
    const again = (await (await call('order', body)).json()) as Record<string, string>;
    assert.deepEqual(again, placed);
  });

  it('sends the buyer back when there is no token, no address or no consent to the terms', async () => {
    const { get, post } = visitor();
    const faults = [
      [{ ...ANNA, payment: 'klarna', terms: 'yes' }, /payment did not go through/],
      [{ ...ANNA, city: '', payment: 'prepayment', terms: 'yes' }, /address is missing/],
      [{ ...ANNA, payment: 'prepayment' }, /confirm the terms/],
    ] as const;
    for (const [fields, words] of faults) {
      const answer = await post('/shop/order', { ...fields, page: '/demo/one-page/' });
      assert.equal(answer.headers.get('location'), '/demo/one-page/');
      assert.match(await (await get('/demo/one-page/')).text(), words);
    }
  });

  it('fails as the panel asks', async () => {
    const { call, get } = visitor();
    await get('/demo/one-page/');
    const failed = await call('session', SESSION, { 'demo-scenario': 'error' });
    assert.equal(failed.status, 503);
    assert.equal(failed.headers.get('content-type'), 'application/problem+json');
  });

  it('refuses a page that names something nobody provides', async () => {
    const { get } = visitor('{{nobodyKnowsThis}}');
    await assert.rejects(get('/demo/one-page/'), /nobodyKnowsThis/);
  });
});

describe('the demo shop on a real payment system', () => {
  const env = {
    KLARNA_GATEWAY: 'klarna',
    KLARNA_REGION: 'eu',
    KLARNA_ENVIRONMENT: 'playground',
    KLARNA_USERNAME: 'user',
    KLARNA_PASSWORD: 'secret',
  };

  it("sends the browser to Klarna's own SDK, under a policy that lets it work", async () => {
    const payment = demoGateway(env);
    const shop = createShop({
      template: () => Promise.resolve(''),
      simulator: () => Promise.resolve('/* simulator */'),
      payment,
    });
    const { status, headers } = await visitor('', shop).get('/simulator/api.js');
    assert.equal(status, 302);
    assert.equal(headers.get('location'), 'https://x.klarnacdn.net/kp/lib/v1/api.js');
    assert.equal(payment.gateway.system, 'klarna');
    assert.match(
      pageHeaders(false)['content-security-policy']!,
      /script-src 'self' https:\/\/x\.klarnacdn\.net/,
    );
    assert.match(pageHeaders(true)['content-security-policy']!, /script-src 'self';/);
  });

  it('names the variable that is missing', () => {
    assert.throws(() => demoGateway({ ...env, KLARNA_PASSWORD: undefined }), /KLARNA_PASSWORD/);
  });
});
