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

const CLAIMS = {
  order_amount: 12_345,
  purchase_currency: 'EUR',
  language: 'de',
  purchase_country: 'DE',
  merchant_name: 'Hutladen',
};

const page = (): Document => frame('pay-later', 'fullscreen')!.contentDocument!;
const button = (choice: string, of = page()): HTMLButtonElement =>
  of.querySelector<HTMLButtonElement>(`button[value="${choice}"]`)!;

function pay(method = 'authorize', options: object = {}): Recorder {
  const answer = recorder();
  call(method, { ...PAY_LATER, ...options }, {}, answer);
  return answer;
}

function key(name: string, init: KeyboardEventInit = {}): void {
  const event = new KeyboardEvent('keydown', {
    key: name,
    bubbles: true,
    cancelable: true,
    ...init,
  });
  page().activeElement!.dispatchEvent(event);
}

async function asked(method = 'authorize', options: object = {}): Promise<Recorder> {
  install({ mode: 'person' });
  container();
  init(CLAIMS);
  await loaded();
  const answer = pay(method, options);
  await pass(1500);
  return answer;
}

describe('a simulated purchase that a person decides', () => {
  afterEach(() => {
    tearDown();
    restore();
  });

  it('shows who, how much and that it is a test, and waits', async () => {
    const answer = await asked();
    const text = page().body.textContent;
    expect(text)
      .to.match(/TEST/)
      .and.to.match(/Hutladen/)
      .and.to.match(/123,45/);
    expect(page().querySelector('[role=dialog]')!.getAttribute('aria-modal')).to.equal('true');
    await pass(60_000);
    expect(answer.calls).to.deep.equal([]);
  });

  for (const [choice, expected] of [
    ['approve', { approved: true, show_form: true }],
    ['decline', { approved: false, show_form: false }],
    ['close', { approved: false, show_form: true }],
  ] as const) {
    it(`${choice} is answered, after the overlay has closed`, async () => {
      const order: string[] = [];
      const answer = await asked();
      call('on', 'fullscreenOverlayHidden', () => order.push(`hidden ${answer.calls.length}`));
      button(choice).click();
      await pass(500);
      expect(answer.calls[0]![0]).to.include(expected);
      expect(order).to.deep.equal(['hidden 0']);
    });
  }

  it('puts the focus on the first button, keeps Tab inside, and gives it back', async () => {
    const mine = container('mine');
    mine.tabIndex = 0;
    mine.focus();
    await asked();
    expect(page().activeElement === button('approve')).to.equal(true);
    key('Tab', { shiftKey: true });
    expect(page().activeElement === button('close')).to.equal(true);
    key('Tab');
    expect(page().activeElement === button('approve')).to.equal(true);
    button('decline').click();
    await pass(100);
    expect(document.activeElement === mine).to.equal(true);
  });

  it('Escape closes', async () => {
    const answer = await asked();
    key('Escape');
    await pass(500);
    expect(answer.calls).to.deep.equal([[{ approved: false, show_form: true }]]);
  });

  it('asks for finalize, which asks again, when approving without auto_finalize', async () => {
    const first = await asked('authorize', { auto_finalize: false });
    button('approve').click();
    await pass(500);
    expect(first.calls[0]![0]).to.include({ finalize_required: true });
    const second = pay('finalize');
    await pass(1500);
    button('approve').click();
    await pass(500);
    expect(second.calls[0]![0]).to.have.property('authorization_token');
  });

  it('what is scripted is not asked', async () => {
    const simulator = install({ mode: 'person' });
    container();
    init(CLAIMS);
    await loaded();
    simulator.next.authorize('decline');
    const answer = pay();
    await pass(500);
    expect(answer.calls).to.deep.equal([[{ approved: false, show_form: false }]]);
  });

  it('decides in the popup, where there is one; shutting it is closing', async () => {
    const windows: { document: Document; closed: boolean; close(): void }[] = [];
    stub(window, 'open').callsFake(() => {
      const popup = {
        document: document.implementation.createHTMLDocument(),
        closed: false,
        close: () => void (popup.closed = true),
      };
      windows.push(popup);
      return popup as unknown as Window;
    });
    install({ mode: 'person' });
    container();
    init({ ...CLAIMS, experiments: experimentsFor('popup') });
    await loaded();
    const approved = pay();
    await pass(1000);
    button('approve', windows[0]!.document).click();
    await pass(1000);
    expect(approved.calls[0]![0]).to.include({ approved: true });
    const shut = pay();
    await pass(1000);
    windows[1]!.close();
    await pass(1000);
    expect(shut.calls).to.deep.equal([[{ approved: false, show_form: true }]]);
  });

  it('decides in an overlay of its own in static mode', async () => {
    install({ mode: 'person' });
    container();
    init({ ...CLAIMS, experiments: experimentsFor('static') });
    await loaded();
    const answer = pay();
    await pass(500);
    const overlay = document.querySelector<HTMLIFrameElement>('#klarna-purchase-flow')!;
    button('close', overlay.contentDocument!).click();
    await pass(500);
    expect(answer.calls).to.deep.equal([
      [{ approved: false, show_form: true, finalize_required: false }],
    ]);
    expect(overlay.isConnected).to.equal(false);
  });
});
