import { expect } from '@open-wc/testing';
import { experimentsFor } from '../../../src/simulator/index.js';
import {
  call,
  container,
  frame,
  init,
  install,
  loaded,
  PAY_LATER,
  pass,
  recorder,
  tearDown,
  type Recorder,
} from './stage.js';

const STATIC = { session_id: 's1', experiments: experimentsFor('static') };

function pay(method = 'authorize', data: unknown = {}): Recorder {
  const answer = recorder();
  call(method, PAY_LATER, data, answer);
  return answer;
}

/** Listens in on what the SDK hands to the purchase-flow library. */
function tapLibrary(): Record<string, unknown>[] {
  const heard: Record<string, unknown>[] = [];
  const page = window as unknown as {
    klarnaAcquiringPurchaseFlowLibrary: { render(options: Record<string, unknown>): unknown };
  };
  const library = page.klarnaAcquiringPurchaseFlowLibrary;
  page.klarnaAcquiringPurchaseFlowLibrary = {
    ...library,
    render: (options) => {
      heard.push(options);
      return library.render(options);
    },
  };
  return heard;
}

describe('simulated static mode and purchase flow', () => {
  afterEach(tearDown);

  it('shows a block with the TEST banner instead of a frame when load is called', async () => {
    install();
    const place = container();
    init(STATIC);
    const heights = recorder();
    call('on', 'heightChanged', heights);
    expect((await loaded()).calls).to.deep.equal([[{ show_form: true }]]);
    const block = place.querySelector('[data-cid="klarna-pay-later-static"]')!;
    expect(block.getBoundingClientRect().height).to.be.greaterThan(50);
    expect(heights.calls).to.have.length(1);
    expect(heights.calls[0]).to.have.nested.property('[1]', 'pay_later');
    expect(frame() === null).to.equal(true);
    expect(frame('pay-later', 'fullscreen') === null).to.equal(true);
    await loaded();
    expect(place.children).to.have.length(1);
    const other = container('d');
    await loaded({ container: other });
    expect([place.children.length, other.children.length]).to.deep.equal([1, 1]);
  });

  it('names the block after the category only where the category has a block of its own', async () => {
    install();
    const blocks = (place: HTMLElement): unknown[] =>
      Array.from(place.children, (block) => (block as HTMLElement).dataset['cid']);
    init(STATIC);
    for (const [payment_method_category, cid] of [
      ['pay_later', 'klarna-pay-later-static'],
      ['pay_now', 'klarna-pay-now-static'],
      ['pay_over_time', 'klarna-pay-over-time-static'],
      ['direct_debit', 'klarna-one-static'],
      ['card', 'klarna-one-static'],
      ['klarna', 'klarna-one-static'],
    ] as const) {
      const place = container(payment_method_category);
      const answer = await loaded({ container: place, payment_method_category });
      expect(answer.calls).to.deep.equal([[{ show_form: true }]]);
      expect(blocks(place), payment_method_category).to.deep.equal([cid]);
    }
    const place = container('both');
    const several = { payment_method_category: undefined, instance_id: 'one' };
    await loaded({ container: place, ...several, payment_method_categories: ['pay_later'] });
    expect(blocks(place), 'with an instance').to.deep.equal(['klarna-one-static']);
  });

  it('keeps both blocks of a static name in two containers, and loads the second into the first', async () => {
    install();
    const [one, other] = [container('one'), container('other')];
    init(STATIC);
    const card = { payment_method_category: 'card' };
    const debit = { payment_method_category: 'direct_debit' };
    await loaded({ container: one, ...card });
    await loaded({ container: other, ...debit });
    const first = one.firstElementChild;
    expect([one.children.length, other.children.length]).to.deep.equal([1, 1]);
    const answer = await loaded({ container: one, ...debit });
    expect(answer.calls).to.deep.equal([[{ show_form: true }]]);
    expect(one.children.length === 1 && one.firstElementChild === first).to.equal(true);
  });

  it('gives the block the height that the script says, and reports it', async () => {
    install({ height: 90 });
    const place = container();
    init(STATIC);
    const heights = recorder();
    call('on', 'heightChanged', heights);
    await loaded();
    const [block] = place.children;
    expect(block!.getBoundingClientRect().height).to.equal(90 + 12);
    expect(block!.querySelector('iframe')!.getBoundingClientRect().height).to.equal(90);
    expect(heights.calls).to.deep.equal([[90, 'pay_later']]);
  });

  it('authorizes without a load and merges the answer over its defaults', async () => {
    const simulator = install();
    init(STATIC);
    await pass(100);
    simulator.next.authorize({ answer: {} });
    const empty = pay();
    await pass(500);
    expect(empty.calls).to.deep.equal([
      [{ show_form: true, approved: false, finalize_required: false }],
    ]);
    const approved = pay();
    await pass(500);
    expect(approved.calls[0]![0]).to.include({ approved: true, finalize_required: false });
  });

  it('answers with its defaults when the shopper closes the window', async () => {
    const simulator = install();
    init(STATIC);
    simulator.next.authorize('close');
    const answer = pay();
    await pass(500);
    expect(answer.calls).to.deep.equal([
      [{ show_form: true, approved: false, finalize_required: false }],
    ]);
  });

  it('refuses when the library fails', async () => {
    install({ conditions: { library: 'rejects' } });
    init(STATIC);
    const answer = pay();
    await pass(500);
    expect(answer.calls).to.deep.equal([
      [{ show_form: false, approved: false, finalize_required: false }],
    ]);
  });

  it('merges the data of load into the next authorize once', async () => {
    install();
    container();
    init(STATIC);
    await loaded(
      {},
      { order_amount: 7, billing_address: { city: 'A', email: 'e' }, order_lines: [1, 2] },
    );
    const heard = tapLibrary();
    init(STATIC);
    pay('authorize', { billing_address: { city: 'B' }, order_lines: [3] });
    await pass(500);
    pay('authorize', { x: 1 });
    await pass(500);
    expect(heard.map(({ merchantUpdate }) => merchantUpdate)).to.deep.equal([
      { order_amount: 7, billing_address: { city: 'B', email: 'e' }, order_lines: [3] },
      { x: 1 },
    ]);
  });

  it('runs two calls of one task, and drops later ones until the first is answered', async () => {
    const simulator = install();
    init(STATIC);
    await pass(100);
    simulator.always.authorize({ answer: { approved: true }, delay: 500 });
    const same = [pay(), pay()];
    await pass(100);
    const dropped = pay();
    await pass(1000);
    const after = pay();
    await pass(1000);
    expect(same.map(({ calls }) => calls.length)).to.deep.equal([1, 1]);
    expect([dropped.calls.length, after.calls.length]).to.deep.equal([0, 1]);
  });

  it('never answers when the library hangs', async () => {
    install({ conditions: { library: 'hangs' } });
    init(STATIC);
    const answer = pay();
    await pass(60_000);
    expect(answer.calls).to.deep.equal([]);
  });

  for (const library of ['throws', 'rejects-unnamed'] as const) {
    it(`never answers and stays locked when the library ${library}`, async () => {
      const simulator = install({ conditions: { library } });
      init(STATIC);
      const first = pay();
      await pass(1000);
      simulator.reset();
      const second = pay();
      await pass(60_000);
      expect([first.calls, second.calls]).to.deep.equal([[], []]);
    });
  }

  it('a missing library is asked for again, and then it is a refusal', async () => {
    const simulator = install({ conditions: { library: 'missing' } });
    init(STATIC);
    await pass(100);
    const refused = pay();
    await pass(500);
    expect(refused.calls).to.deep.equal([[{ show_form: false, approved: false }]]);
    simulator.reset();
    const approved = pay();
    await pass(500);
    expect(approved.calls[0]![0]).to.include({ approved: true });
  });

  it('refuses a block that cannot be fetched after 15 seconds, 20 when the request hangs', async () => {
    for (const [offer, seconds] of [
      ['missing', 15],
      ['hangs', 20],
    ] as const) {
      install({ conditions: { offer } });
      const place = container();
      init(STATIC);
      const answer = await loaded();
      await pass((seconds - 2) * 1000);
      expect(answer.calls).to.deep.equal([]);
      await pass(2000);
      expect(answer.calls).to.deep.equal([[{ show_form: false }]]);
      expect(place.childElementCount).to.equal(0);
      tearDown();
    }
  });

  it('never answers load when the script says so, in static mode too', async () => {
    const simulator = install();
    container();
    init(STATIC);
    simulator.next.load('never');
    const answer = await loaded();
    await pass(40_000);
    expect(answer.calls).to.deep.equal([]);
  });

  it('passes finalize to the library and leaves the block in place', async () => {
    install();
    const place = container();
    init(STATIC);
    await loaded();
    const block = place.firstElementChild;
    const heard = tapLibrary();
    const answers = [pay('finalize'), pay('reauthorize')];
    await pass(500);
    expect(heard.map(({ finalize, reauthorize }) => [finalize, reauthorize])).to.deep.equal([
      [true, false],
      [false, true],
    ]);
    expect(answers.map(({ calls }) => calls.length)).to.deep.equal([1, 1]);
    expect(place.firstElementChild === block).to.equal(true);
  });
});
