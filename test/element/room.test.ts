import { expect } from '@open-wc/testing';
import { agree, button, holdWidget, part, mount, reach, useHarness } from '../harness/checkout.js';
import { category } from '../harness/endpoint-wire.js';

const heightOf = (node: Element): number => node.getBoundingClientRect().height;

const inside = (node: HTMLElement, selector: string): readonly HTMLElement[] =>
  Array.from(node.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []);

describe('<klarna-checkout> room', () => {
  const harness = useHarness();

  it('is a skeleton as high as Klarna’s widget from the press to the widget, and nothing moves', async () => {
    const release = holdWidget(harness);
    const checkout = await mount();
    await reach(checkout, 'consent');
    button(checkout, 'agree').click();
    await reach(checkout, 'starting', 'loading');
    const before = heightOf(checkout);
    expect(inside(part(checkout, 'widget'), '.skeleton').map(heightOf)).to.deep.equal([230]);
    await reach(checkout, 'loading');
    expect(heightOf(checkout)).to.equal(before);
    release();
    await reach(checkout, 'ready');
    expect(heightOf(checkout)).to.equal(before);
    expect(inside(part(checkout, 'widget'), '.skeleton')).to.deep.equal([]);
  });

  it('is kept for the methods that the page asks for, until the session names them', async () => {
    const wanted = ['pay_later', 'pay_over_time', 'pay_now'];
    const payment_method_categories = wanted.map((identifier) => category(identifier));
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    harness.endpoint.on('session', async () => {
      await asked;
      return { json: harness.endpoint.session({ payment_method_categories }) };
    });
    const release = holdWidget(harness);
    const checkout = await mount(
      `<klarna-checkout endpoint="/klarna" category="${wanted.join(' ')}"></klarna-checkout>`,
    );
    await reach(checkout, 'consent');
    button(checkout, 'agree').click();
    await reach(checkout, 'starting');
    const methods = part(checkout, 'methods');
    const before = heightOf(checkout);
    expect(inside(methods, '[aria-hidden] label')).to.have.length(3);
    expect(inside(methods, 'input')).to.deep.equal([]);
    answer();
    await reach(checkout, 'loading');
    expect(inside(methods, 'input')).to.have.length(3);
    expect(heightOf(checkout)).to.equal(before);
    release();
    await reach(checkout, 'ready');
    expect(heightOf(checkout)).to.equal(before);
  });

  it('has nothing of the prompt once the shopper has agreed, or never was asked', async () => {
    const asked = await mount();
    await agree(asked);
    expect(heightOf(part(asked, 'consent'))).to.equal(0);
    const rest = heightOf(asked);
    asked.remove();
    const granted = await mount(
      '<klarna-checkout endpoint="/klarna" consent="granted"></klarna-checkout>',
    );
    await reach(granted, 'ready');
    expect(heightOf(granted)).to.equal(rest);
  });

  it('gives every target 44 px', async () => {
    const payment_method_categories = [category('pay_later'), category('pay_over_time')];
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ payment_method_categories }),
    }));
    const checkout = await mount(
      `<input type="radio" name="payment" value="klarna" checked />
      <klarna-checkout endpoint="/klarna" choice="[value=klarna]" privacy-url="/privacy"></klarna-checkout>`,
    );
    await reach(checkout, 'consent');
    const prompt = part(checkout, 'consent');
    for (const details of inside(prompt, 'details')) details.toggleAttribute('open', true);
    const expectRoom = (targets: readonly HTMLElement[], count: number): void => {
      expect(targets).to.have.length(count);
      for (const target of targets) {
        expect(heightOf(target), target.textContent).to.be.at.least(44);
      }
    };
    expectRoom(inside(prompt, 'a, button, summary'), 5);
    button(checkout, 'agree').click();
    await reach(checkout, 'ready');
    expectRoom(inside(part(checkout, 'status'), 'button'), 1);
    expectRoom(inside(part(checkout, 'methods'), 'label'), 2);
  });

  it('ends its sentences on the right side in a page that is written from the right', async () => {
    const checkout = await mount(
      '<div dir="rtl"><klarna-checkout endpoint="/klarna" locale="en"></klarna-checkout></div>',
    );
    await reach(checkout, 'consent');
    const [sentence] = inside(part(checkout, 'consent'), '.title + p');
    const text = Array.from(sentence?.childNodes ?? []).find(
      (node): node is Text => node instanceof Text && node.data.endsWith('.'),
    );
    if (!text) throw new Error('The prompt has no text.');
    const [letter = Infinity, stop] = [text.length - 2, text.length - 1].map((at) => {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().left;
    });
    expect(stop).to.be.greaterThan(letter);
  });
});
