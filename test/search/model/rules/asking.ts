/** Rules about what leaves the page: when Klarna and the backend may be asked, and what they may be told. */
import type { Request } from '../backend.js';
import { canAnswer, type SdkCall } from '../klarna.js';
import { PERSONAL, PRICES } from '../shop.js';
import type { World } from '../world.js';

const holds = (text: string, words: readonly string[]): string | undefined =>
  words.find((word) => text.includes(word));

export function onRequest(world: World, request: Request): void {
  const { owner, call, url, text, body } = request;
  const checkout = world.checkouts.get(owner)!;
  if (call === 'authorization/cancel') {
    const token = body.authorization_token as string;
    const others = world.backend.requests.filter(
      (other) => other !== request && other.body.authorization_token === token,
    );
    if (others.some((other) => other.call === call)) {
      world.breach('7', 'an authorization was given back twice');
    }
    if (others.some((other) => other.reply === 'ok')) {
      world.breach('7', 'an authorization was given back though the order was placed with it');
    }
  } else if (!checkout.hasConsent && call !== 'order')
    world.breach('1', `POST ${call} without consent`);
  const price = holds(text, PRICES);
  if (price) world.breach('13', `POST ${call} carries ${price}`);
  if (holds(url, [...world.klarna.tokens.keys()]))
    world.breach('7', `a token in the URL of ${call}`);
  if (call === 'session' || call === 'session/update') onSessionRequest(world, request);
  if (call === 'order') onOrder(world, request);
}

function onSessionRequest(world: World, request: Request): void {
  const { owner, call, text } = request;
  const before = world.backend.requests.filter(
    (other) => other !== request && other.owner === owner && other.call === call,
  );
  const isAskedFor = before.at(-1)?.reply === 'customer_data_required';
  const personal = holds(text, PERSONAL);
  if (personal && !isAskedFor) world.breach('2', `POST ${call} carries ${personal}`);
  const token = holds(text, [...world.klarna.tokens.keys()]);
  if (token) world.breach('7', `POST ${call} carries an authorization token`);
}

function onOrder(world: World, request: Request): void {
  const { body, headers, owner } = request;
  const token = body.authorization_token as string;
  const checkout = world.checkouts.get(owner)!;
  if (!world.setup.placeOrder) world.breach('7', 'POST order without place-order');
  if (!world.klarna.tokens.has(token)) world.breach('7', 'POST order without a token of Klarna');
  for (const other of world.backend.requests) {
    if (other === request || other.body.authorization_token !== token) continue;
    if (other.call === 'authorization/cancel') world.breach('7', 'an order with a returned token');
    if (other.call !== 'order') continue;
    if (!other.reply) world.breach('5', 'the same order twice at a time');
    if (other.reply === 'ok') world.breach('5', 'the same order again after it was placed');
    if (other.headers.get('idempotency-key') !== headers.get('idempotency-key')) {
      world.breach('5', 'the same order with another key');
    }
  }
  if (checkout.heard('klarna-authorized').length === 0) {
    world.breach('7', 'an order before the approval was announced');
  }
}

export function onSdkCall(world: World, call: SdkCall): void {
  const { method, token } = call;
  const checkout = world.ownerOf(token);
  if (!checkout) {
    world.breach('9', `${method} without an init of the element's own in the same task`);
    return;
  }
  if (!checkout.hasConsent) world.breach('1', `${method} without consent`);
  const undecided = world.klarna.open.filter((other) => other !== call);
  if (undecided.length > 0)
    world.breach(method === 'load' ? '9' : '4', `${method} during ${undecided[0]!.method}`);
  if (method === 'load') {
    checkout.currentLoad = call;
    onLoad(world, call);
    return;
  }
  checkout.currentOperation = checkout.lastOperation = call;
  if (checkout.asking?.kind === method) Object.assign(checkout.asking, { call, isNew: true });
  checkout.asking = undefined;
  if (!world.isByHand) world.breach('3', `${method} outside of the task of a press`);
  const loading = world.all.find(
    ({ element, currentLoad }) =>
      element.isConnected && element.state === 'loading' && currentLoad && canAnswer(currentLoad),
  );
  if (loading) world.breach('9', `${method} while ${loading.name} loads`);
}

function onLoad(world: World, { data, container, found }: SdkCall): void {
  const text = JSON.stringify(data);
  const personal = holds(text, PERSONAL);
  if (personal) world.breach('2', `load carries ${personal}`);
  if (!container) {
    world.breach('8', 'load without a container');
    return;
  }
  if (container.getRootNode() !== document)
    world.breach('8', 'a container outside of the document');
  if (!container.assignedSlot) world.breach('8', 'a container that is not slotted into place');
  const failed = world.klarna.calls.some(
    (other) => other.container === container && other.method === 'load' && other.hasThrown,
  );
  if (failed && found.length > 0) world.breach('8', 'a retry in a container that is not empty');
}
