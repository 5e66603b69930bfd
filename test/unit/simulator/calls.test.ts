import { expect } from '@open-wc/testing';
import type { KlarnaCall } from '../../../src/simulator/index.js';
import { call, container, init, install, PAY_LATER, tearDown, thrown } from './stage.js';

const methods = (calls: readonly KlarnaCall[]): readonly string[] =>
  calls.map(({ method }) => method);

describe('what a page told the simulator', () => {
  afterEach(tearDown);

  it('is kept in order, with options and data, also of calls that fail', () => {
    const { calls } = install({ frameless: true });
    const target = container();
    expect(thrown(() => call('load', { container: '#c' }))).to.be.an('error');
    init();
    call('load', { container: target, ...PAY_LATER }, { purchase_country: 'DE' });
    call('authorize', PAY_LATER, { order_amount: 100 }, () => undefined);
    call('reauthorize', PAY_LATER);
    call('finalize', PAY_LATER);
    expect(methods(calls)).to.deep.equal([
      'load',
      'init',
      'load',
      'authorize',
      'reauthorize',
      'finalize',
    ]);
    expect(calls[1]!.options['client_token']).to.be.a('string');
    expect(calls[2]).to.deep.equal({
      method: 'load',
      options: PAY_LATER,
      data: { purchase_country: 'DE' },
    });
    expect(calls[3]!.data).to.deep.equal({ order_amount: 100 });
  });

  it('is heard at once, as it was when the page said it', () => {
    const heard: KlarnaCall[] = [];
    install({ frameless: true, onCall: (one) => heard.push(one) });
    init();
    const data = { order_amount: 100 };
    call('authorize', PAY_LATER, data);
    data.order_amount = 200;
    expect(methods(heard)).to.deep.equal(['init', 'authorize']);
    expect(heard[1]!.data).to.deep.equal({ order_amount: 100 });
  });

  it('is no reason to fail where it cannot be written down', () => {
    const { calls } = install({ frameless: true });
    init();
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    call('authorize', PAY_LATER, circle);
    expect(calls[1]).to.deep.equal({ method: 'authorize', options: PAY_LATER, data: {} });
  });

  it('outlasts a reset of what Klarna answers', () => {
    const simulator = install({ frameless: true });
    init();
    simulator.reset();
    expect(methods(simulator.calls)).to.deep.equal(['init']);
  });
});
