/** Rules that hold at any moment, for everything that can be seen from outside. */
import type { Checkout } from '../checkout.js';
import { tokenIn } from '../klarna.js';
import { PERSONAL } from '../shop.js';
import type { World } from '../world.js';
import { checkPromises } from './answers.js';

type Rule = (world: World) => void;

const each =
  (rule: (world: World, checkout: Checkout) => void): Rule =>
  (world) => {
    for (const checkout of world.all) rule(world, checkout);
  };

const promises = each(checkPromises);

const customState = each((world, { element }) => {
  if (element.isConnected && !element.matches(`:state(${element.state})`)) {
    world.breach('state', `:state(${element.state}) does not match`);
  }
});

const lastState = each((world, { element, shownState }) => {
  if (element.state !== shownState) {
    world.breach('events', `"${element.state}" came without klarna-state`);
  }
});

/** The page is as it was found unless somebody decides; then what must stay usable is. */
const lock: Rule = (world) => {
  const deciding = world.all.filter(({ element, isDeciding }) => element.isConnected && isDeciding);
  if (deciding.length === 0) {
    const [node] = world.shop.foreignInert;
    if (node) world.breach('6', `<${node.localName} id="${node.id}"> is not as it was found`);
    return;
  }
  for (const { element, mounts } of deciding) {
    const klarna = [...element.querySelectorAll('[id^="klarna-"]')];
    const shut = [element, ...mounts, ...klarna].find((node) => node.closest('[inert]'));
    if (shut) world.breach('6', `<${shut.localName} id="${shut.id}"> is locked`);
  }
};

/** The guard asks only while an order is on its way. */
const leaving: Rule = (world) => {
  const event = new Event('beforeunload', { cancelable: true });
  dispatchEvent(event);
  const isOrdering = world.backend.requests.some(({ call, reply }) => call === 'order' && !reply);
  if (event.defaultPrevented !== isOrdering) {
    world.breach('6', `leaving the page is ${isOrdering ? 'not ' : ''}asked about`);
  }
};

const formData: Rule = (world) => {
  const checkout = world.checkouts.get('a')!;
  const { element } = checkout;
  const controls = Array.from(world.shop.form.elements as HTMLCollectionOf<HTMLInputElement>);
  const inputs = controls.filter(({ name }) => name === 'klarna_authorization_token');
  if (inputs.length > 1) world.breach('7', `the form carries ${inputs.length} tokens`);
  const token = inputs[0]?.value;
  if (token === undefined || !element.isConnected) return;
  const isFinalizing = token === '' && element.state === 'finalize-required';
  const isLive =
    element.state === 'authorized' && token === checkout.token && !world.setup.placeOrder;
  if (!isFinalizing && !isLive) {
    world.breach('7', `the form carries ${JSON.stringify(token)} in "${element.state}"`);
  }
};

/** A submit that pays reaches the shop only with what it has to send. */
const submits: Rule = (world) => {
  const { submits } = world.shop;
  for (const { token, status, submitter, isByHand } of submits.splice(0)) {
    if (isByHand) {
      if (submitter?.id === 'voucher' || world.isInactive || token || status) continue;
      world.breach('14', 'a submit slipped through');
    } else if (token) {
      world.sent.push(token);
      if (world.sent.filter((other) => other === token).length > 1) {
        world.breach('7', 'the form sent a token twice');
      }
    } else if (status !== 'finalize_required')
      world.breach('14', 'the form sent itself for nothing');
  }
};

const tokens: Rule = (world) => {
  if (world.klarna.tokens.size === 0) return;
  const places: Readonly<Record<string, string>> = {
    'the page': world.shop.root.innerHTML + world.all.map(({ html }) => html).join(''),
    'the storage': [sessionStorage, localStorage].map((one) => JSON.stringify(one)).join(''),
    'the address': location.href,
    'the console': world.written.map((one) => String(one)).join(' '),
  };
  for (const token of world.klarna.tokens.keys()) {
    for (const [place, text] of Object.entries(places)) {
      if (text.includes(token)) world.breach('7', `the authorization token is in ${place}`);
    }
    if (!isLost(world, token)) continue;
    world.breach('5', 'an approval was lost: neither announced nor given back');
  }
};

/** Neither announced nor given back, though the backend could take it. */
function isLost(world: World, token: string): boolean {
  const call = world.klarna.tokens.get(token);
  const owner = call && world.ownerOf(call.token);
  if (!owner || call.isGone || tokenIn(call.answers[0]) !== token || call.hasThrown) return false;
  if (!world.returnable.has(token)) return false;
  const isAnnounced = owner
    .heard('klarna-authorized')
    .some(({ detail }) => (detail as { authorizationToken: string }).authorizationToken === token);
  const isBack = world.backend.requests.some(({ body }) => body.authorization_token === token);
  if (isAnnounced || isBack) return false;
  if (owner.element.endpoint.startsWith('/')) return true;
  // A page that names a wrong endpoint leaves nobody to give it back to, whatever it names later.
  world.returnable.delete(token);
  return false;
}

const KEPT = ['clientToken', 'sessionId', 'category', 'stage', 'consentVersion', 'expiresAt'];

const storage: Rule = (world) => {
  for (const { name, element, hasConsent, isDeciding } of world.all) {
    const text = sessionStorage.getItem(`klarna-checkout:/klarna/${name}`);
    if (text === null) continue;
    const kept = JSON.parse(text) as object;
    const other = Object.keys(kept).find((key) => !KEPT.includes(key));
    if (other) world.breach('7', `the storage has "${other}"`);
    if (PERSONAL.some((word) => text.includes(word))) world.breach('7', 'a person in the storage');
    if (['authorized', 'placing', 'placed', 'pending', 'declined'].includes(element.state)) {
      world.breach('7', `a trace is left in "${element.state}"`);
    }
    if (!hasConsent && !isDeciding) world.breach('7', 'a trace is left after the withdrawal');
  }
  const keys = Object.keys(sessionStorage);
  const strange = keys.find((key) => !/^klarna-checkout:\/klarna\/[ab]$/.test(key));
  if (strange) world.breach('7', `the storage has "${strange}"`);
};

/** Whoever waits, waits for something that can still come. */
const waiting: Rule = (world) => {
  for (const checkout of world.all) {
    const { name, element, currentLoad } = checkout;
    if (!element.isConnected) continue;
    const isAsked = world.backend.open(name).length > 0;
    if (element.state === 'starting' && !isAsked && world.klarna.isThere && !world.isRetrying) {
      world.breach('dead end', `${name} is starting, but nothing is under way`);
    }
    const isWaiting =
      world.klarna.open.length > 0 || world.all.some(({ isDeciding }) => isDeciding);
    const isStuck = checkout.button('action')?.textContent.includes('Reload');
    const isUnderWay = isAsked || currentLoad || isWaiting || isStuck || world.isRetrying;
    if (element.state === 'loading' && !isUnderWay) {
      world.breach('dead end', `${name} is loading, but nothing is under way`);
    }
  }
};

/** The shopper sees a way on wherever there is one. */
const wayOn = each((world, checkout) => {
  const { element } = checkout;
  if (!element.isConnected || world.isHidden(checkout)) return;
  const action = checkout.button('action')?.textContent.trim();
  if (element.state === 'unknown' && !action?.startsWith('Reload')) {
    world.breach('5', 'no reload is offered after an unknown outcome');
  }
  // What is wrong with the page is no error that trying again could mend, and is said once.
  const isPageRight = element.endpoint.startsWith('/');
  if (element.state === 'failed' && element.error?.retryable && isPageRight && !action) {
    world.breach('5', `no way on after ${element.error.code}`);
  }
  if (element.state === 'consent' && !checkout.button('agree')) {
    world.breach('1', 'no prompt in "consent"');
  }
});

/** Klarna may still decide what was given up: until it has, nobody is asked to pay. */
const givenUp: Rule = (world) => {
  const open = world.klarna.open.some((call) => !world.ownerOf(call.token)?.isDeciding);
  if (!open) return;
  for (const { name, payButton } of world.all) {
    if (payButton?.getAttribute('aria-disabled') === 'false') {
      world.breach('4', `${name} offers to pay during a payment that was given up`);
    }
  }
};

const label: Rule = (world) => {
  for (const { payButton, element } of world.all) {
    if (!payButton) continue;
    const isLast = element.state === 'finalize-required' || element.state === 'finalizing';
    const isStep = !world.setup.autoFinalize && !isLast;
    const expected = isStep ? 'Continue with Klarna' : 'Buy now and pay with Klarna';
    if (payButton.textContent !== expected)
      world.breach('15', `the button says "${payButton.textContent}"`);
  }
};

export const STANDING_RULES: readonly Rule[] = [
  promises,
  customState,
  lastState,
  lock,
  leaving,
  formData,
  submits,
  tokens,
  storage,
  waiting,
  wayOn,
  givenUp,
  label,
];
