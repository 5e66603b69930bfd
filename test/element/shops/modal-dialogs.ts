/** Modal dialogs of frameworks around a checkout, as one script: `window.openIn`. */
import * as headless from '@headlessui/react';
import * as radix from '@radix-ui/react-dialog';
import { createElement as h, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';

export type OpenIn = Readonly<
  Record<'radix' | 'headless', (host: HTMLElement, markup: string) => () => void>
>;

declare global {
  interface Window {
    openIn: OpenIn;
  }
}

const shown = (markup: string): ReactNode =>
  h('div', { dangerouslySetInnerHTML: { __html: markup } });

function render(host: HTMLElement, node: ReactNode): () => void {
  const root = createRoot(host);
  flushSync(() => root.render(node));
  return () => root.unmount();
}

const ignore = (): void => undefined;

window.openIn = {
  radix: (host, markup) =>
    render(
      host,
      h(
        radix.Root,
        { open: true },
        h(
          radix.Portal,
          null,
          h(radix.Overlay),
          h(
            radix.Content,
            { 'aria-describedby': undefined },
            h(radix.Title, null, 'Checkout'),
            shown(markup),
          ),
        ),
      ),
    ),
  headless: (host, markup) =>
    render(
      host,
      h(
        headless.Dialog,
        { open: true, onClose: ignore },
        h(headless.DialogPanel, null, h(headless.DialogTitle, null, 'Checkout'), shown(markup)),
      ),
    ),
};
