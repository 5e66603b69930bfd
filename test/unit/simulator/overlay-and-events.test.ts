import { expect } from '@open-wc/testing';
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

const OPEN = 'klarna-payments-fso-open';
const EVENTS = ['heightChanged', 'fullscreenOverlayShown', 'fullscreenOverlayHidden'];

const classes = (): boolean[] =>
  [document.documentElement, document.body].map((one) => one.classList.contains(OPEN));

function authorize(): Recorder {
  const answer = recorder();
  call('authorize', PAY_LATER, {}, answer);
  return answer;
}

describe('simulated events and overlay', () => {
  afterEach(tearDown);

  it('accepts three events and refuses others', () => {
    install();
    for (const name of EVENTS) expect(thrown(() => call('on', name, () => 0))).to.equal(undefined);
    for (const name of ['heightChange', 'loaded', '', undefined]) {
      expect(thrown(() => call('on', name, () => 0))).to.include({
        name: 'EventNotSupportedError',
      });
    }
    expect(thrown(() => call('on', 'heightChanged'))).to.be.instanceOf(TypeError);
    expect(thrown(() => call('off', 'nonsense'))).to.equal(undefined);
  });

  it('passes heights as whole numbers with the name of the widget', async () => {
    const simulator = install({ height: 180 });
    container();
    init();
    const heights = recorder();
    call('on', 'heightChanged', heights);
    simulator.next.load({ answer: { show_form: true }, heights: [190, 200.7, '210px'] });
    await loaded();
    expect(heights.calls).to.deep.equal(
      [180, 190, 200, 210].map((height) => [height, 'pay_later']),
    );
    expect(frame()!.style.height).to.equal('210px');
  });

  it('runs a handler as often as it was added, and none after one that throws', async () => {
    const simulator = install({ height: 180 });
    container();
    init();
    const [twice, late] = [recorder(), recorder()];
    call('on', 'heightChanged', twice);
    call('on', 'heightChanged', twice);
    call('on', 'heightChanged', () => {
      throw new Error('mine');
    });
    call('on', 'heightChanged', late);
    await loaded();
    expect([twice.calls.length, late.calls.length]).to.deep.equal([2, 0]);
    call('off', 'heightChanged', twice);
    simulator.next.load({ answer: { show_form: true }, heights: [190] });
    await loaded();
    expect(twice.calls.length).to.equal(2);
    call('off', 'heightChanged');
    call('on', 'heightChanged', late);
    simulator.next.load({ answer: { show_form: true }, heights: [200] });
    await loaded();
    expect(late.calls).to.deep.equal([[200, 'pay_later']]);
  });

  it('locks the page while the overlay is open and restores the scroll position', async () => {
    const simulator = install();
    const tall = container('tall');
    tall.style.height = '3000px';
    container();
    init();
    await loaded();
    window.scrollTo(0, 400);
    const order: string[] = [];
    for (const name of EVENTS.slice(1)) {
      call('on', name, (...args: unknown[]) =>
        order.push(`${name}(${args.join()}) ${String(classes()[0])}`),
      );
    }
    simulator.next.authorize({ answer: { approved: true }, overlay: 1000, delay: 2000 });
    const answer = authorize();
    await pass(300);
    const overlay = frame('pay-later', 'fullscreen')!;
    expect([overlay.style.height, overlay.style.opacity]).to.deep.equal(['100%', '1']);
    expect(classes()).to.deep.equal([true, true]);
    expect(getComputedStyle(document.body).position).to.equal('fixed');
    expect(getComputedStyle(document.body).top).to.equal('-400px');
    await pass(1000);
    expect(classes()).to.deep.equal([false, false]);
    expect(getComputedStyle(document.body).position).to.equal('static');
    expect(window.scrollY).to.equal(400);
    await pass(1000);
    expect(answer.calls).to.deep.equal([[{ approved: true }]]);
    expect(order).to.deep.equal([
      'fullscreenOverlayShown(pay_later) false',
      'fullscreenOverlayHidden(pay_later) true',
    ]);
  });

  it('leaves its class on the page when the container is removed under the overlay', async () => {
    const simulator = install();
    const place = container();
    init();
    await loaded();
    simulator.next.authorize({ answer: { approved: true }, overlay: 5000, delay: 6000 });
    const answer = authorize();
    await pass(300);
    place.remove();
    await pass(10_000);
    expect(answer.calls).to.deep.equal([]);
    expect(frame('pay-later', 'fullscreen') === null).to.equal(true);
    expect(classes()).to.deep.equal([true, true]);
    expect(getComputedStyle(document.body).position).to.equal('static');
  });

  it('uninstall leaves nothing behind, even with the overlay open', async () => {
    const nodes = document.body.childElementCount;
    const simulator = install();
    container();
    init();
    await loaded();
    simulator.next.authorize({ answer: {}, overlay: 5000 });
    authorize();
    await pass(300);
    simulator.uninstall();
    document.getElementById('c')!.remove();
    expect(document.body.childElementCount).to.equal(nodes);
    expect(classes()).to.deep.equal([false, false]);
    expect('Klarna' in window).to.equal(false);
  });

  it('what is under way when it is uninstalled comes to nothing', async () => {
    const simulator = install();
    container();
    init();
    const answer = recorder();
    call('load', { container: '#c', ...PAY_LATER }, answer);
    simulator.uninstall();
    await pass(1000);
    expect(document.getElementById('c')!.childElementCount).to.equal(0);
    expect(answer.calls).to.deep.equal([]);
  });

  it('the frame asks for other addresses in vain unless their scheme is followed', async () => {
    const simulator = install();
    container();
    init();
    await loaded();
    simulator.next.authorize({
      answer: { approved: true },
      redirects: ['ftp://bank.example/', 'javascript:window.name="hacked"'],
      delay: 500,
    });
    const answer = authorize();
    await pass(1000);
    expect(answer.calls).to.have.length(1);
    expect(window.name).to.not.equal('hacked');
  });
});
