/** Rules about the events of the element. */
import type { DetailOf, EventName } from '../../../../src/events.js';
import type { Checkout } from '../checkout.js';
import type { World } from '../world.js';

const DECIDED = new Set(['authorizing', 'finalizing']);

export function onEvent(
  world: World,
  checkout: Checkout,
  event: CustomEvent,
  name: EventName,
): void {
  if (!Object.isFrozen(event.detail)) world.breach('events', `the detail of ${name} is not frozen`);
  switch (name) {
    case 'klarna-state':
      onState(world, checkout, event.detail as DetailOf<'klarna-state'>);
      break;
    case 'klarna-consent':
      onConsent(world, checkout, event.detail as DetailOf<'klarna-consent'>);
      break;
    case 'klarna-authorized':
      onAuthorized(world, checkout, event.detail as DetailOf<'klarna-authorized'>);
  }
}

function onState(
  world: World,
  checkout: Checkout,
  { state, previous }: DetailOf<'klarna-state'>,
): void {
  if (previous !== checkout.shownState) {
    world.breach(
      'events',
      `"${previous}" to "${state}", but the last was "${checkout.shownState}"`,
    );
  }
  if (state !== checkout.element.state)
    world.breach('events', `klarna-state says "${state}" too late`);
  checkout.shownState = state;
  if (state !== 'loading') checkout.currentLoad = undefined;
  if (DECIDED.has(previous)) checkout.currentOperation = undefined;
}

function onConsent(
  world: World,
  checkout: Checkout,
  { granted }: DetailOf<'klarna-consent'>,
): void {
  if (granted && !checkout.hasConsent && !checkout.hasJustAgreed)
    world.breach('1', 'consent that nobody gave');
}

function onAuthorized(
  world: World,
  checkout: Checkout,
  { authorizationToken: token, late }: DetailOf<'klarna-authorized'>,
): void {
  const same = checkout
    .heard('klarna-authorized')
    .filter(
      ({ detail }) => (detail as { authorizationToken: string }).authorizationToken === token,
    );
  if (same.length > 1) world.breach('7', 'a token was announced twice');
  const call = world.klarna.tokens.get(token);
  if (!call) world.breach('7', 'a token that Klarna did not give');
  if (!late && !checkout.hasConsent) world.breach('1', 'an approval after the withdrawal');
  checkout.token = late ? checkout.token : token;
}
