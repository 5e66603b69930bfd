import { expect } from '@open-wc/testing';
import { experimentsFor, type PayWord } from '../../../src/simulator/index.js';
import {
  call,
  container,
  init,
  install,
  loaded,
  PAY_LATER,
  pass,
  recorder,
  tearDown,
  tasks,
  thrown,
  type Recorder,
} from './stage.js';

function pay(method = 'authorize', data: unknown = {}): Recorder {
  const answer = recorder();
  call(method, PAY_LATER, data, answer);
  return answer;
}

const person = (email: string): unknown => ({ billing_address: { email } });
const answerOf = (answer: Recorder): Record<string, unknown> =>
  answer.calls[0]?.[0] as Record<string, unknown>;

describe('simulated outcomes', () => {
  afterEach(tearDown);

  for (const [word, expected] of Object.entries<Record<string, unknown>>({
    approve: { approved: true, show_form: true },
    decline: { approved: false, show_form: false },
    close: { approved: false, show_form: true },
    'finalize-required': { approved: true, finalize_required: true },
    invalid: { approved: false, show_form: true },
  })) {
    it(`answers ${word} once when the script says so, then as usual`, async () => {
      const simulator = install();
      container();
      init();
      await loaded();
      simulator.next.authorize(word as PayWord);
      const first = pay();
      await pass(500);
      const second = pay();
      await pass(500);
      expect(answerOf(first)).to.include(expected);
      expect('authorization_token' in answerOf(first)).to.equal(word === 'approve');
      expect(answerOf(second)).to.include({ approved: true });
    });
  }

  it('keeps the answer of always until reset, and uses that of next before it', async () => {
    const simulator = install();
    container();
    init();
    await loaded();
    simulator.always.authorize('decline');
    simulator.next.authorize('close');
    const answers: unknown[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      const answer = pay();
      await pass(200);
      answers.push(answerOf(answer)['show_form']);
    }
    simulator.reset();
    const last = pay();
    await pass(200);
    expect(answers).to.deep.equal([true, false, false]);
    expect(answerOf(last)).to.include({ approved: true });
  });

  it('answers like a refusal when finalize is closed', async () => {
    const simulator = install();
    init();
    simulator.next.finalize('close');
    const answer = pay('finalize');
    await pass(1000);
    expect(answerOf(answer)).to.deep.equal({ approved: false, show_form: false });
  });

  it('calls back twice when the word is twice', async () => {
    const simulator = install();
    container();
    init();
    await loaded();
    simulator.next.authorize('twice');
    const answer = pay();
    await pass(1000);
    expect(answer.calls).to.have.length(2);
    expect(answer.calls[0]).to.deep.equal(answer.calls[1]);
  });

  it('calls back after every time limit when the word is late', async () => {
    const simulator = install();
    container();
    init();
    await loaded();
    simulator.next.authorize('late');
    const answer = pay();
    await pass(179_000);
    expect(answer.calls).to.have.length(0);
    await pass(2000);
    expect(answerOf(answer)).to.include({ approved: true });
  });

  it('holds an answer back until a promise settles', async () => {
    const simulator = install();
    container();
    init();
    await loaded();
    let release = (): void => undefined;
    const delay = new Promise<void>((resolve) => (release = resolve));
    simulator.next.authorize({ answer: { approved: true }, delay });
    const answer = pay();
    await pass(60_000);
    expect(answer.calls).to.have.length(0);
    release();
    await pass(10);
    expect(answer.calls).to.have.length(1);
  });

  it('answers before the call returns when the word is same-task', () => {
    const simulator = install();
    container();
    init();
    simulator.next.load('same-task');
    simulator.next.authorize('same-task');
    const load = recorder();
    call('load', { container: '#c', ...PAY_LATER }, load);
    expect(load.calls).to.deep.equal([[{ show_form: true }]]);
    expect(answerOf(pay())).to.include({ approved: true });
  });

  it('throws, after calling back unless the word is throw-only', () => {
    const simulator = install();
    container();
    init();
    for (const [word, callbacks] of [
      ['throw', 1],
      ['throw-only', 0],
    ] as const) {
      for (const method of ['load', 'authorize', 'finalize', 'reauthorize'] as const) {
        simulator.next[method](word);
        const answer = recorder();
        const options = { container: '#c', ...PAY_LATER };
        expect(thrown(() => call(method, options, {}, answer))).to.be.instanceOf(Error);
        expect(answer.calls).to.have.length(callbacks);
      }
    }
  });

  it('relays an answer without meaning unchanged', async () => {
    const simulator = install();
    container();
    init();
    simulator.next.load('nonsense');
    expect((await loaded()).calls).to.deep.equal([['nonsense']]);
  });

  it('throws at the call of the script when a word does not exist', () => {
    const simulator = install();
    expect(thrown(() => simulator.next.authorize('approved' as PayWord))).to.be.instanceOf(
      RangeError,
    );
  });

  for (const [email, expected] of [
    ['customer@email.de', { approved: true }],
    ['customer+denied@email.de', { approved: false, show_form: false }],
    ['customer+de+denied@klarna.com', { approved: false, show_form: false }],
    ['customer+reject_reason_under_age@email.us', { approved: false, show_form: false }],
    ['customer+denied+auth_otp_email@email.de', { approved: false, show_form: false }],
    ['customer+new_user@email.de', { approved: true }],
  ] as const) {
    it(`test person ${email}`, async () => {
      install();
      container();
      init();
      await loaded();
      const answer = pay('authorize', person(email));
      await pass(500);
      expect(answerOf(answer)).to.include(expected);
    });
  }

  it('does not offer Klarna to the test person +red when the address is known', async () => {
    install();
    container();
    init();
    expect((await loaded()).calls).to.deep.equal([[{ show_form: true }]]);
    const red = await loaded({}, person('customer+red@email.de'));
    expect(red.calls).to.deep.equal([[{ show_form: false }]]);
    expect((await loaded()).calls).to.deep.equal([[{ show_form: false }]]);
  });

  it('gives the test person +pend-accept-05 a token by which the endpoint knows it', async () => {
    install();
    container();
    init();
    await loaded();
    const answer = pay('authorize', person('customer+pend-accept-05@email.us'));
    await pass(500);
    expect(answerOf(answer)['authorization_token']).to.match(/^pend-accept\./);
  });

  it('answers in its own shape and keeps its lock when frameless in static mode', async () => {
    const simulator = install({ frameless: true });
    init({ experiments: experimentsFor('static') });
    const red = recorder();
    call('load', { container: document.body, ...PAY_LATER }, person('customer+red@email.de'), red);
    simulator.next.authorize('close');
    const closed = pay();
    await pass(1);
    expect(red.calls).to.deep.equal([[{ show_form: true }]]);
    expect(answerOf(closed)).to.deep.equal({
      approved: false,
      show_form: true,
      finalize_required: false,
    });
    simulator.next.authorize('never');
    pay();
    await pass(1);
    const dropped = pay();
    await pass(1);
    expect(dropped.calls).to.deep.equal([]);
  });

  it('gives the same answers in later tasks, with nothing in the page, when frameless', async () => {
    const nodes = document.querySelectorAll('*').length;
    const simulator = install({ frameless: true });
    init();
    const early = pay();
    await Promise.resolve();
    await Promise.resolve();
    expect(early.calls, 'the SDK itself').to.deep.equal([[{ show_form: false, approved: false }]]);
    expect(thrown(() => call('load', { container: '#nope' }))).to.include({
      name: 'InvalidContainerSelectorError',
    });
    const load = recorder();
    call('load', { container: document.body, ...PAY_LATER }, {}, load);
    simulator.next.authorize('decline');
    await tasks();
    expect(load.calls, 'not before its task').to.deep.equal([]);
    await pass(1);
    expect(load.calls).to.deep.equal([[{ show_form: true }]]);
    const [declined, finalized] = [pay(), pay('finalize')];
    await tasks();
    expect(declined.calls).to.deep.equal([]);
    await pass(1);
    expect(answerOf(declined)).to.deep.equal({ approved: false, show_form: false });
    expect(answerOf(finalized)).to.include({ approved: true });
    expect(document.querySelectorAll('*').length).to.equal(nodes);
  });

  it('delays an answer with the overlay open meanwhile when frameless', async () => {
    const simulator = install({ frameless: true });
    init();
    call('load', { container: document.body, ...PAY_LATER }, {}, recorder());
    await pass(1);
    const heard: unknown[] = [];
    for (const name of ['fullscreenOverlayShown', 'fullscreenOverlayHidden']) {
      call('on', name, (widget: unknown) => heard.push(name, widget));
    }
    simulator.next.authorize({ answer: { approved: false }, delay: 5000, overlay: 3000 });
    const answer = pay();
    await pass(1);
    expect(heard).to.deep.equal(['fullscreenOverlayShown', 'pay_later']);
    await pass(3000);
    expect(heard.slice(2)).to.deep.equal(['fullscreenOverlayHidden', 'pay_later']);
    expect(answer.calls).to.deep.equal([]);
    await pass(2000);
    expect(answerOf(answer)).to.deep.equal({ approved: false });
  });

  it('sends the twin of an answer with it, and a held one on release, when frameless', async () => {
    const simulator = install({ frameless: true });
    init();
    call('load', { container: document.body, ...PAY_LATER }, {}, recorder());
    await pass(1);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    simulator.next.authorize({ answer: { approved: false }, delay: held, times: 2 });
    const answer = pay();
    await pass(100);
    expect(answer.calls).to.deep.equal([]);
    release();
    await pass(1);
    expect(answer.calls).to.have.length(2);
  });
});
