/** Everything that can happen to the page, as plain data, and how it is done. */
import type { EventName } from '../../../src/events.js';
import type { Call, Reply } from './backend.js';
import type { Checkout, Name, Promised } from './checkout.js';
import { settled } from './clock.js';
import type { Method, Plan } from './klarna.js';
import type { World } from './world.js';

/** By what means the shopper or the shop presses. */
export const WAYS = ['method', 'button', 'buy', 'submit', 'invoker'] as const;
export type Way = (typeof WAYS)[number];

/** Calls without arguments. */
export const METHOD_CALLS = [
  'grantConsent',
  'withdrawConsent',
  'refresh',
  'cancelAuthorization',
  'reset',
] as const;

/** What the page does to the element's place in it. */
export const PLACINGS = [
  'remove',
  'put-back',
  'move',
  'move-before',
  'delete-mount',
  'morph',
] as const;

/** What a listener of the shop does to the element, once. */
export const REACTIONS = [
  ...METHOD_CALLS,
  'authorize',
  'finalize',
  'reauthorize',
  'remove',
  'move',
] as const;

export type Command =
  /** Whatever a willing shopper would do next. */
  | { readonly do: 'go-on'; readonly on?: Name }
  | { readonly do: 'agree' | 'choose-other' | 'withdraw-link' | 'action'; readonly on: Name }
  | { readonly do: (typeof METHOD_CALLS)[number]; readonly on: Name }
  | { readonly do: 'choose'; readonly method: 'klarna' | 'invoice' }
  | { readonly do: 'select'; readonly on: Name; readonly category: string }
  | {
      readonly do: 'press';
      readonly on: Name;
      readonly way: Way;
      readonly kind: Promised['kind'];
      readonly times: number;
    }
  | { readonly do: 'retry'; readonly way: 'invoker' }
  | { readonly do: 'submit-voucher' | 'reset-form' }
  | { readonly do: 'attribute'; readonly on: Name; readonly name: string; readonly value: string }
  | { readonly do: 'new-purchase'; readonly on: Name; readonly amount: number }
  | { readonly do: 'country-field'; readonly country: 'SE' | 'FI' }
  | { readonly do: 'disable'; readonly on: Name; readonly isOn: boolean }
  | { readonly do: 'disable-fieldset'; readonly isOn: boolean }
  | { readonly do: (typeof PLACINGS)[number]; readonly on: Name }
  | { readonly do: 'toggle-inert'; readonly selector: string }
  | { readonly do: 'prevent'; readonly event: EventName; readonly isOn: boolean }
  | {
      readonly do: 'react';
      readonly event: EventName;
      readonly by: (typeof REACTIONS)[number];
    }
  | { readonly do: 'klarna-will'; readonly method: Method; readonly plan: Plan }
  | {
      readonly do: 'backend-will';
      readonly on: Name;
      readonly call: Call;
      readonly reply: Reply;
      readonly delay: number;
    }
  | { readonly do: 'sdk-arrives' | 'sdk-fails' | 'sdk-is-empty' }
  | { readonly do: 'pass' | 'sleep'; readonly milliseconds: number }
  | { readonly do: 'tab-hidden' | 'tab-shown' | 'page-restored' | 'reload' };

/** Does it, and waits until all that follows in the same task is done. What cannot be done now is left. */
export async function perform(world: World, command: Command): Promise<void> {
  switch (command.do) {
    case 'go-on':
      await goOn(world, command.on ?? 'a');
      break;
    case 'pass':
      await world.clock.pass(command.milliseconds);
      break;
    case 'reload':
      await world.reload();
      break;
    default:
      await performAtOnce(world, command);
  }
  await settled();
}

type AtOnce = Exclude<Command, { readonly do: 'go-on' | 'pass' | 'reload' }>;

async function performAtOnce(world: World, command: AtOnce): Promise<void> {
  if ('on' in command && !world.checkouts.has(command.on)) return;
  if (isReload(world, command)) {
    await world.reload();
    return;
  }
  world.act(() => doAtOnce(world, command));
}

/** A real page would be loaded anew. */
function isReload(world: World, command: AtOnce): boolean {
  if (command.do === 'retry') return world.checkouts.get('a')?.element.state === 'unknown';
  if (command.do !== 'action') return false;
  const label = world.checkouts.get(command.on)?.button('action')?.textContent ?? '';
  return label.includes('Reload');
}

function doAtOnce(world: World, command: AtOnce): void {
  const { shop, klarna, backend } = world;
  const checkout = world.checkouts.get('on' in command ? command.on : 'a')!;
  const { element } = checkout;
  switch (command.do) {
    case 'agree':
      if (!checkout.button('agree')) return;
      checkout.agree();
      checkout.button('agree')?.click();
      break;
    case 'choose-other':
      checkout.button('other')?.click();
      break;
    case 'withdraw-link':
      if (!checkout.button('withdraw')) return;
      checkout.hasConsent = false;
      checkout.button('withdraw')?.click();
      break;
    case 'action':
      checkout.button('action')?.click();
      break;
    case 'grantConsent':
    case 'withdrawConsent':
    case 'refresh':
    case 'cancelAuthorization':
    case 'reset':
      callMethod(checkout, command.do);
      break;
    case 'choose':
      choose(world, command.method);
      break;
    case 'select':
      element.select(command.category);
      break;
    case 'press':
      for (let time = 0; time < command.times; time += 1) {
        press(world, checkout, command, time === 0);
      }
      break;
    case 'retry':
      shop.get('[command="--retry"]').click();
      break;
    case 'submit-voucher':
      if (shop.isUsable(shop.get('#voucher'))) shop.get('#voucher').click();
      break;
    case 'reset-form':
      shop.form.reset();
      break;
    case 'attribute':
      if (command.name === 'consent' && command.value === 'granted') checkout.agree();
      element.setAttribute(command.name, command.value);
      break;
    case 'new-purchase':
      element.purchase = { order_amount: command.amount, purchase_currency: 'EUR' };
      break;
    case 'country-field': {
      const field = shop.get('select') as HTMLSelectElement;
      field.value = command.country;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      break;
    }
    case 'disable':
      element.disabled = command.isOn;
      break;
    case 'disable-fieldset':
      (shop.get('#home') as HTMLFieldSetElement).disabled = command.isOn;
      break;
    case 'remove':
    case 'put-back':
    case 'move':
    case 'move-before':
    case 'delete-mount':
    case 'morph':
      moveAbout(world, checkout, command.do);
      break;
    case 'toggle-inert':
      shop.toggleInert(command.selector);
      break;
    case 'prevent':
      if (command.isOn) world.prevented.add(command.event);
      else world.prevented.delete(command.event);
      break;
    case 'react':
      world.hooks.push({
        event: command.event,
        run: (heard) => react(world, heard, command.by),
      });
      break;
    case 'klarna-will':
      klarna.will(command.method, command.plan);
      break;
    case 'backend-will':
      backend.will(command.on, command.call, command.reply, command.delay);
      break;
    case 'sdk-arrives':
      klarna.arrive();
      world.script('load');
      break;
    case 'sdk-fails':
      if (!klarna.isThere) world.script('error');
      break;
    case 'sdk-is-empty':
      if (!klarna.isThere) world.script('load');
      break;
    case 'sleep':
      world.clock.sleep(command.milliseconds);
      document.dispatchEvent(new Event('visibilitychange'));
      break;
    case 'tab-hidden':
    case 'tab-shown':
      document.dispatchEvent(new Event('visibilitychange'));
      break;
    case 'page-restored':
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  }
}

function callMethod(checkout: Checkout, method: (typeof METHOD_CALLS)[number]): void {
  const { state } = checkout.element;
  if (method === 'grantConsent') checkout.agree();
  if (method === 'withdrawConsent') checkout.hasConsent = false;
  // The next purchase is asked for its own consent.
  const isOver = state === 'placed' || state === 'pending';
  if (method === 'reset' && isOver && checkout.element.consent !== 'granted') {
    checkout.hasConsent = false;
  }
  checkout.element[method]();
}

function choose(world: World, method: 'klarna' | 'invoice'): void {
  const control = world.shop.get(`#${method}`);
  if (world.shop.isUsable(control)) control.click();
}

interface Press {
  readonly way: Way;
  readonly kind: Promised['kind'];
}

function press(world: World, checkout: Checkout, { way, kind }: Press, isSeen = false): void {
  const { shop, klarna } = world;
  const isFirst = checkout.name === 'a';
  const click = (button: HTMLElement | null): void => {
    if (button && shop.isUsable(button)) button.click();
  };
  switch (way) {
    case 'method':
      checkout.ask(kind, () => klarna.calls.findLast(({ method }) => method !== 'load'));
      break;
    case 'button':
      pressButton(world, checkout, isSeen);
      break;
    case 'buy':
      if (isFirst) click(shop.get('#buy'));
      break;
    case 'submit':
      if (isFirst) shop.form.requestSubmit();
      break;
    case 'invoker':
      if (isFirst) click(shop.get(`[command="--${kind === 'finalize' ? kind : 'authorize'}"]`));
  }
}

/**
 * A button that can be pressed asks Klarna, and one that cannot does not.
 *
 * @param isSeen - what it says is what is; after an earlier press in the same task it has yet to be drawn
 */
function pressButton(world: World, checkout: Checkout, isSeen: boolean): void {
  const { payButton } = checkout;
  if (!payButton || !world.shop.isUsable(payButton)) return;
  const isOffered = payButton.getAttribute('aria-disabled') === 'false';
  const isPrevented = world.prevented.has('klarna-before-authorize') || world.hooks.length > 0;
  const before = world.klarna.calls.length;
  const submits = world.shop.submits.length;
  const wasReady = checkout.element.state === 'ready';
  payButton.click();
  // The press found another country in the form: a new session begins for that one first.
  const isRestarted = wasReady && checkout.element.matches(':state(starting)');
  if (isRestarted) return;
  // What is approved by then only has to be sent.
  if (!isSeen || world.shop.submits.length > submits) return;
  const isAsked = world.klarna.calls.length > before;
  if (isOffered && !isAsked && !isPrevented) {
    world.breach('dead button', `nothing came of it in "${checkout.element.state}"`);
  }
  if (!isOffered && isAsked && !isPrevented) {
    world.breach('dead button', 'Klarna was asked, though the button said no');
  }
}

function moveAbout(
  world: World,
  { name, element, mounts }: Checkout,
  how: (typeof PLACINGS)[number],
): void {
  const home = world.shop.home(name);
  switch (how) {
    case 'remove':
      element.remove();
      break;
    case 'put-back':
      if (!element.isConnected) home.append(element);
      break;
    case 'move':
      if (element.isConnected) home.append(element);
      break;
    case 'move-before': {
      const move: unknown = Reflect.get(home, 'moveBefore');
      if (element.isConnected && typeof move === 'function')
        Reflect.apply(move, home, [element, null]);
      break;
    }
    case 'delete-mount':
      mounts[0]?.remove();
      break;
    case 'morph':
      element.replaceChildren();
  }
}

function react(world: World, checkout: Checkout, by: (typeof REACTIONS)[number]): void {
  switch (by) {
    case 'authorize':
    case 'finalize':
    case 'reauthorize':
      press(world, checkout, { way: 'method', kind: by });
      break;
    case 'remove':
    case 'move':
      moveAbout(world, checkout, by);
      break;
    default:
      callMethod(checkout, by);
  }
}

/** Agrees, waits, presses, finalizes, stops waiting, tries again: as far as the page allows. */
async function goOn(world: World, name: Name): Promise<void> {
  const checkout = world.checkouts.get(name);
  if (!checkout) return;
  switch (checkout.element.state) {
    case 'consent':
      await performAtOnce(world, { do: 'agree', on: name });
      break;
    case 'ready':
    case 'finalize-required':
      await performAtOnce(world, {
        do: 'press',
        on: name,
        way: 'button',
        kind: 'authorize',
        times: 1,
      });
      break;
    case 'failed':
      await performAtOnce(world, { do: 'action', on: name });
      break;
    case 'idle':
      await performAtOnce(world, { do: 'put-back', on: name });
      await performAtOnce(world, { do: 'choose', method: 'klarna' });
      break;
    case 'starting':
      await performAtOnce(world, { do: 'sdk-arrives' });
      await world.clock.pass(50);
      break;
    case 'authorizing':
    case 'finalizing':
      // Klarna has been silent for so long that a way out is offered.
      if (checkout.button('action')) await performAtOnce(world, { do: 'action', on: name });
      else await world.clock.pass(world.setup.isSlow ? 121_000 : 50);
      break;
    case 'unknown':
      await performAtOnce(world, { do: 'reset', on: name });
      break;
    default:
      await world.clock.pass(50);
  }
}
