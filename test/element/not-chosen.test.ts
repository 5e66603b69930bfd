/** What the element draws while another of the shop's payment methods is chosen, and once Klarna is. */
import { expect, oneEvent } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../src/index.js';
import {
  agree,
  endOfTask,
  mount,
  part,
  payButton,
  reach,
  useHarness,
} from '../harness/checkout.js';

const base = (element: KlarnaCheckout): Element | null | undefined =>
  element.shadowRoot?.querySelector('[part=base]');

describe('an element beside a list of payment methods', () => {
  const harness = useHarness();

  /** The start is over; another method is chosen. */
  async function unchosen(attributes = '', inside = ''): Promise<KlarnaCheckout> {
    const element = await mount(`<form method="post" action="/order">
      <input type="radio" name="method" value="klarna"><input type="radio" name="method" value="card" checked>
      <klarna-checkout endpoint="/klarna" choice="[value=klarna]" ${attributes}>${inside}</klarna-checkout>
      <button>Buy</button></form>`);
    await endOfTask();
    return element;
  }

  const radio = (element: KlarnaCheckout, value: string): HTMLInputElement =>
    element.form!.querySelector(`[value=${value}]`)!;

  const deepActive = (element: KlarnaCheckout): Element | null | undefined =>
    element.shadowRoot?.activeElement?.shadowRoot?.activeElement;

  it('draws nothing while Klarna is not chosen, and all of it in the task of the choice', async () => {
    const element = await unchosen();
    expect(element.shadowRoot!.querySelectorAll('*')).to.have.length(0);
    expect(element.getBoundingClientRect().height).to.equal(0);
    const prompted = oneEvent(element, 'klarna-state');
    radio(element, 'klarna').click();
    await prompted;
    await endOfTask();
    expect(element.state).to.equal('consent');
    expect(base(element)?.checkVisibility()).to.equal(true);
    const prompt = part(element, 'consent').shadowRoot!.querySelector('[part=prompt]')!;
    expect(prompt.getBoundingClientRect().height).to.be.above(44);
    const status = part(element, 'status').shadowRoot!.querySelector('[role=status]')!;
    expect(status.textContent).to.equal('');

    await agree(element);
    expect(status.checkVisibility(), 'the same live region').to.equal(true);
    expect(element.querySelector('iframe')?.getBoundingClientRect().height).to.be.above(200);
  });

  it('keeps what it has drawn, hidden, when another method is chosen afterwards', async () => {
    const element = await unchosen();
    radio(element, 'klarna').click();
    await agree(element);
    const frame = element.querySelector('iframe');
    radio(element, 'card').click();
    await endOfTask();
    expect(base(element)?.checkVisibility()).to.equal(false);
    radio(element, 'klarna').click();
    await endOfTask();
    expect(element.state).to.equal('ready');
    expect(element.querySelector('iframe') === frame && frame?.checkVisibility()).to.equal(true);
  });

  it('has room for Klarna’s widget when session and SDK are there at the choice', async () => {
    const session = JSON.stringify(harness.endpoint.session());
    const element = await unchosen(
      'consent="granted"',
      `<script type="application/json" data-session>${session}</script>`,
    );
    radio(element, 'klarna').checked = true;
    radio(element, 'klarna').dispatchEvent(new Event('change', { bubbles: true }));
    expect(element.state, 'in the task of the choice').to.equal('loading');
    const mounted = element.querySelector('[slot^=klarna-widget]')!;
    expect(mounted.getBoundingClientRect().width).to.be.above(279);
    await reach(element, 'ready');
    expect(harness.events.filter(({ name }) => name === 'klarna-error')).to.deep.equal([]);
  });

  it('moves focus to the prompt when a press follows a choice by script', async () => {
    const element = await unchosen();
    radio(element, 'klarna').checked = true;
    element.form!.querySelector<HTMLElement>('button:not([slot])')!.click();
    expect(deepActive(element)?.matches('[part=prompt]')).to.equal(true);
  });

  it('moves focus to the status when a press follows a choice by script, consent given', async () => {
    const element = await unchosen('consent="granted"');
    radio(element, 'klarna').checked = true;
    element.form!.querySelector<HTMLElement>('button:not([slot])')!.click();
    expect(deepActive(element)?.matches('[role=status]')).to.equal(true);
    await reach(element, 'ready');
    expect(payButton(element) === null).to.equal(true);
  });
});
