import { expect, fixture, oneEvent } from '@open-wc/testing';
import '../../src/define.js';
import type { KlarnaCheckout } from '../../src/index.js';

interface Seen {
  /** Before this task was over. */
  readonly isDrawnAtOnce?: boolean;
  /** When the task that drew was over. */
  readonly stateAfterDrawing?: string;
  readonly settled: Promise<string>;
}

/** A page that is still loading when the element comes to life, as with every script of its own. */
const LOADING_PAGE = `<!doctype html><html lang="en">
  <klarna-checkout endpoint="${location.origin}/klarna"></klarna-checkout>
  <script type="module">
    import '${location.origin}/src/define.ts';
    const element = document.querySelector('klarna-checkout');
    const base = () => element.shadowRoot.querySelector('[part=base]');
    // More promises in a row than the element ever waits for.
    const atTheEndOfTheTask = async (look) => {
      for (let count = 0; count < 1000; count += 1) await undefined;
      look();
    };
    const seen = {
      settled: new Promise((resolve) => {
        element.addEventListener('klarna-state', ({ detail }) => resolve(detail.state));
      }),
    };
    atTheEndOfTheTask(() => {
      seen.isDrawnAtOnce = base() !== null;
    });
    new MutationObserver((_, observer) => {
      if (!base()) return;
      observer.disconnect();
      atTheEndOfTheTask(() => {
        seen.stateAfterDrawing = element.state;
      });
    }).observe(element.shadowRoot, { childList: true });
    window.seen = seen;
  </script>`;

describe('the first drawing', () => {
  it('takes tasks of its own while the page loads', async () => {
    const frame = await fixture<HTMLIFrameElement>('<iframe></iframe>');
    frame.src = URL.createObjectURL(new Blob([LOADING_PAGE], { type: 'text/html' }));
    await oneEvent(frame, 'load');
    URL.revokeObjectURL(frame.src);
    const { seen } = frame.contentWindow as Window & { readonly seen?: Seen };
    expect(await seen?.settled).to.equal('consent');
    expect(seen?.isDrawnAtOnce).to.equal(false);
    expect(seen?.stateAfterDrawing).to.equal('idle');
  });

  it('comes in the task in which a shop puts the element into a page that is complete', async () => {
    const host = await fixture<HTMLElement>('<div></div>');
    host.innerHTML = '<klarna-checkout endpoint="/klarna"></klarna-checkout>';
    for (let count = 0; count < 1000; count += 1) await Promise.resolve();
    const element = host.firstElementChild as KlarnaCheckout;
    expect(element.state).to.equal('consent');
    expect(element.shadowRoot?.querySelector('[part=base]')?.checkVisibility()).to.equal(true);
  });
});
