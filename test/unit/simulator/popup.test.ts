import { expect } from '@open-wc/testing';
import { restore, stub } from 'sinon';
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

const POPUP = { experiments: experimentsFor('popup') };

/** A window that opens without a gesture: the test runner has none to give. */
class Popup {
  readonly document = document.implementation.createHTMLDocument();
  closed = false;
  close(): void {
    this.closed = true;
  }
}

function allowPopups(): { readonly popup: Popup; readonly opened: unknown[][] } {
  const popup = new Popup();
  const opened: unknown[][] = [];
  stub(window, 'open').callsFake((...args: unknown[]) => {
    opened.push(args);
    return popup as unknown as Window;
  });
  return { popup, opened };
}

function authorize(): Recorder {
  const answer = recorder();
  call('authorize', PAY_LATER, {}, answer);
  return answer;
}

describe('simulated popup', () => {
  afterEach(() => {
    tearDown();
    restore();
  });

  it('opens the popup in the middle of the screen a microtask after the call', async () => {
    const { opened, popup } = allowPopups();
    install();
    container();
    init(POPUP);
    await loaded();
    const answer = authorize();
    expect(opened).to.deep.equal([]);
    await Promise.resolve();
    expect(opened).to.have.length(1);
    expect(opened[0]![1]).to.equal('klarna-pay-later-popup');
    expect(opened[0]![2]).to.match(/width=500, height=700/);
    await pass(1000);
    expect(answer.calls[0]![0]).to.include({ approved: true });
    expect(popup.closed).to.equal(true);
  });

  it('fires the overlay events and closes the popup when the answer comes', async () => {
    const { popup } = allowPopups();
    const simulator = install();
    container();
    init(POPUP);
    await loaded();
    const order: string[] = [];
    call('on', 'fullscreenOverlayShown', () => order.push('shown'));
    call('on', 'fullscreenOverlayHidden', () => order.push('hidden'));
    simulator.next.authorize({ answer: {}, delay: 300 });
    call('authorize', PAY_LATER, {}, () => order.push(`answer, closed: ${popup.closed}`));
    await pass(2000);
    expect(order).to.deep.equal(['shown', 'answer, closed: false', 'hidden']);
  });

  it('opens no popup when the overlay frame is not ready', async () => {
    const { opened } = allowPopups();
    install();
    container();
    init(POPUP);
    call('load', { container: '#c', ...PAY_LATER });
    await pass(300);
    const answer = authorize();
    await pass(1000);
    expect(opened).to.deep.equal([]);
    expect(answer.calls[0]![0]).to.include({ approved: true });
  });

  it('shows the overlay when the browser refuses the popup', async () => {
    stub(window, 'open').returns(null);
    install();
    container();
    init(POPUP);
    await loaded();
    const answer = authorize();
    await pass(1000);
    expect(answer.calls[0]![0]).to.include({ approved: true });
  });

  for (const popup of ['closes-before-ready', 'never-ready', 'blocked'] as const) {
    it(`shows the overlay after ten seconds at the latest when the popup is ${popup}`, async () => {
      allowPopups();
      install({ conditions: { popup } });
      container();
      init(POPUP);
      await loaded();
      const answer = authorize();
      await pass(9000);
      expect(answer.calls).to.have.length(popup === 'never-ready' ? 0 : 1);
      await pass(2000);
      expect(answer.calls[0]![0]).to.include({ approved: true });
      expect(frame()!.isConnected).to.equal(true);
    });
  }

  it('never answers and stays locked when the popup is closed after it was ready', async () => {
    const { popup } = allowPopups();
    const simulator = install({ conditions: { popup: 'closes-after-ready' } });
    container();
    init(POPUP);
    await loaded();
    const first = authorize();
    await pass(1000);
    expect(popup.closed).to.equal(true);
    simulator.reset();
    const second = authorize();
    await pass(60_000);
    expect([first.calls, second.calls]).to.deep.equal([[], []]);
  });

  it('drops a second call in a later task', async () => {
    allowPopups();
    const simulator = install();
    container();
    init(POPUP);
    await loaded();
    simulator.always.authorize({ answer: { approved: true }, delay: 500 });
    const first = authorize();
    await pass(100);
    const second = authorize();
    await pass(3000);
    expect([first.calls.length, second.calls.length]).to.deep.equal([1, 0]);
  });
});
