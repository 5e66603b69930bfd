/** A checkout in a modal dialog of a framework: Klarna's window, which is no part of the dialog, can be used. */
import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { KlarnaCheckout } from '../../../src/index.js';
import { agree, next, reach, useHarness } from '../../harness/checkout.js';
import { loadLibrary, loadScript, loadStyles } from '../../harness/library.js';
import type { OpenIn } from './modal-dialogs.js';

const SHOP = `<form method="post"><klarna-checkout endpoint="/klarna"></klarna-checkout>
  <button class="buy">Buy</button></form>`;

interface Modal {
  show(): void;
  dispose(): void;
}
declare const bootstrap: { Modal: new (node: Element) => Modal };

async function openBootstrap(host: HTMLElement, markup: string): Promise<() => void> {
  host.innerHTML = `<div class="modal" tabindex="-1"><div class="modal-dialog">
    <div class="modal-content">${markup}</div></div></div>`;
  const node = host.querySelector('.modal')!;
  const modal = new bootstrap.Modal(node);
  const shown = new Promise((resolve) =>
    node.addEventListener('shown.bs.modal', resolve, { once: true }),
  );
  modal.show();
  await shown;
  return () => modal.dispose();
}

const KINDS: Readonly<
  Record<string, (host: HTMLElement, markup: string) => Promise<() => void> | (() => void)>
> = {
  'Radix Dialog': (host, markup) =>
    (window as unknown as { openIn: OpenIn }).openIn.radix(host, markup),
  'Headless UI Dialog': (host, markup) =>
    (window as unknown as { openIn: OpenIn }).openIn.headless(host, markup),
  'Bootstrap modal': openBootstrap,
};

const overlay = (): HTMLIFrameElement | null =>
  document.querySelector('iframe[id^="klarna-"][id$="-fullscreen"]');
const choice = (): HTMLElement | null | undefined =>
  overlay()?.contentDocument?.querySelector('button[value="approve"]');

for (const [kind, open] of Object.entries(KINDS))
  describe(`a checkout in a ${kind}`, () => {
    const harness = useHarness();
    let styles: HTMLElement;
    let close: () => void = () => undefined;

    before(async () => {
      await loadLibrary('bootstrap/dist/js/bootstrap.bundle.js');
      styles = await loadStyles('bootstrap/dist/css/bootstrap.css');
      await loadScript('/test-bundle/test/element/shops/modal-dialogs.js');
    });
    after(() => styles.remove());
    afterEach(() => close());

    /** The dialog is open, Klarna is loaded in it, and its window asks. */
    async function asked(): Promise<KlarnaCheckout> {
      harness.klarna.mode = 'person';
      close = await open(await fixture<HTMLElement>('<div></div>'), SHOP);
      await waitUntil(() => document.querySelector('klarna-checkout'));
      const checkout = document.querySelector('klarna-checkout') as KlarnaCheckout;
      await agree(checkout);
      checkout.form!.addEventListener('submit', (event) => event.preventDefault());
      checkout.form!.querySelector<HTMLElement>('.buy')!.click();
      await reach(checkout, 'authorizing');
      await waitUntil(() => choice() && getComputedStyle(overlay()!).opacity === '1');
      return checkout;
    }

    it('is paid by a click into Klarna’s window, which the dialog leaves alone', async () => {
      const checkout = await asked();
      const { left, top, width, height } = choice()!.getBoundingClientRect();
      const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
      expect(document.elementFromPoint(x, y)).to.equal(overlay());
      expect(overlay()!.closest('[inert], [aria-hidden="true"]')).to.equal(null);
      const authorized = next(checkout, 'klarna-authorized');
      await sendMouse({ type: 'click', position: [x, y] });
      await authorized;
      expect(checkout.isConnected).to.equal(true);
    });

    it('is paid by the keyboard, since the dialog leaves focus in Klarna’s window', async () => {
      const checkout = await asked();
      const authorized = next(checkout, 'klarna-authorized');
      expect(document.activeElement).to.equal(overlay());
      await sendKeys({ press: 'Enter' });
      await authorized;
    });

    it('is paid in Klarna’s window that was there before the dialog was opened', async () => {
      const checkout = await asked();
      const authorized = next(checkout, 'klarna-authorized');
      overlay()!.inert = true;
      overlay()!.setAttribute('aria-hidden', 'true');
      await waitUntil(() => !overlay()!.inert && !overlay()!.hasAttribute('aria-hidden'));
      choice()!.click();
      await authorized;
    });
  });
