/** What the element's tests share: a page with a checkout, a simulated Klarna and a backend. */
import { fixture, fixtureCleanup, oneEvent } from '@open-wc/testing';
import '../../src/define.js';
import type { EventName, KlarnaCheckoutEventMap } from '../../src/events.js';
import { KlarnaCheckout, type State } from '../../src/index.js';
import { installKlarnaSimulator, type KlarnaSimulator } from '../../src/simulator/index.js';
import { TestEndpoint } from './endpoint.js';
import { EVENT_NAMES } from './events.js';

/** Short enough for a test to wait for, long enough for a slow machine not to reach by accident. */
const TIMEOUTS = { load: 1500, session: 1500, order: 1500, watchdog: 1500 };

let isConfigured = false;

export interface Harness {
  readonly klarna: KlarnaSimulator;
  readonly endpoint: TestEndpoint;
  /** Every event of the element, in order. */
  readonly events: { readonly name: EventName; readonly detail: unknown }[];
}

/** Installs Klarna's stand-in and the endpoint before each test, and removes them after it. */
export function useHarness(): Harness {
  const harness = { events: [] } as unknown as { -readonly [key in keyof Harness]: Harness[key] };
  let listening: AbortController;
  beforeEach(() => {
    sessionStorage.clear();
    if (!isConfigured) KlarnaCheckout.configure({ timeouts: TIMEOUTS });
    isConfigured = true;
    harness.klarna = installKlarnaSimulator({ delay: 5, height: 230 });
    harness.endpoint = new TestEndpoint();
    harness.events = [];
    listening = new AbortController();
    for (const name of EVENT_NAMES) {
      document.addEventListener(
        name,
        ({ detail }) => harness.events.push({ name, detail: detail }),
        {
          signal: listening.signal,
        },
      );
    }
  });
  afterEach(() => {
    fixtureCleanup();
    listening.abort();
    harness.klarna.uninstall();
    harness.endpoint.restore();
  });
  return harness;
}

/** Puts markup on the page and returns the checkout in it. */
export async function mount(
  markup = '<klarna-checkout endpoint="/klarna"></klarna-checkout>',
): Promise<KlarnaCheckout> {
  const host = await fixture<HTMLElement>(`<div>${markup}</div>`);
  const checkout = host.querySelector('klarna-checkout');
  if (!checkout) throw new Error('The markup has no <klarna-checkout>.');
  return checkout;
}

/** Waits until the checkout is in one of these states. */
export async function reach(checkout: KlarnaCheckout, ...states: State[]): Promise<State> {
  while (!states.includes(checkout.state)) await oneEvent(checkout, 'klarna-state');
  await drawn(checkout);
  return checkout.state;
}

/** The next event of this name, with its detail. */
export function next<Name extends EventName>(
  checkout: EventTarget,
  name: Name,
): Promise<KlarnaCheckoutEventMap[Name]> {
  return new Promise((resolve) => {
    checkout.addEventListener(name, (event) => resolve(event as KlarnaCheckoutEventMap[Name]), {
      once: true,
    });
  });
}

/** The parts of the default arrangement, by name. */
export function part(checkout: KlarnaCheckout, name: string): HTMLElement {
  const found = checkout.renderRoot.querySelector<HTMLElement>(`klarna-checkout-${name}`);
  if (!found) throw new Error(`There is no <klarna-checkout-${name}>.`);
  return found;
}

export function button(checkout: KlarnaCheckout, name: 'agree' | 'other' | 'action'): HTMLElement {
  const owner = part(checkout, name === 'action' ? 'status' : 'consent');
  const found = owner.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`);
  if (!found) throw new Error(`There is no button "${name}".`);
  return found;
}

export const payButton = (checkout: KlarnaCheckout): HTMLButtonElement | null =>
  checkout.querySelector<HTMLButtonElement>('button[slot="klarna-pay"]');

export const statusText = (checkout: KlarnaCheckout): string =>
  part(checkout, 'status').shadowRoot?.querySelector('[role="status"]')?.textContent.trim() ?? '';

/** The view of the checkout and of all its parts is up to date. */
export async function drawn(checkout: KlarnaCheckout): Promise<void> {
  await checkout.updateComplete;
  const parts = checkout.renderRoot.querySelectorAll<KlarnaCheckout>('*');
  await Promise.all(Array.from(parts, ({ updateComplete }) => updateComplete));
}

/** More promises in a row than the element ever waits for. */
export async function endOfTask(): Promise<void> {
  for (let count = 0; count < 1000; count += 1) await Promise.resolve();
}

/** Agrees by the button of the prompt and waits for the widget. */
export async function agree(checkout: KlarnaCheckout): Promise<void> {
  await reach(checkout, 'consent');
  button(checkout, 'agree').click();
  await reach(checkout, 'ready');
}

/** Klarna approves the next authorize, but answers only when the result is called. */
export function holdApproval({ klarna }: Harness, token: string): () => void {
  const { delay, release } = hold();
  klarna.next.authorize({
    answer: { approved: true, show_form: true, authorization_token: token },
    delay,
  });
  return release;
}

/** Klarna shows the next widget only when the result is called. */
export function holdWidget({ klarna }: Harness): () => void {
  const { delay, release } = hold();
  klarna.next.load({ answer: { show_form: true }, delay });
  return release;
}

function hold(): { readonly delay: Promise<void>; readonly release: () => void } {
  let release: () => void = () => undefined;
  const delay = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { delay, release };
}

/** Names of the events so far, state changes as `state:ready`. */
export const eventNames = ({ events }: Harness): string[] =>
  events.map(({ name, detail }) =>
    name === 'klarna-state'
      ? `state:${(detail as { state: string }).state}`
      : name.replace('klarna-', ''),
  );

/** The way out appears without a change of state. */
export async function untilAction(
  checkout: Element & { shadowRoot: ShadowRoot | null },
): Promise<void> {
  const status = checkout.shadowRoot?.querySelector('klarna-checkout-status')?.shadowRoot;
  while (!status?.querySelector('[part="action"]')) await new Promise(requestAnimationFrame);
}
