import { expect } from '@open-wc/testing';
import { createClientToken } from '../../../src/simulator/index.js';
import {
  call,
  container,
  init,
  install,
  klarna,
  PAY_LATER,
  recorder,
  tearDown,
  thrown,
} from './stage.js';

const page = window as unknown as {
  Klarna?: Record<string, unknown>;
  klarnaAsyncCallback?: unknown;
};

describe('simulated script and init', () => {
  afterEach(() => {
    tearDown();
    delete page.Klarna;
    delete page.klarnaAsyncCallback;
  });

  it('creates four namespaces and calls klarnaAsyncCallback when it is evaluated', () => {
    const nodes = document.querySelectorAll('*').length;
    const ready = recorder(() => expect(klarna()['init']).to.be.a('function'));
    page.klarnaAsyncCallback = ready;
    install();
    expect(Object.keys(page.Klarna!)).to.deep.equal([
      'Credit',
      'DirectBankTransfer',
      'DirectDebit',
      'Payments',
    ]);
    expect(ready.calls).to.deep.equal([[]]);
    expect(document.querySelectorAll('*').length).to.equal(nodes);
  });

  it('keeps what window.Klarna already contains, also when it is uninstalled', () => {
    const mine = { OnsiteMessaging: {} };
    page.Klarna = mine;
    const simulator = install();
    expect(page.Klarna).to.equal(mine);
    expect(page.Klarna).to.include.keys('OnsiteMessaging', 'Payments');
    simulator.uninstall();
    expect(page.Klarna).to.deep.equal({ OnsiteMessaging: {} });
  });

  it('gives back the SDK that it stood in for', () => {
    const payments = { init: () => undefined };
    page.Klarna = { Payments: payments };
    const simulator = install();
    expect(page.Klarna['Payments']).to.not.equal(payments);
    simulator.uninstall();
    expect(page.Klarna).to.deep.equal({ Payments: payments });
  });

  it('keeps its objects and calls the present callback when a second tag is evaluated', () => {
    install();
    const payments = klarna();
    const second = recorder();
    page.klarnaAsyncCallback = second;
    install();
    expect(klarna()).to.equal(payments);
    expect(second.calls).to.have.length(1);
  });

  it('has plain writable members with the real arity', () => {
    install();
    const lengths = Object.fromEntries(
      Object.entries(klarna()).map(([name, member]) => [name, member.length]),
    );
    expect(lengths).to.deep.include({ init: 3, load: 3, authorize: 3, on: 2, off: 2 });
    expect(lengths).to.deep.include({ reauthorize: 3, finalize: 3, loadPaymentReview: 0 });
    expect(Object.getOwnPropertyDescriptor(klarna(), 'load')).to.include({
      writable: true,
      configurable: true,
      enumerable: true,
    });
  });

  it('sets initialized when init gets a session with scheme', () => {
    install();
    expect('initialized' in klarna()).to.equal(false);
    init({ scheme: false });
    expect('initialized' in klarna()).to.equal(false);
    init();
    const descriptor = Object.getOwnPropertyDescriptor(klarna(), 'initialized')!;
    expect(descriptor.get!()).to.equal(true);
    expect(descriptor).to.include({ enumerable: false, configurable: true });
  });

  for (const [what, options] of Object.entries<unknown>({
    'a bare token': createClientToken(),
    'no argument': undefined,
    'no token': {},
    'a token that is none': { client_token: 'abc' },
    'a token with a broken payload': { client_token: 'a.b.c' },
    'a number': { client_token: 12 },
  })) {
    it(`throws an error called "Error" from init for ${what}`, () => {
      install();
      const error = thrown(() => call('init', options));
      expect(error).to.include({ name: 'Error' });
      expect(error!.message).to.match(/client token is invalid/);
    });
  }

  it('accepts a token without a valid signature in init', () => {
    install();
    const unsigned = createClientToken().split('.').slice(0, 2).join('.');
    expect(call('init', { client_token: unsigned })).to.equal(klarna());
  });

  it('keeps the earlier session when init throws', () => {
    install();
    container();
    init();
    expect(thrown(() => call('init', { client_token: 'abc' }))).to.be.instanceOf(Error);
    expect(thrown(() => call('load', { container: '#c' }))).to.equal(undefined);
  });

  it('refuses a foreign base_url at the next load', () => {
    install();
    container();
    expect(init({ base_url: 'https://evil.example/eu/kp' })).to.equal(klarna());
    expect((klarna() as Record<string, unknown>)['initialized']).to.equal(true);
    const answer = recorder();
    const error = thrown(() => call('load', { container: '#c', ...PAY_LATER }, answer));
    expect(answer.calls).to.deep.equal([[{ show_form: false }]]);
    expect(error!.message).to.match(/not yet been initialized/);
  });

  it('calls the callback of init with the API or an error', () => {
    install();
    const result = recorder();
    expect(call('init', { client_token: createClientToken() }, result)).to.equal(undefined);
    expect(call('init', { client_token: 'abc' }, result)).to.equal(undefined);
    expect(result.calls[0]).to.deep.equal([klarna()]);
    expect(result.calls[1]![0]).to.have.property('error').that.is.instanceOf(Error);
  });

  it('relaxes nothing on a loopback host', () => {
    install();
    container();
    init();
    expect('validateCard' in klarna()).to.equal(false);
    expect(thrown(() => call('on', 'paymentMethodSelected', () => undefined))).to.include({
      name: 'EventNotSupportedError',
    });
    expect(
      thrown(() => call('load', { container: '#c', payment_method_category: 'credit_card' })),
    ).to.include({ name: 'PaymentMethodCategoryNotSupportedError' });
  });
});
