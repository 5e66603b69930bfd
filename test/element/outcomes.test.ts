import { expect } from '@open-wc/testing';
import {
  agree,
  button,
  drawn,
  holdApproval,
  next,
  payButton,
  mount,
  reach,
  statusText,
  eventNames,
  untilAction,
  useHarness,
} from '../harness/checkout.js';

describe('<klarna-checkout> outcomes', () => {
  const harness = useHarness();

  it('makes everything usable again when cancelled', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize('close');
    const cancelled = next(checkout, 'klarna-cancelled');
    expect(await checkout.authorize()).to.deep.equal({ type: 'cancelled', phase: 'authorize' });
    expect((await cancelled).detail).to.deep.equal({ category: 'pay_later', phase: 'authorize' });
    expect(checkout.state).to.equal('ready');
    await drawn(checkout);
    expect(statusText(checkout)).to.include('try again');
    expect(payButton(checkout)?.getAttribute('aria-disabled')).to.equal('false');
    expect((await checkout.authorize()).type).to.equal('approved');
  });

  it('takes Klarna away without an error when declined', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize('decline');
    expect(await checkout.authorize()).to.deep.equal({ type: 'declined', phase: 'authorize' });
    expect(checkout.state).to.equal('declined');
    await drawn(checkout);
    expect(statusText(checkout)).to.include('choose another way to pay');
    expect(payButton(checkout) === null).to.be.true;
    expect(eventNames(harness)).to.include('declined').and.not.include('error');
    expect(sessionStorage.length).to.equal(0);
  });

  it('names the fields and keeps the widget when fixable', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize('invalid');
    const invalid = next(checkout, 'klarna-invalid-fields');
    expect(await checkout.authorize()).to.deep.equal({
      type: 'invalid',
      fields: ['billing_address.email'],
    });
    expect((await invalid).detail).to.deep.equal({
      fields: ['billing_address.email'],
      unmatched: ['billing_address.email'],
    });
    expect(checkout.state).to.equal('ready');
    await drawn(checkout);
    expect(statusText(checkout)).to.include('(Email)');
  });

  it('never shows a name that is not for shoppers when fixable', async () => {
    const checkout = await mount();
    await agree(checkout);
    const fields = ['billing_address.care_of', 'customer.gender', 'customer.new_field'];
    harness.klarna.next.authorize({
      answer: { approved: false, show_form: true, error: { invalid_fields: fields } },
    });
    await checkout.authorize();
    await drawn(checkout);
    expect(statusText(checkout)).to.include('(Care of (c/o), Gender)').and.not.include('_');
  });

  it('names fields that Klarna complains about while it loads', async () => {
    harness.klarna.next.load('invalid');
    const checkout = await mount();
    const invalid = next(checkout, 'klarna-invalid-fields');
    await agree(checkout);
    expect((await invalid).detail.fields).to.deep.equal(['billing_address.email']);
  });

  it('an approval without a token is an error, not a success', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize({
      answer: { approved: true, show_form: true, authorization_token: '' },
    });
    const outcome = await checkout.authorize();
    expect(outcome.type).to.equal('failed');
    expect(checkout.error?.code).to.equal('token-missing');
    expect(eventNames(harness)).to.not.include('authorized');
  });

  for (const word of ['throw', 'throw-only'] as const) {
    it(`fails when the SDK answers with "${word}", and loads the widget anew when tried again`, async () => {
      const checkout = await mount();
      await agree(checkout);
      harness.klarna.next.authorize(word);
      expect((await checkout.authorize()).type).to.equal('failed');
      expect(checkout.state).to.equal('failed');
      expect(checkout.error).to.include({ code: 'operation-failed', retryable: true });
      await drawn(checkout);
      button(checkout, 'action').click();
      expect(checkout.error, 'a new attempt').to.equal(undefined);
      await reach(checkout, 'ready');
      expect((await checkout.authorize()).type).to.equal('approved');
    });
  }

  it('answers of the same task are failures, not refusals', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize({
      answer: { approved: false, show_form: false },
      atOnce: 'answer',
    });
    expect((await checkout.authorize()).type).to.equal('failed');
  });

  it('settles once when Klarna answers twice', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize('twice');
    await checkout.authorize();
    await new Promise(requestAnimationFrame);
    expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(1);
  });

  it('offers a way out of Klarna’s silence, with an unknown outcome', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize('never');
    const settled = checkout.authorize();
    await untilAction(checkout);
    expect(checkout.state, 'nothing is decided by waiting').to.equal('authorizing');
    button(checkout, 'action').click();
    expect(await settled).to.deep.equal({ type: 'unknown', phase: 'authorize' });
    expect(checkout.state).to.equal('unknown');
    expect(checkout.error?.code).to.equal('no-answer');
  });

  it('announces an approval that comes after giving up, where nobody can give it back', async () => {
    const checkout = await mount();
    await agree(checkout);
    const release = holdApproval(harness, 'late-token');
    const settled = checkout.authorize();
    await untilAction(checkout);
    button(checkout, 'action').click();
    await settled;
    const authorized = next(checkout, 'klarna-authorized');
    release();
    expect((await authorized).detail).to.include({ authorizationToken: 'late-token', late: true });
    expect(checkout.state).to.equal('unknown');
  });

  it('gives a late approval back where the backend can', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: { cancel: true } }),
    }));
    const checkout = await mount();
    await agree(checkout);
    const release = holdApproval(harness, 'late-token');
    const settled = checkout.authorize();
    await untilAction(checkout);
    button(checkout, 'action').click();
    await settled;
    const returned = new Promise<unknown>((resolve) => {
      harness.endpoint.on('authorization/cancel', ({ body }) => {
        resolve(body);
        return { status: 204, text: '' };
      });
    });
    release();
    expect(await returned).to.deep.equal({ authorization_token: 'late-token' });
    expect(eventNames(harness)).to.not.include('authorized');
  });

  it('finalize that is refused leaves Klarna usable', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" auto-finalize="false"></klarna-checkout>',
    );
    await agree(checkout);
    await checkout.authorize();
    harness.klarna.next.finalize('decline');
    expect(await checkout.finalize()).to.deep.equal({ type: 'cancelled', phase: 'finalize' });
    expect(checkout.state).to.equal('finalize-required');
    expect((await checkout.finalize()).type).to.equal('approved');
  });

  it('a press too early is stopped, not queued, and says what is missing', async () => {
    const checkout = await mount();
    await reach(checkout, 'consent');
    expect(await checkout.authorize()).to.deep.equal({ type: 'not-ready', state: 'consent' });
    expect(checkout.shadowRoot?.activeElement?.localName).to.equal('klarna-checkout-consent');
    await agree(checkout);
    expect(eventNames(harness)).to.not.include('authorized');
  });

  it('reauthorizes without the widget', async () => {
    const checkout = await mount();
    await agree(checkout);
    await checkout.authorize();
    expect((await checkout.reauthorize()).type).to.equal('approved');
    expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(2);
  });

  describe('place-order', () => {
    const markup = '<klarna-checkout endpoint="/klarna" place-order></klarna-checkout>';

    it('a time-out is unknown, never failed', async () => {
      harness.endpoint.on('order', () => 'silence');
      const checkout = await mount(markup);
      await agree(checkout);
      void checkout.authorize();
      await reach(checkout, 'unknown');
      expect(checkout.error?.code).to.equal('order-unknown');
    });

    it('a cut connection is unknown, never failed', async () => {
      harness.endpoint.on('order', () => 'cut');
      const checkout = await mount(markup);
      await agree(checkout);
      void checkout.authorize();
      await reach(checkout, 'unknown');
    });

    it('tries the same order again, with the same token and key', async () => {
      harness.endpoint.on('order', () => ({
        status: 503,
        json: { code: 'rate_limited', action: 'retry' },
      }));
      const checkout = await mount(markup);
      await agree(checkout);
      void checkout.authorize();
      await reach(checkout, 'failed');
      harness.endpoint.on('order', () => ({ json: { status: 'pending' } }));
      button(checkout, 'action').click();
      await reach(checkout, 'pending');
      const [first, second] = harness.endpoint.calls('order');
      expect(second?.body).to.deep.equal(first?.body);
      expect(second?.headers.get('idempotency-key')).to.equal(
        first?.headers.get('idempotency-key'),
      );
    });

    it('a changed cart brings the session up to date and lets the shopper pay again', async () => {
      harness.endpoint.on('session', () => ({
        json: harness.endpoint.session({ capabilities: { update: 'in_place', order: true } }),
      }));
      harness.endpoint.on('order', () => ({
        status: 409,
        json: { code: 'order_mismatch', action: 'reauthorize' },
      }));
      const checkout = await mount(markup);
      await agree(checkout);
      await checkout.authorize();
      await reach(checkout, 'placing');
      await reach(checkout, 'ready');
      expect(harness.endpoint.calls('session/update')).to.have.length(1);
    });

    it('a refusal of the backend is a decline', async () => {
      harness.endpoint.on('order', () => ({
        status: 422,
        json: { code: 'declined', action: 'other_method' },
      }));
      const checkout = await mount(markup);
      await agree(checkout);
      void checkout.authorize();
      await reach(checkout, 'declined');
    });
  });
});
