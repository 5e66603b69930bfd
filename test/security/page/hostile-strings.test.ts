/** Whatever comes from markup, the endpoint or Klarna's script is shown as text, or not at all. */
import { expect, fixture, waitUntil } from '@open-wc/testing';
import * as fc from 'fast-check';
import { KlarnaCheckout } from '../../../src/index.js';
import { en, type Messages } from '../../../src/messages/en.js';
import { drawn, reach, statusText, useHarness } from '../../harness/checkout.js';
import { CHANCE, expectHarmless, hostile, hostileJson } from './hostile.js';

const { observedAttributes } = KlarnaCheckout;

/** Nothing is under way any more. */
async function atRest(checkout: KlarnaCheckout): Promise<void> {
  const isAtRest = (): boolean =>
    !['idle', 'starting', 'loading', 'authorizing', 'placing'].includes(checkout.state);
  await waitUntil(isAtRest, `it stays ${checkout.state}`, { interval: 5, timeout: 5000 });
  await drawn(checkout);
}

describe('hostile strings', () => {
  const harness = useHarness();

  /** A page of its own for each throw of the dice. */
  async function open(fill: (checkout: KlarnaCheckout) => void): Promise<KlarnaCheckout> {
    sessionStorage.clear();
    harness.klarna.reset();
    const form = await fixture<HTMLFormElement>('<form method="post"></form>');
    form.addEventListener('submit', (event) => event.preventDefault());
    const checkout = document.createElement('klarna-checkout');
    checkout.endpoint = '/klarna';
    checkout.consent = 'granted';
    fill(checkout);
    form.append(checkout);
    return checkout;
  }

  const close = (checkout: KlarnaCheckout): void => {
    expectHarmless(document.body);
    checkout.closest('form')?.remove();
  };

  it('have no effect when they are in every attribute', async () => {
    const attributes = fc.dictionary(fc.constantFrom(...observedAttributes), hostile, {
      minKeys: 1,
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(attributes, async (values) => {
        const checkout = await open((made) => {
          for (const [name, value] of Object.entries(values)) made.setAttribute(name, value);
        });
        // A choice that nothing on the page is leaves the element inactive.
        if (values['choice']) await drawn(checkout);
        else await atRest(checkout);
        close(checkout);
      }),
      CHANCE,
    );
  });

  it('have no effect when they are in the JSON children', async () => {
    const text = fc.oneof(
      hostile,
      hostileJson.map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (session, purchase) => {
        const checkout = await open((made) => {
          for (const [name, json] of [
            ['data-session', session],
            ['data-purchase', purchase],
          ] as const) {
            const script = document.createElement('script');
            script.type = 'application/json';
            script.setAttribute(name, '');
            script.textContent = json;
            made.append(script);
          }
        });
        await atRest(checkout);
        if (checkout.state === 'ready') await checkout.authorize();
        close(checkout);
      }),
      CHANCE,
    );
  });

  it('have no effect when they are in every text', async () => {
    const keys = Object.keys(en) as (keyof Messages)[];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...keys), hostile, hostile, async (key, value, other) => {
        const all = Object.fromEntries(keys.map((name) => [name, other])) as Messages;
        const checkout = await open((made) => {
          made.consent = 'ask';
          made.messages = { ...all, [key]: value };
        });
        await reach(checkout, 'consent');
        expectHarmless(document.body);
        checkout.grantConsent();
        await atRest(checkout);
        harness.klarna.next.authorize('invalid');
        await checkout.authorize();
        await drawn(checkout);
        close(checkout);
      }),
      CHANCE,
    );
  });

  it('have no effect when they are in the session that the endpoint answers', async () => {
    const category = fc.record({
      identifier: fc.oneof(fc.constantFrom('pay_later', 'pay_now', 'klarna'), hostile),
      name: hostile,
      asset_urls: fc.record({ descriptive: hostile, standard: hostile }),
    });
    const answer = fc.record(
      {
        session_id: hostile,
        payment_method_categories: fc.array(category, { minLength: 1, maxLength: 3 }),
        more: hostileJson,
      },
      { requiredKeys: ['payment_method_categories'] },
    );
    await fc.assert(
      fc.asyncProperty(answer, async (more) => {
        harness.endpoint.on('session', () => ({ json: harness.endpoint.session(more) }));
        const checkout = await open(() => undefined);
        await atRest(checkout);
        if (checkout.state === 'ready') await checkout.authorize();
        await drawn(checkout);
        close(checkout);
      }),
      CHANCE,
    );
  });

  it('are shown as text when they are in the message for the shopper of a problem', async () => {
    const problem = fc.record({
      code: hostile,
      action: fc.constantFrom('retry', 'contact', 'fix'),
      title: hostile,
      detail: hostile,
      customer_message: hostile,
      support_reference: hostile,
      invalid_fields: fc.array(hostile, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(problem, async (json) => {
        harness.endpoint.on('session', () => ({ status: 422, json }));
        const checkout = await open(() => undefined);
        await reach(checkout, 'failed');
        expect(statusText(checkout)).to.include(json.customer_message.trim());
        close(checkout);
      }),
      CHANCE,
    );
  });

  it('have no effect when they are in an order’s problem that names fields', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 3 }), async (fields) => {
        harness.endpoint.on('order', () => ({
          status: 422,
          json: { code: 'x', action: 'fix', invalid_fields: fields },
        }));
        const checkout = await open((made) => {
          made.placeOrder = true;
        });
        await atRest(checkout);
        await checkout.authorize();
        await atRest(checkout);
        close(checkout);
      }),
      CHANCE,
    );
  });

  it('have no effect when they are in an answer of Klarna’s script', async () => {
    const fields = fc.record({ invalid_fields: fc.array(hostile, { maxLength: 3 }) });
    const answer = fc.oneof(
      hostileJson,
      fc.record({
        approved: fc.constant(false),
        show_form: fc.constant(true),
        error: fc.oneof(fields, hostileJson),
      }),
      fc.record({ approved: fc.constant(true), authorization_token: hostile, more: hostileJson }),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fields, hostileJson), answer, async (onLoad, onPress) => {
        harness.klarna.next.load({ answer: { show_form: true, error: onLoad } });
        const checkout = await open(() => undefined);
        await atRest(checkout);
        harness.klarna.next.authorize({ answer: onPress });
        await checkout.authorize();
        await atRest(checkout);
        close(checkout);
      }),
      CHANCE,
    );
  });

  it('have no effect when they are in an exception of Klarna’s script', async () => {
    const { Payments } = (window as unknown as { Klarna: { Payments: { load: unknown } } }).Klarna;
    const { load } = Payments;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          hostile.map((text) => new Error(text)),
          hostileJson,
        ),
        async (thrown) => {
          (window as unknown as { Klarna: { Payments: { load: unknown } } }).Klarna.Payments.load =
            () => {
              throw thrown;
            };
          const checkout = await open(() => undefined);
          await reach(checkout, 'failed');
          close(checkout);
        },
      ),
      CHANCE,
    );
    Payments.load = load;
  });
});
