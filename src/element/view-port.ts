/** The parts of the view that the shop's page works with, looked up when they are needed. */
import type { Fault } from '../errors.js';
import type { PartRegistry } from '../parts/registry.js';
import type { ViewPort } from '../shop-page/ports.js';
import type { CheckoutHost } from './host.js';

export function viewPort(
  host: CheckoutHost,
  parts: PartRegistry,
  isEnabled: () => boolean,
  report: (fault: Fault) => void,
): ViewPort {
  // What changed in this task is rendered first: a part may be new, or hidden until then.
  const drawn: PartRegistry['get'] = (name) => {
    host.draw();
    return parts.get(name);
  };
  /** Where a press finds the part in the page, what changes is rendered after Klarna is asked. */
  const shown: PartRegistry['get'] = (name) => {
    const part = parts.get(name);
    return part && !part.closest('[hidden]') ? part : drawn(name);
  };
  return {
    get isEnabled() {
      return isEnabled();
    },
    get content() {
      const widget = shown('klarna-checkout-widget');
      return host.renderRoot.querySelector<HTMLElement>('.base') ?? widget;
    },
    get consent() {
      return drawn('klarna-checkout-consent');
    },
    get status() {
      return shown('klarna-checkout-status');
    },
    get payButton() {
      return parts.get('klarna-checkout-pay-button');
    },
    get widget() {
      return drawn('klarna-checkout-widget');
    },
    report,
  };
}
