/** Brings each kind of fault about, and mends it again. */
import type { PayOutcome } from '../../src/simulator/index.js';
import type { State } from '../../src/index.js';
import type { Answer } from '../harness/endpoint.js';
import type { Shop } from '../harness/shop.js';
import type { Fault, PageFault, ScriptFault } from './table.js';

/** Klarna's script as the page has it: whole, broken or of a stranger. */
interface Klarna {
  Payments: { init: (options: unknown) => unknown };
}
const klarnaOf = (shop: Shop): Klarna => (shop.window as unknown as { Klarna: Klarna }).Klarna;

let pages = 0;

export class Broken {
  readonly #fault: Fault;
  #isMended = false;
  #answered = 0;

  constructor(fault: Fault) {
    this.#fault = fault;
  }

  mend(shop: Shop): void {
    this.#isMended = true;
    shop.stage.klarna?.reset();
  }

  /** Sets up a page: the first with the fault in it. */
  setUp(shop: Shop): void {
    const fault = this.#fault;
    const { stage } = shop;
    shop.attributes = attributesFor(fault);
    if (fault.where !== 'script') stage.arrive();
    const capabilities = {
      update: 'in_place',
      order: true,
      cancel: fault.where === 'authorization/cancel',
    };
    stage.endpoint.on('session', () => ({
      json: stage.endpoint.session({ capabilities, ...this.#token(shop) }),
    }));
    if (!this.#isMended) this.#break(shop);
  }

  #token(shop: Shop): Record<string, unknown> {
    const fault = this.#fault;
    if (this.#isMended) return {};
    switch (fault.where) {
      case 'frame':
      case 'delegation':
      case 'library':
        return { client_token: shop.stage.clientToken(fault.claims) };
      case 'init':
        if (fault.init === 'token unreadable') return { client_token: 'e30.e.e30' };
        if (fault.init === 'token of another host') {
          return { client_token: shop.stage.clientToken({ base_url: 'https://klarna.example' }) };
        }
        return {};
      default:
        return {};
    }
  }

  #break(shop: Shop): void {
    const fault = this.#fault;
    const { klarna } = shop.stage;
    switch (fault.where) {
      case 'script':
        shop.stage.configure({ sdkUrl: scriptUrl(fault) });
        break;
      case 'frame':
      case 'delegation':
      case 'library':
        Object.assign(klarna!.conditions, fault.conditions);
        break;
      case 'init':
        if (!fault.atPress) this.#breakInit(shop);
        break;
      case 'load':
        klarna!.next.load(fault.answer);
        break;
      case 'session':
      case 'session/update':
      case 'order':
      case 'authorization/cancel':
        this.#answer(shop, fault.where, fault.answer, fault.once);
        break;
      case 'page':
        breakPage(shop, fault);
        if (fault.does === 'offline') this.#answer(shop, 'session', 'cut');
        break;
      case 'authorize':
      case 'finalize':
      case 'reauthorize':
        break;
    }
  }

  /** Answers badly until it is mended, or once. */
  #answer({ stage }: Shop, call: string, bad: Answer, isOnce = false): void {
    const good = stage.endpoint.handler(call);
    stage.endpoint.on(call, (asked) => {
      this.#answered += 1;
      return this.#isMended || (isOnce && this.#answered > 1) ? good(asked) : bad;
    });
  }

  #breakInit(shop: Shop): void {
    const fault = this.#fault;
    const { Payments } = klarnaOf(shop);
    const { init } = Payments;
    Payments.init = (options) => {
      if (this.#isMended || fault.where !== 'init') return init(options);
      if (fault.init === 'throws') throw new Error('it cannot be');
      return fault.init === 'does nothing' ? Payments : init(options);
    };
  }

  /** Goes up to the moment at which the fault strikes, and gives back what makes it strike. */
  async approach(shop: Shop): Promise<() => unknown> {
    const fault = this.#fault;
    const { klarna } = shop.stage;
    switch (fault.where) {
      case 'script':
      case 'load':
      case 'session':
        await shop.reach('consent');
        return () => shop.agree();
      case 'init':
      case 'frame':
      case 'delegation':
      case 'library':
        if (!fault.atPress) {
          await shop.reach('consent');
          return () => shop.agree();
        }
        await reach(shop, 'ready');
        if (fault.where === 'init') this.#breakInit(shop);
        return () => shop.buy();
      case 'authorize':
        await reach(shop, 'ready');
        klarna!.next.authorize(fault.answer);
        return () => shop.buy();
      case 'finalize':
        await reach(shop, 'finalize-required');
        klarna!.next.finalize(fault.answer);
        return () => shop.buy();
      case 'reauthorize':
        await reach(shop, 'authorized');
        klarna!.next.reauthorize(fault.answer);
        return () => void shop.checkout.reauthorize();
      case 'session/update':
        await reach(shop, 'ready');
        return () => shop.checkout.setAttribute('cart-version', '2');
      case 'order':
        await reach(shop, 'ready');
        return () => shop.buy();
      case 'authorization/cancel':
        await reach(shop, 'authorized');
        return () => shop.checkout.cancelAuthorization();
      case 'page':
        await reach(shop, fault.at);
        return () => strike(shop, fault, this);
    }
  }
}

function attributesFor(fault: Fault): Readonly<Record<string, string>> {
  if (fault.where === 'finalize') return { 'auto-finalize': 'false' };
  if (fault.where === 'order') return { 'place-order': '' };
  if (fault.where !== 'page') return {};
  if (fault.at === 'finalize-required' || fault.at === 'finalizing')
    return { 'auto-finalize': 'false' };
  return ['placing', 'placed', 'pending'].includes(fault.at) ? { 'place-order': '' } : {};
}

function scriptUrl({ script, foreign, heals }: ScriptFault): string {
  if (typeof script === 'string') return script;
  pages += 1;
  const good = new URLSearchParams({ type: 'text/javascript', body: 'stage.arrive()' });
  const query = new URLSearchParams({
    ...script,
    key: `script-${performance.timeOrigin}-${pages}`,
    ...(heals && { times: '3', then: good.toString() }),
  });
  const url = new URL(`/test-endpoint/api.js?${query}`, location.href);
  if (foreign) url.hostname = 'localhost';
  return url.href;
}

const APPROVAL: PayOutcome = {
  answer: {
    approved: true,
    show_form: true,
    authorization_token: '9d3b7f41-5b1c-4d0e-8a77-0f6f2f0a1c55',
  },
  delay: 3000,
};

/** Brings a purchase into a state. */
async function reach(shop: Shop, state: State): Promise<void> {
  const { klarna, endpoint } = shop.stage;
  const agree = async (): Promise<void> => {
    await shop.agree();
    await shop.reach('ready');
  };
  switch (state) {
    case 'idle':
    case 'consent':
      break;
    case 'starting':
      endpoint.on('session', () => 'silence');
      await shop.agree();
      break;
    case 'loading':
      klarna!.next.load('never');
      await shop.agree();
      break;
    case 'failed':
      endpoint.on('session', () => ({ status: 500, text: '' }));
      await shop.agree();
      break;
    case 'unavailable':
      klarna!.next.load('refuse');
      await shop.agree();
      break;
    case 'ready':
      await agree();
      break;
    case 'authorizing':
      klarna!.next.authorize(APPROVAL);
      await agree();
      shop.buy();
      break;
    case 'declined':
      klarna!.next.authorize('decline');
      await agree();
      shop.buy();
      break;
    case 'authorized':
    case 'finalize-required':
    case 'placed':
      await agree();
      shop.buy();
      break;
    case 'finalizing':
      klarna!.next.finalize(APPROVAL);
      await reach(shop, 'finalize-required');
      shop.buy();
      break;
    case 'placing':
      endpoint.on('order', () => 'silence');
      await agree();
      shop.buy();
      break;
    case 'pending':
      endpoint.on('order', () => ({ json: { status: 'pending' } }));
      await agree();
      shop.buy();
      break;
    case 'unknown':
      klarna!.next.authorize('never');
      await agree();
      shop.buy();
      await shop.pass(120);
      await shop.until(() => shop.offered !== '', 'offered a way out');
      shop.act();
  }
  await shop.reach(state);
}

/** What is so before the element comes. */
function breakPage(shop: Shop, { does }: PageFault): void {
  const { window } = shop;
  if (does === 'storage full') {
    window.Storage.prototype.setItem = () => {
      throw new window.DOMException('full', 'QuotaExceededError');
    };
  }
  if (does === 'storage forbidden') {
    Object.defineProperty(window, 'sessionStorage', {
      get: () => {
        throw new window.DOMException('forbidden', 'SecurityError');
      },
    });
  }
}

const HOUR = 3_600_000;

async function strike(shop: Shop, { does, at }: PageFault, broken: Broken): Promise<void> {
  const { checkout, stage, document, window } = shop;
  const container = (): HTMLElement | null | undefined =>
    checkout.querySelector('iframe[id^="klarna-"]')?.parentElement;
  switch (does) {
    case 'storage full':
    case 'storage forbidden':
    case 'offline':
      await shop.agree();
      break;
    case 'clock on by an hour':
    case 'clock on by two days':
    case 'clock back by a day': {
      const jump = {
        'clock on by an hour': 1,
        'clock on by two days': 48,
        'clock back by a day': -24,
      };
      stage.clock.setSystemTime(stage.clock.now + jump[does] * HOUR + 1000);
      document.dispatchEvent(new window.Event('visibilitychange'));
      break;
    }
    case 'reload':
      broken.mend(shop);
      await shop.again(() => window.location.reload());
      break;
    case 'back':
      broken.mend(shop);
      await shop.leaveAndComeBack();
      break;
    case 'restored':
      window.dispatchEvent(new window.PageTransitionEvent('pageshow', { persisted: true }));
      break;
    case 'container removed':
      if (at !== 'authorized') await shop.until(() => Boolean(container()), 'had a container');
      stage.klarna!.reset();
      container()!.remove();
      break;
    case 'container emptied':
      container()!.replaceChildren();
      await shop.pass(1);
      shop.buy();
      break;
    case 'element moved':
      checkout.parentElement!.append(checkout);
      break;
    case 'element removed':
      checkout.remove();
      break;
    case 'foreign init':
      klarnaOf(shop).Payments.init({ client_token: stage.clientToken() });
  }
}
