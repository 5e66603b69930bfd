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
  thrown,
  type Recorder,
} from './stage.js';

const NOT_LOADED = [[{ show_form: false, approved: false }]];

function authorize(options: Record<string, unknown> = PAY_LATER, data: unknown = {}): Recorder {
  const answer = recorder();
  call('authorize', options, data, answer);
  return answer;
}

describe('simulated authorize', () => {
  afterEach(tearDown);

  it('calls back a microtask later when nothing was loaded', async () => {
    install();
    init();
    const answer = authorize();
    expect(answer.calls).to.deep.equal([]);
    await pass(0);
    expect(answer.calls).to.deep.equal(NOT_LOADED);
  });

  it('calls back a microtask later when init was not called', async () => {
    install();
    const answer = authorize();
    await pass(0);
    expect(answer.calls).to.deep.equal(NOT_LOADED);
  });

  for (const [options, name] of [
    [{ payment_method_category: 'zzz' }, 'PaymentMethodCategoryNotSupportedError'],
    [{ ...PAY_LATER, instance_id: 'a b' }, 'InvalidInstanceIDError'],
  ] as const) {
    it(`calls back at once and then throws for ${name}`, () => {
      install();
      init();
      const answer = recorder();
      expect(thrown(() => call('authorize', options, {}, answer))).to.include({ name });
      expect(answer.calls).to.deep.equal(NOT_LOADED);
    });
  }

  for (const answer of [
    { approved: true, show_form: true, authorization_token: 't', surprise: 1 },
    { approved: true, finalize_required: true },
    { approved: false, show_form: true, error: { invalid_fields: ['billing_address.email'] } },
    {},
  ]) {
    it(`relays ${JSON.stringify(answer)} unchanged, once`, async () => {
      const simulator = install();
      container();
      init();
      await loaded();
      simulator.next.authorize({ answer });
      const got = authorize();
      await pass(2000);
      expect(got.calls).to.deep.equal([[answer]]);
    });
  }

  it('returns a new token each time when the script has no answer', async () => {
    install();
    container();
    init();
    await loaded();
    const first = authorize();
    await pass(500);
    const second = authorize();
    await pass(500);
    const [a, b] = [first, second].map(
      ({ calls }) => (calls[0]![0] as { authorization_token: string }).authorization_token,
    );
    expect(a).to.be.a('string').that.is.not.equal(b);
  });

  it('takes its arguments in every order', async () => {
    const simulator = install();
    container();
    init();
    await loaded();
    simulator.always.authorize({ answer: { ok: true } });
    const answers = [
      [PAY_LATER, { billing_address: {} }],
      [{ billing_address: {} }, PAY_LATER],
      [{ ...PAY_LATER, billing_address: {} }],
      [PAY_LATER, null],
      [{ billing_address: {} }, { instance_id: 'pay_later' }],
    ].map((args) => {
      const answer = recorder();
      call('authorize', ...args, answer);
      return answer;
    });
    await pass(1000);
    expect(answers.map(({ calls }) => calls)).to.deep.equal(answers.map(() => [[{ ok: true }]]));
    const bare = recorder();
    call('authorize', bare);
    await pass(0);
    expect(bare.calls).to.deep.equal(NOT_LOADED);
  });

  it('right after load it is answered before load', async () => {
    install();
    container();
    init();
    const order: string[] = [];
    call('load', { container: '#c', ...PAY_LATER }, {}, () => order.push('load'));
    call('authorize', PAY_LATER, {}, () => order.push('authorize'));
    await pass(1000);
    expect(order).to.deep.equal(['authorize', 'load']);
  });

  it('never answers when its frame is moved or removed while it decides', async () => {
    for (const move of [true, false]) {
      const simulator = install();
      const place = container();
      init();
      await loaded();
      simulator.next.authorize({ answer: { approved: true }, delay: 500 });
      const answer = authorize();
      await pass(100);
      place.remove();
      if (move) document.body.append(place);
      await pass(10_000);
      expect(answer.calls).to.deep.equal([]);
      tearDown();
    }
  });

  it('never answers when the script says never', async () => {
    const simulator = install();
    container();
    init();
    await loaded();
    simulator.next.authorize('never');
    const answer = authorize();
    await pass(200_000);
    expect(answer.calls).to.deep.equal([]);
  });

  it('answers every call in frame mode', async () => {
    install();
    container();
    init();
    await loaded();
    const answers = [authorize(), authorize()];
    await pass(10);
    answers.push(authorize());
    await pass(1000);
    expect(answers.map(({ calls }) => calls.length)).to.deep.equal([1, 1, 1]);
  });

  it('asks for finalize and gives no token without auto_finalize, in any category', async () => {
    install();
    container();
    init();
    await loaded();
    const answer = authorize({ ...PAY_LATER, auto_finalize: false });
    await pass(1000);
    expect(answer.calls).to.deep.equal([
      [{ approved: true, show_form: true, finalize_required: true }],
    ]);
  });

  for (const method of ['finalize', 'reauthorize']) {
    it(`throws a bare TypeError from ${method} before init`, () => {
      install();
      const answer = recorder();
      expect(thrown(() => call(method, PAY_LATER, {}, answer))).to.be.instanceOf(TypeError);
      expect(answer.calls).to.deep.equal([]);
    });

    it(`runs ${method} in a hidden frame on body and removes the visible one`, async () => {
      install({ height: 180 });
      const place = container();
      init();
      await loaded();
      const answer = recorder();
      call(method, PAY_LATER, {}, answer);
      expect(place.querySelector('iframe') === null).to.equal(true);
      expect(frame()!.parentElement === document.body).to.equal(true);
      expect(frame()!.style.display).to.equal('none');
      await pass(1000);
      expect(answer.calls[0]![0])
        .to.include({ approved: true })
        .and.to.have.property('authorization_token');
      expect((await loaded()).calls).to.deep.equal([[{ show_form: true }]]);
      expect(frame()!.parentElement === place).to.equal(true);
    });
  }

  it('calls back and then throws for an unknown category', () => {
    install();
    init();
    const answer = recorder();
    expect(
      thrown(() => call('finalize', { payment_method_category: 'zzz' }, {}, answer)),
    ).to.include({ name: 'PaymentMethodCategoryNotSupportedError' });
    expect(answer.calls).to.deep.equal(NOT_LOADED);
  });

  it('ignores a callback that throws', async () => {
    install();
    container();
    init();
    await loaded();
    const first = recorder(() => {
      throw new Error('mine');
    });
    call('authorize', PAY_LATER, {}, first);
    await pass(500);
    const second = authorize();
    await pass(500);
    expect([first.calls.length, second.calls.length]).to.deep.equal([1, 1]);
  });

  it('waits for a newer build that the token names', async () => {
    const simulator = install({ delay: 1000 });
    container();
    expect(init({ version: 'v1.10.0-99999-gabc' })).to.be.an('object');
    expect(thrown(() => call('load', { container: '#nope' }))).to.be.instanceOf(Error);
    const answer = recorder();
    call('load', { container: '#c', ...PAY_LATER }, {}, answer);
    await pass(500);
    expect(frame() === null).to.equal(true);
    await pass(5000);
    expect(answer.calls).to.deep.equal([[{ show_form: true }]]);
    simulator.reset();
  });

  it('goes on without a newer build that is not found, and waits for one that hangs', async () => {
    install({ conditions: { delegation: 'missing' } });
    container();
    init({ version: 'v1.10.0-99999-gabc' });
    expect((await loaded()).calls).to.deep.equal([[{ show_form: true }]]);
    tearDown();
    install({ conditions: { delegation: 'hangs' } });
    container();
    init({ version: 'v1.10.0-99999-gabc' });
    const [load, pay] = [await loaded(), authorize()];
    await pass(100_000);
    expect([load.calls, pay.calls]).to.deep.equal([[], []]);
  });

  it('production sessions get the device recognition frame', async () => {
    install();
    container();
    init({ environment: 'production' });
    await loaded();
    expect(document.getElementById('klarna-payments-device-recognition') === null).to.equal(true);
    authorize();
    await pass(100);
    expect(document.getElementById('klarna-payments-device-recognition')!.title).to.equal(
      'undefined',
    );
  });

  it('chooses the mode by the token', async () => {
    install();
    const place = container();
    init({ experiments: experimentsFor('static') });
    await loaded();
    expect(place.firstElementChild!.getAttribute('data-cid')).to.equal('klarna-pay-later-static');
    init({ experiments: experimentsFor('iframe') });
    await loaded();
    expect(place.querySelector('[data-cid]') === null).to.equal(true);
    expect(frame()!.parentElement === place).to.equal(true);
    init({ experiments: experimentsFor('static') });
    await loaded();
    expect(frame() === null).to.equal(true);
  });
});
