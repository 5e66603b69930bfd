import { expect, fixture } from '@open-wc/testing';
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
  untilAction,
  useHarness,
} from '../harness/checkout.js';
import { category } from '../harness/endpoint-wire.js';
import { KlarnaCheckout } from '../../src/index.js';
import { experimentsFor, createClientToken } from '../../src/simulator/index.js';

const CATEGORIES = [category('pay_later'), category('pay_over_time')];

/** A payment that was given up may still be decided by Klarna: until it is, nobody else of the page asks for another. */
describe('<klarna-checkout> after giving up', () => {
  const harness = useHarness();

  beforeEach(() => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ payment_method_categories: CATEGORIES }),
    }));
  });

  /** Two checkouts that can both be pressed. */
  async function pair(): Promise<[KlarnaCheckout, KlarnaCheckout]> {
    const host = await fixture<HTMLElement>(
      '<div><klarna-checkout endpoint="/klarna" category="pay_later"></klarna-checkout><klarna-checkout endpoint="/klarna" category="pay_over_time"></klarna-checkout></div>',
    );
    const [one, other] = host.querySelectorAll('klarna-checkout');
    if (!one || !other) throw new Error('two elements were asked for');
    await agree(one);
    await reach(other, 'ready', 'consent');
    other.grantConsent();
    await reach(other, 'ready');
    return [one, other];
  }

  /** The first one asks Klarna, hears nothing, and stops waiting. The result lets Klarna answer after all. */
  async function giveUp(checkout: KlarnaCheckout): Promise<() => void> {
    const release = holdApproval(harness, 'late-token');
    const settled = checkout.authorize();
    await untilAction(checkout);
    button(checkout, 'action').click();
    expect((await settled).type).to.equal('unknown');
    return release;
  }

  it('nobody else can pay, is told why, and is offered a reload, until Klarna answers late', async () => {
    const [one, other] = await pair();
    const release = await giveUp(one);
    expect(await other.authorize()).to.deep.equal({ type: 'busy' });
    await drawn(other);
    expect(statusText(other)).to.include('Please do not buy again before you have reloaded');
    expect(button(other, 'action').textContent).to.include('Reload');
    expect(payButton(other)?.getAttribute('aria-disabled')).to.equal('true');

    const late = next(one, 'klarna-authorized');
    release();
    expect((await late).detail.late).to.equal(true);
    await drawn(other);
    expect(statusText(other)).to.equal('');
    expect(payButton(other)?.getAttribute('aria-disabled')).to.equal('false');
    expect((await other.authorize()).type).to.equal('approved');
  });

  it('the element itself cannot pay again either', async () => {
    const checkout = await mount();
    await agree(checkout);
    await giveUp(checkout);
    expect(await checkout.authorize()).to.deep.equal({ type: 'not-ready', state: 'unknown' });
  });

  it('a widget that has to wait says why, and loads once Klarna has answered', async () => {
    const [one, other] = await pair();
    const release = await giveUp(one);
    other.reset();
    await reach(other, 'loading');
    await drawn(other);
    expect(button(other, 'action').textContent).to.include('Reload');
    release();
    await reach(other, 'ready');
    expect((await other.authorize()).type).to.equal('approved');
  });

  it('frees the way at once when Klarna’s frame is gone', async () => {
    const [one, other] = await pair();
    await giveUp(one);
    one.remove();
    await reach(one, 'unknown');
    await drawn(other);
    expect((await other.authorize()).type).to.equal('approved');
  });

  it('without a frame of its own Klarna may decide even after the element was removed', async () => {
    const clientToken = createClientToken({ experiments: experimentsFor('static') });
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({
        client_token: clientToken,
        payment_method_categories: CATEGORIES,
      }),
    }));
    const [one, other] = await pair();
    harness.klarna.next.authorize('never');
    const settled = one.authorize();
    one.remove();
    expect((await settled).type).to.equal('unknown');
    expect(await other.authorize()).to.deep.equal({ type: 'busy' });
  });
});
