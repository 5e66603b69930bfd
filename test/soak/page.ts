/**
 * Many purchases in one page, one after the other, each with faults of its own. Runs in the browser: the clock is
 * faked and Klarna's stand-in works without frames, so that all timers and listeners that are left are ours.
 */
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import '../../src/define.js';
import type { KlarnaCheckout } from '../../src/index.js';
import {
  installKlarnaSimulator,
  type KlarnaSimulator,
  type LoadOutcome,
  type PayOutcome,
} from '../../src/simulator/index.js';
import { type Answer, TestEndpoint } from '../harness/endpoint.js';
import { dice, type Dice } from './dice.js';

export interface SoakReport {
  readonly ends: Readonly<Record<string, number>>;
  readonly authorizations: number;
  /** Tokens that Klarna gave, were announced, and were given back. */
  readonly tokens: {
    readonly given: number;
    readonly announced: number;
    readonly returned: number;
  };
  /** What must never be; each names its purchase. */
  readonly violations: readonly string[];
}

declare global {
  interface Window {
    soak: { run(seed: number, from: number, to: number): Promise<SoakReport>; timers(): number };
  }
}

const MARKUP = `
  <form method="post">
    <input name="email" value="shopper@shop.example">
    <input name="note">
    <klarna-checkout></klarna-checkout>
    <button id="buy">Buy</button>
  </form>`;

const LOADS: readonly LoadOutcome[] = [
  'show',
  'show',
  'show',
  'show',
  'show',
  'invalid',
  'refuse',
  'throw',
  'throw-only',
  'never',
  'twice',
  'nonsense',
  { answer: { show_form: true }, delay: 24_000 },
  { answer: { show_form: true }, delay: 60_000 },
];
const PAYMENTS: readonly PayOutcome[] = [
  'approve',
  'approve',
  'approve',
  'approve',
  'decline',
  'close',
  'close',
  'invalid',
  'twice',
  'throw',
  'throw-only',
  'same-task',
  'nonsense',
  'late',
  'late',
  'never',
];
const SESSIONS: readonly Answer[] = [
  { status: 500, text: '' },
  'cut',
  'silence',
  { text: 'Notice' },
  { status: 401, text: '' },
  { status: 429, json: {}, headers: { 'retry-after': '3' } },
];
const UPDATES: readonly Answer[] = [
  { status: 404, text: '' },
  { status: 500, text: '' },
  'cut',
  'silence',
];
const ORDERS: readonly Answer[] = [
  { json: { status: 'pending' } },
  { status: 500, text: '' },
  'cut',
  'silence',
  { text: '<html>' },
  { status: 503, json: { code: 'rate_limited', action: 'retry' } },
  { status: 409, json: { code: 'order_mismatch', action: 'reauthorize' } },
  { status: 409, json: { code: 'session_expired', action: 'recreate' } },
  { status: 422, json: { code: 'declined', action: 'other_method' } },
];

/** Nothing more happens by itself in these. */
const ENDS = ['placed', 'pending', 'authorized', 'unavailable', 'declined'];

const clock: SinonFakeTimers = useFakeTimers({
  toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
});
const endpoint = new TestEndpoint();
const { port1, port2 } = new MessageChannel();
let klarna: KlarnaSimulator;

/** A turn of the event loop, then so much time. */
async function pass(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(undefined);
  });
  clock.tick(milliseconds);
}

/** What Klarna was asked, and what it gave. */
class Klarna {
  /** Calls that Klarna has not answered yet. */
  open = 0;
  calls = 0;
  readonly given = new Set<string>();
  readonly violations: string[] = [];

  /** Looks over the shoulder of a freshly installed SDK. */
  watch(): void {
    this.open = 0;
    const { Payments } = (window as unknown as { Klarna: { Payments: Record<string, Sdk> } })
      .Klarna;
    for (const name of ['authorize', 'finalize', 'reauthorize']) {
      const call = Payments[name]!;
      Payments[name] = (options, data, callback) =>
        this.#call(() => {
          let isOpen = true;
          const close = (): void => {
            this.open -= isOpen ? 1 : 0;
            isOpen = false;
          };
          try {
            return call(options, data, (answer) => {
              close();
              const {
                approved,
                finalize_required,
                authorization_token: token,
              } = answer as Record<string, unknown>;
              if (approved === true && !finalize_required && typeof token === 'string')
                this.given.add(token);
              callback(answer);
            });
          } catch (error) {
            close();
            throw error;
          }
        });
    }
  }

  #call(run: () => unknown): unknown {
    if (this.open > 0) this.violations.push('a second call while Klarna decides');
    this.open += 1;
    this.calls += 1;
    return run();
  }
}
type Sdk = (options: unknown, data: unknown, callback: (answer: unknown) => void) => unknown;

const watched = new Klarna();

function installSdk(): void {
  klarna = installKlarnaSimulator({ frameless: true });
  watched.watch();
}

/** Every token that the element handed over, and every one that it gave back. */
const announced = new Map<string, number>();
const returned = new Map<string, number>();
const orderKeys = new Map<string, Set<string>>();
/** Presses that came to nothing, among them approvals for a cart or a consent that was gone by then. */
let cancelled = 0;
let canCancel = false;
const count = (map: Map<string, number>, key: string): void =>
  void map.set(key, (map.get(key) ?? 0) + 1);

let form: HTMLFormElement | undefined;
let checkout: KlarnaCheckout;

function newPage(from: Dice): void {
  form?.remove();
  document.body.insertAdjacentHTML('beforeend', MARKUP.trim());
  form = document.querySelector('form')!;
  form.addEventListener('submit', (event) => event.preventDefault());
  checkout = form.querySelector('klarna-checkout')!;
  checkout.placeOrder = from.chance(0.4);
  checkout.autoFinalize = from.chance(0.75);
  checkout.addEventListener('klarna-authorized', ({ detail }) =>
    count(announced, detail.authorizationToken),
  );
  checkout.addEventListener('klarna-cancelled', () => (cancelled += 1));
  checkout.endpoint = '/klarna';
}

function script(from: Dice): void {
  klarna.reset();
  sessionStorage.clear();
  cancelled = 0;
  canCancel = from.chance(0.5);
  const capabilities = {
    update: from.pick(['in_place', 'new_session', 'none']),
    order: true,
    cancel: canCancel,
  };
  const sometimes = (chance: number, bad: readonly Answer[], good: () => Answer) => (): Answer =>
    from.chance(chance) ? from.pick(bad) : good();
  endpoint.on(
    'session',
    sometimes(0.1, SESSIONS, () => ({ json: endpoint.session({ capabilities }) })),
  );
  endpoint.on(
    'session/update',
    sometimes(0.3, UPDATES, () => ({ json: { reload: from.pick(['load', 'none']) } })),
  );
  const order = sometimes(0.4, ORDERS, () => ({ json: { status: 'completed' } }));
  endpoint.on('order', ({ body, headers }) => {
    const token = body['authorization_token'] as string;
    orderKeys.set(token, (orderKeys.get(token) ?? new Set()).add(headers.get('idempotency-key')!));
    return order();
  });
  endpoint.on('authorization/cancel', ({ body }) => {
    count(returned, body['authorization_token'] as string);
    return { status: 204, text: '' };
  });
}

const inStatus = (): HTMLElement | null | undefined =>
  checkout.renderRoot
    .querySelector('klarna-checkout-status')
    ?.shadowRoot?.querySelector<HTMLElement>('[part="action"]');

const buy = (): void => form!.querySelector<HTMLElement>('#buy')!.click();

/** One thing that a shopper, the page or time does. False: the purchase is over. */
async function step(from: Dice): Promise<boolean> {
  const { state } = checkout;
  if (ENDS.includes(state)) return false;
  switch (state) {
    case 'consent':
      checkout.grantConsent();
      break;
    case 'ready':
      klarna.next.authorize(from.pick(PAYMENTS));
      disturb(from);
      buy();
      if (from.chance(0.2)) buy();
      break;
    case 'authorizing':
    case 'finalizing':
      if (from.chance(0.15)) disturb(from);
      if (from.chance(0.1)) buy();
      inStatus()?.click();
      await pass(from.pick([10, 1000, 121_000]));
      break;
    case 'finalize-required':
      klarna.next.finalize(from.pick(PAYMENTS));
      buy();
      break;
    case 'failed':
    case 'unknown':
      // A way on, or the end.
      if (state === 'unknown' || !inStatus() || from.chance(0.3)) return false;
      inStatus()!.click();
      break;
    default:
      klarna.next.load(from.pick(LOADS));
  }
  await pass(from.pick([0, 20, 2000, 30_000]));
  await checkout.updateComplete;
  return checkout.isConnected;
}

function disturb(from: Dice): void {
  if (!from.chance(0.3)) return;
  from.pick([
    () => checkout.setAttribute('cart-version', String(from.next())),
    () => form!.append(checkout),
    () => checkout.querySelector('[slot^="klarna-"]:not(button)')?.remove(),
    () => checkout.withdrawConsent(),
    () => checkout.remove(),
    () => checkout.cancelAuthorization(),
    () => document.dispatchEvent(new Event('visibilitychange')),
    () => checkout.setAttribute('country', from.pick(['SE', 'DE'])),
  ])();
}

async function purchase(seed: number): Promise<string> {
  const from = dice(seed);
  script(from);
  if (!form || !checkout.isConnected || from.chance(0.5)) newPage(from);
  else checkout.reset();
  klarna.next.load(from.pick(LOADS));
  await checkout.updateComplete;
  await pass(0);
  for (let steps = 0; steps < 60 && (await step(from)); steps += 1);
  const end = checkout.isConnected ? checkout.state : 'removed';
  // Long enough for every limit and every late answer.
  for (let minute = 0; minute < 5; minute += 1) await pass(60_000);
  await pass(0);
  // Klarna's silence for good: only a new page helps, and with it comes a new SDK.
  if (watched.open > 0) {
    klarna.uninstall();
    installSdk();
  }
  return end;
}

function judge(seed: number, end: string): readonly string[] {
  const wrong = [...watched.violations.splice(0)];
  if (document.querySelector('[inert]')) wrong.push('the page is locked');
  if (
    ['authorizing', 'finalizing', 'placing', 'starting', 'loading'].includes(checkout.state) &&
    checkout.isConnected &&
    !inStatus()
  ) {
    wrong.push(`it hangs in ${checkout.state} with no way out`);
  }
  for (const token of watched.given) {
    const times = announced.get(token) ?? 0;
    const back = returned.get(token) ?? 0;
    // A backend that can take none back leaves it to lapse: the shop is told that nothing was bought.
    if (times + back === 0 && (canCancel || cancelled-- <= 0)) wrong.push('a token was lost');
    if (times > 1 || back > 1) wrong.push('a token went out twice');
    if ((orderKeys.get(token)?.size ?? 0) > 1) wrong.push('an order was sent under two keys');
  }
  for (const token of [...announced.keys(), ...orderKeys.keys()]) {
    if (!watched.given.has(token)) wrong.push('a token that Klarna never gave');
  }
  return wrong.map((text) => `seed ${seed}, ended as ${end}: ${text}`);
}

async function run(seed: number, from: number, to: number): Promise<SoakReport> {
  if (from === 0) installSdk();
  const ends: Record<string, number> = {};
  const violations: string[] = [];
  const tokens = { given: 0, announced: 0, returned: 0 };
  watched.calls = 0;
  for (let number = from; number < to; number += 1) {
    const end = await purchase(seed + number);
    ends[end] = (ends[end] ?? 0) + 1;
    violations.push(...judge(seed + number, end));
    tokens.given += watched.given.size;
    tokens.announced += announced.size;
    tokens.returned += returned.size;
    for (const book of [watched.given, announced, returned, orderKeys]) book.clear();
    (endpoint.asked as unknown[]).length = 0;
  }
  form?.remove();
  form = undefined;
  // The hour for which an approval is kept.
  for (let minute = 0; minute <= 60; minute += 1) await pass(60_000);
  return { ends, authorizations: watched.calls, tokens, violations };
}

window.soak = { run, timers: () => clock.countTimers() };
