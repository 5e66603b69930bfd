import { expect } from '@open-wc/testing';
import { releaseScrollLock, watchOverlay } from '../../../src/klarna/overlay.js';
import type { KlarnaPayments } from '../../../src/klarna/types.js';

/** Listeners as the SDK keeps them: the same handler runs as often as it was added. */
function install(): (event: string) => void {
  const handlers: (readonly [string, (name?: string) => void])[] = [];
  const on: KlarnaPayments['on'] = (event, handler) => void handlers.push([event, handler]);
  const off: KlarnaPayments['off'] = (event, handler) => {
    for (let index = handlers.length - 1; index >= 0; index -= 1) {
      const [name, other] = handlers[index]!;
      if (name === event && other === handler) handlers.splice(index, 1);
    }
  };
  window.Klarna = { Payments: { init: () => undefined, on, off } };
  return (event) => {
    for (const [name, handler] of [...handlers]) if (name === event) handler('main');
  };
}

describe("Klarna's overlay", () => {
  afterEach(() => {
    delete window.Klarna;
  });

  it('tells when it opens and closes, until nobody listens', () => {
    const fire = install();
    const heard: string[] = [];
    const stop = watchOverlay({
      shown: () => heard.push('shown'),
      hidden: () => heard.push('hidden'),
    });
    fire('fullscreenOverlayShown');
    fire('fullscreenOverlayHidden');
    expect(heard).to.deep.equal(['shown', 'hidden']);
    stop();
    fire('fullscreenOverlayShown');
    fire('fullscreenOverlayHidden');
    expect(heard.length).to.equal(2);
  });

  it('goes on telling the others when one stops', () => {
    const fire = install();
    const heard: string[] = [];
    const handlers = { shown: () => heard.push('shown'), hidden: () => heard.push('hidden') };
    const stop = watchOverlay(handlers);
    const stopOther = watchOverlay(handlers);
    stop();
    fire('fullscreenOverlayShown');
    fire('fullscreenOverlayHidden');
    expect(heard, 'the same handlers, added twice').to.deep.equal(['shown', 'hidden']);
    stopOther();
  });

  for (const [name, Payments] of [
    ['no SDK', undefined],
    ['an SDK without events', { init: () => undefined }],
    ['an SDK that cannot stop', { init: () => undefined, on: () => undefined }],
    ['an SDK that cannot start', { init: () => undefined, off: () => undefined }],
  ] as const) {
    it(`is not watched with ${name}`, () => {
      if (Payments) window.Klarna = { Payments };
      const stop = watchOverlay({ shown: () => undefined, hidden: () => undefined });
      expect(() => stop()).to.not.throw();
    });
  }

  it('leaves a scroll lock behind that can be taken off, and nothing else', () => {
    for (const node of [document.documentElement, document.body]) {
      node.classList.add('klarna-payments-fso-open', 'of-the-shop');
    }
    releaseScrollLock();
    for (const node of [document.documentElement, document.body]) {
      expect(node.classList.contains('klarna-payments-fso-open')).to.equal(false);
      expect(node.classList.contains('of-the-shop')).to.equal(true);
      node.classList.remove('of-the-shop');
    }
  });
});
