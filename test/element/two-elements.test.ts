import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../src/index.js';
import { next, reach, useHarness } from '../harness/checkout.js';

const ELEMENT = '<klarna-checkout endpoint="/klarna" consent="granted"></klarna-checkout>';

const frameIn = (checkout: KlarnaCheckout): HTMLIFrameElement | null =>
  checkout.querySelector('iframe[id$="-main"]');

/** Klarna says who is ready in no order. */
async function expectBothToPay(first: KlarnaCheckout, second: KlarnaCheckout): Promise<void> {
  for (const checkout of [first, second]) {
    await reach(checkout, 'ready');
    expect(frameIn(checkout)?.isConnected).to.equal(true);
  }
  for (const checkout of [first, second, first]) {
    checkout.cancelAuthorization();
    await reach(checkout, 'ready');
    const authorized = next(checkout, 'klarna-authorized');
    expect((await checkout.authorize()).type).to.equal('approved');
    expect((await authorized).detail.category).to.equal('pay_later');
  }
}

describe('two elements of one category', () => {
  useHarness();

  it('show their widgets and can pay when they start at the same moment', async () => {
    const host = await fixture<HTMLElement>(`<div>${ELEMENT}${ELEMENT}</div>`);
    const [first, second] = host.querySelectorAll('klarna-checkout');
    await expectBothToPay(first!, second!);
  });

  it('show their widgets and can pay when they start one after the other', async () => {
    const host = await fixture<HTMLElement>(`<div>${ELEMENT}</div>`);
    const first = host.querySelector('klarna-checkout')!;
    await reach(first, 'ready');
    host.insertAdjacentHTML('beforeend', ELEMENT);
    await expectBothToPay(first, host.querySelectorAll('klarna-checkout')[1]!);
  });

  it('leave Klarna’s plain name to the first, and give it back when that is removed', async () => {
    const host = await fixture<HTMLElement>(`<div>${ELEMENT}</div>`);
    const first = host.querySelector('klarna-checkout')!;
    await reach(first, 'ready');
    host.insertAdjacentHTML('beforeend', ELEMENT);
    const second = host.querySelectorAll('klarna-checkout')[1]!;
    await reach(second, 'ready');
    expect(frameIn(first)?.id).to.equal('klarna-pay-later-main');
    expect(frameIn(second)?.id).to.not.equal('klarna-pay-later-main');
    first.remove();
    second.remove();
    host.insertAdjacentHTML('beforeend', ELEMENT);
    const third = host.querySelector('klarna-checkout')!;
    await reach(third, 'ready');
    expect(frameIn(third)?.id).to.equal('klarna-pay-later-main');
  });

  it('can be finalized under the plain name on a later page when the second one was authorized', async () => {
    const step = ELEMENT.replace('consent', 'auto-finalize="false" consent');
    const host = await fixture<HTMLElement>(`<div>${step}${step}</div>`);
    const [first, second] = host.querySelectorAll('klarna-checkout');
    await reach(first!, 'ready');
    await reach(second!, 'ready');
    const last = [first!, second!].find((one) => frameIn(one)?.id !== 'klarna-pay-later-main')!;
    expect((await last.authorize()).type).to.equal('finalize-required');
    host.innerHTML = step;
    const later = host.querySelector('klarna-checkout')!;
    await reach(later, 'finalize-required');
    const authorized = next(later, 'klarna-authorized');
    expect((await later.finalize()).type).to.equal('approved');
    expect((await authorized).detail.authorizationToken).to.not.equal('');
  });

  it('leave a frame of somebody else’s alone that has the plain name', async () => {
    const host = await fixture<HTMLElement>(
      `<div><iframe id="klarna-pay-later-main" srcdoc=""></iframe>${ELEMENT}</div>`,
    );
    const checkout = host.querySelector('klarna-checkout')!;
    await reach(checkout, 'ready');
    expect(frameIn(checkout)?.id).to.not.equal('klarna-pay-later-main');
    expect(host.querySelector('#klarna-pay-later-main')?.isConnected).to.equal(true);
  });
});
