import { expect, fixture } from '@open-wc/testing';
import { agree, drawn, part, reach, statusText, useHarness } from '../harness/checkout.js';
import type { KlarnaCheckout } from '../../src/index.js';

async function shop(): Promise<{ form: HTMLFormElement; checkout: KlarnaCheckout }> {
  const form = await fixture<HTMLFormElement>(`
    <form method="post">
      <input id="name" value="Anna">
      <klarna-checkout endpoint="/klarna"></klarna-checkout>
      <button id="buy">Buy</button>
    </form>`);
  form.addEventListener('submit', (event) => event.preventDefault());
  const checkout = form.querySelector('klarna-checkout');
  if (!checkout) throw new Error('no checkout');
  return { form, checkout };
}

const isLocked = (form: HTMLFormElement): boolean =>
  form.querySelector('#name')?.hasAttribute('inert') ?? false;

describe('<klarna-checkout> lock', () => {
  const harness = useHarness();

  for (const word of [
    'approve',
    'decline',
    'close',
    'invalid',
    'throw',
    'throw-only',
    'nonsense',
  ] as const) {
    it(`is released when Klarna answers with "${word}"`, async () => {
      const { form, checkout } = await shop();
      await agree(checkout);
      harness.klarna.next.authorize(word);
      const settled = checkout.authorize();
      if (word !== 'throw' && word !== 'throw-only') expect(isLocked(form)).to.be.true;
      await settled;
      expect(isLocked(form)).to.be.false;
      expect(form.querySelectorAll('[inert]').length).to.equal(0);
    });
  }

  it('moves focus to the status first, and back when the shopper can go on', async () => {
    const { form, checkout } = await shop();
    await agree(checkout);
    const buy = form.querySelector<HTMLElement>('#buy');
    buy?.focus();
    harness.klarna.next.authorize('close');
    const settled = checkout.authorize();
    expect(checkout.shadowRoot?.activeElement?.localName).to.equal('klarna-checkout-status');
    await drawn(checkout);
    expect(statusText(checkout)).to.equal('Please complete your purchase with Klarna.');
    await settled;
    expect(document.activeElement === buy).to.be.true;
  });

  it('is told of by the order buttons that `submitter` names, which then are as they were', async () => {
    const page = await fixture<HTMLElement>(`
      <div>
        <form method="post"><klarna-checkout endpoint="/klarna" submitter=".buy"></klarna-checkout></form>
        <button class="buy">Buy</button>
        <button class="buy" aria-disabled="false">Buy</button>
        <button class="buy">Buy</button>
        <button>Apply voucher</button>
      </div>`);
    const checkout = page.querySelector('klarna-checkout') as KlarnaCheckout;
    const buttons = Array.from(page.querySelectorAll<HTMLElement>('div > button'));
    const said = () => buttons.map((button) => button.getAttribute('aria-disabled'));
    await agree(checkout);
    expect(checkout.matches(':state(busy)')).to.be.false;
    harness.klarna.next.authorize('close');
    const settled = checkout.authorize();
    expect(checkout.matches(':state(busy)')).to.be.true;
    expect(said()).to.deep.equal(['true', 'true', 'true', null]);
    buttons[2]?.setAttribute('aria-disabled', 'false');
    await settled;
    expect(said()).to.deep.equal([null, 'false', 'false', null]);
    expect(checkout.matches(':state(busy)')).to.be.false;
  });

  it('never touches Klarna’s own frames', async () => {
    const { form, checkout } = await shop();
    await agree(checkout);
    harness.klarna.next.authorize('never');
    void checkout.authorize();
    const frames = document.querySelectorAll('[id^="klarna-"]');
    expect(frames.length).to.be.greaterThan(0);
    for (const frame of frames) expect(frame.closest('[inert]') === null).to.be.true;
    expect(isLocked(form)).to.be.true;
  });

  it('leaves the page free with lock="none", and locks what lock names', async () => {
    const { form, checkout } = await shop();
    checkout.lock = 'none';
    await agree(checkout);
    harness.klarna.next.authorize('close');
    const first = checkout.authorize();
    expect(isLocked(form)).to.be.false;
    await first;
    checkout.lock = '#name';
    const second = checkout.authorize();
    expect(isLocked(form)).to.be.true;
    expect(form.querySelector('#buy')?.hasAttribute('inert')).to.be.false;
    await second;
    expect(isLocked(form)).to.be.false;
  });

  it('speaks through one live region, which is always there', async () => {
    const { checkout } = await shop();
    await reach(checkout, 'consent');
    const region = part(checkout, 'status').shadowRoot?.querySelector('[role=status]');
    await agree(checkout);
    await checkout.authorize();
    await drawn(checkout);
    expect(region?.isConnected).to.be.true;
    expect(region?.textContent).to.equal('Klarna has approved your purchase.');
    expect(checkout.shadowRoot?.querySelectorAll('[aria-live], [role=alert]').length).to.equal(0);
  });
});
