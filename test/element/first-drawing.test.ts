import { expect, fixture, oneEvent } from '@open-wc/testing';
import '../../src/define.js';
import type { KlarnaCheckout } from '../../src/index.js';
import { endOfTask } from '../harness/checkout.js';

async function placed(): Promise<KlarnaCheckout> {
  const host = await fixture<HTMLElement>('<div></div>');
  host.innerHTML = '<klarna-checkout endpoint="/klarna"></klarna-checkout>';
  return host.firstElementChild as KlarnaCheckout;
}

const base = (element: KlarnaCheckout): Element | null | undefined =>
  element.shadowRoot?.querySelector('[part=base]');

describe('the first drawing', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => {
    Reflect.deleteProperty(document, 'readyState');
    Reflect.deleteProperty(performance, 'now');
  });

  it('takes tasks of its own while the page loads on a slow machine', async () => {
    let now = 0;
    Object.defineProperty(document, 'readyState', { configurable: true, value: 'interactive' });
    Object.defineProperty(performance, 'now', { configurable: true, value: () => (now += 10) });
    const element = await placed();
    const settled = oneEvent(element, 'klarna-state');
    await endOfTask();
    expect(base(element)).to.equal(null);
    await element.updateComplete;
    await endOfTask();
    expect(base(element)?.checkVisibility()).to.equal(false);
    expect(element.state).to.equal('idle');
    await settled;
    expect(element.state).to.equal('consent');
  });

  it('comes in the task in which a shop puts the element into a page that is complete', async () => {
    const element = await placed();
    await endOfTask();
    expect(element.state).to.equal('consent');
    expect(base(element)?.checkVisibility()).to.equal(true);
  });
});
