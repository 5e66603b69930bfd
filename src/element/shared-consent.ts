/** The consent in one element of the page, which is given or withdrawn for all with the same endpoint. */
import type { DetailOf } from '../events.js';
import type { CheckoutHost } from './host.js';

/** Calls `changed` with what the shopper decided in another element, until the signal is aborted. */
export function onConsentElsewhere(
  host: CheckoutHost,
  changed: (detail: DetailOf<'klarna-consent'>) => void,
  signal: AbortSignal,
): void {
  addEventListener(
    'klarna-consent',
    (event) => {
      const [other] = event.composedPath() as Partial<CheckoutHost>[];
      const isOther = (other as unknown) !== host && other?.endpoint === host.endpoint;
      if (isOther && host.endpoint) changed(event.detail);
    },
    { signal, capture: true },
  );
}
