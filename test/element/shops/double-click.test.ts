import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import { agree, reach, useHarness } from '../../harness/checkout.js';

/** The guard of the guide about forms, with what it says to add for Klarna. */
function guard(button: HTMLButtonElement, checkout: KlarnaCheckout): void {
  const canPress = ['ready', 'finalize-required', 'declined', 'unavailable', 'failed'];
  button.addEventListener('click', () => {
    setTimeout(() => (button.disabled = !canPress.includes(checkout.state)));
  });
  checkout.addEventListener('klarna-state', () => {
    if (canPress.includes(checkout.state)) button.disabled = false;
  });
}

describe('a button that its page disables when it is clicked', () => {
  const harness = useHarness();

  it('can be pressed again when the shopper has closed Klarna, and then buys once', async () => {
    const form = await fixture<HTMLFormElement>(
      `<form method="post" action="/order"><klarna-checkout endpoint="/klarna"></klarna-checkout>
       <button name="do" value="buy">Buy now</button></form>`,
    );
    const sent: string[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push(new FormData(form).get('klarna_authorization_token') as string);
    });
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    const button = form.querySelector('button') as HTMLButtonElement;
    guard(button, checkout);
    await agree(checkout);
    harness.klarna.next.authorize('close');
    button.click();
    expect(checkout.state).to.equal('authorizing');
    await reach(checkout, 'ready');
    // The guard acts in a task of its own, which began before.
    await new Promise((resolve) => setTimeout(resolve));
    expect(button.disabled).to.be.false;
    const sending = new Promise((resolve) => form.addEventListener('submit', resolve));
    button.click();
    await reach(checkout, 'authorized');
    await sending;
    expect(sent).to.have.length(1);
    expect(sent[0]).to.match(/^\S+$/);
  });
});
