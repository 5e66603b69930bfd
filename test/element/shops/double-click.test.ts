import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import { agree, reach, useHarness } from '../../harness/checkout.js';
import { guideSample, runSample } from '../../harness/guide.js';

describe('a button that its page disables when it is clicked', () => {
  const harness = useHarness();

  it('can be pressed again when the shopper has closed Klarna, and then buys once', async () => {
    const form = await fixture<HTMLFormElement>(
      `<form method="post" action="/order"><klarna-checkout endpoint="/klarna"></klarna-checkout>
       <button name="do" value="buy">Buy now</button></form>`,
    );
    const sent: { readonly token: unknown; readonly button: unknown }[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const data = new FormData(form, event.submitter);
      sent.push({ token: data.get('klarna_authorization_token'), button: data.get('do') });
    });
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    const button = form.querySelector('button') as HTMLButtonElement;
    runSample(await guideSample('existing-form', 'js', 'button.disabled'), form);
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
    expect(sent[0]?.token).to.match(/^\S+$/);
    expect(sent[0]?.button, 'also of the disabled button').to.equal('buy');
  });
});
