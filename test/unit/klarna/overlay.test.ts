import { expect } from '@open-wc/testing';
import { keepOverlayUsable, releaseScrollLock, watchOverlay } from '../../../src/klarna/overlay.js';
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

/** Changes a node. @returns a promise that is fulfilled after every observer of that node has been called */
function change(node: Node, how: () => void): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(node, { attributes: true, childList: true });
    how();
  });
}

describe("Klarna's window while a dialog is open", () => {
  const nodes: HTMLElement[] = [];
  let stop: () => void;

  /** A frame of this id, as a dialog has left it. */
  function addFrame(id: string, parent: Element = document.body): HTMLElement {
    const frame = document.createElement('div');
    frame.id = id;
    frame.inert = true;
    frame.ariaHidden = 'true';
    parent.append(frame);
    nodes.push(frame);
    return frame;
  }
  const isUsable = (frame: Element): boolean =>
    getComputedStyle(frame).pointerEvents === 'auto' && !frame.matches('[inert], [aria-hidden]');
  /** Not one of the three obstacles was removed. */
  const isUntouched = (frame: Element): boolean =>
    getComputedStyle(frame).pointerEvents === 'none' && frame.matches('[inert][aria-hidden]');

  beforeEach(() => {
    document.body.style.pointerEvents = 'none';
    stop = () => undefined;
  });
  afterEach(() => {
    stop();
    document.body.style.pointerEvents = '';
    for (const node of nodes.splice(0)) node.remove();
  });

  it('can be used when its frame was there before', () => {
    const frame = addFrame('klarna-klarna-fullscreen');
    stop = keepOverlayUsable();
    expect(isUsable(frame)).to.equal(true);
  });

  it('can be used when its frame comes later', async () => {
    stop = keepOverlayUsable();
    await change(document.body, () => addFrame('klarna-pay-later-fullscreen'));
    expect(isUsable(nodes[0]!)).to.equal(true);
  });

  for (const [obstacle, put] of [
    ['makes it inert', (frame) => (frame.inert = true)],
    ['hides it from assistive technology', (frame) => (frame.ariaHidden = 'true')],
    ['takes its pointer events', (frame) => (frame.style.pointerEvents = 'none')],
    ['rewrites its style', (frame) => frame.setAttribute('style', 'height: 100%')],
  ] as readonly (readonly [string, (frame: HTMLElement) => void])[])
    it(`can be used when the page ${obstacle} meanwhile, again and again`, async () => {
      const frame = addFrame('klarna-klarna-fullscreen');
      stop = keepOverlayUsable();
      for (const time of ['once', 'again']) {
        await change(frame, () => put(frame));
        expect(isUsable(frame), time).to.equal(true);
      }
    });

  it('is the only thing that is freed', () => {
    const shop = document.createElement('main');
    document.body.append(shop);
    nodes.push(shop);
    const others = [
      addFrame('klarna-klarna-main'),
      addFrame('shop-fullscreen'),
      addFrame('klarna-klarna-fullscreen', shop),
    ];
    stop = keepOverlayUsable();
    expect(others.map(isUntouched)).to.deep.equal([true, true, true]);
  });

  it('is left alone when Klarna has decided, also a frame that comes later', async () => {
    const frame = addFrame('klarna-klarna-fullscreen');
    keepOverlayUsable()();
    await change(frame, () => (frame.inert = true));
    expect(frame.inert).to.equal(true);
    await change(document.body, () => addFrame('klarna-pay-later-fullscreen'));
    expect(isUntouched(nodes[1]!)).to.equal(true);
  });

  for (const before of ['', 'none', 'auto'])
    it(`gets its own pointer-events of “${before}” back when Klarna has decided`, async () => {
      const frame = addFrame('klarna-klarna-fullscreen');
      frame.style.pointerEvents = before;
      const release = keepOverlayUsable();
      await change(frame, () => (frame.style.height = '100%'));
      expect(isUsable(frame)).to.equal(true);
      release();
      expect(frame.style.pointerEvents).to.equal(before);
      expect(frame.style.height).to.equal('100%');
    });
});
