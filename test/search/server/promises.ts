/** What must hold in every simulated world, whatever went wrong in it. */
import { idOf } from './gateway.js';
import type { World } from './world.js';

/** Answers that make a shopper pay another way, or approve once more. */
const FAILED: ReadonlySet<string | undefined> = new Set(['other_method', 'fix', 'reauthorize']);

/** Every promise that was broken, in words. Empty when all is well. */
export function brokenPromises(world: World): readonly string[] {
  return [
    ...world.upstream.breaches,
    ...world.breaches,
    ...wrongWords(world),
    ...deadEnds(world),
    ...lostCustomerTokens(world),
    ...wrongBooks(world, 'later'),
    ...wrongBooks(world, 'earlier'),
    ...openEnds(world),
  ];
}

/** What browsers were told against the books of the payment system. */
function wrongWords({ told, upstream: { charges } }: World): readonly string[] {
  return told.flatMap(({ browser, call, asked, at, token, word, action }) => {
    const before = charges.find((charge) => charge.at < asked && charge.status !== 'rejected');
    const own = charges.find((charge) => charge.token === token && charge.status !== 'rejected');
    const taken = charges.filter((charge) => charge.at <= at);
    const said = `${browser} was told ${word} by POST ${call}`;
    if (word === 'completed' && !taken.some(({ status }) => status === 'completed')) {
      return [`${said}, and nothing is completed`];
    }
    if ((word === 'pending' || word === 'redirect') && taken.length === 0)
      return [`${said}, and there is no order`];
    if (word === 'sale' && before) return [`${said}, although ${before.id} was charged before`];
    // The cart may be changed back, and then the callback of the approval places the order.
    const charged = word === 'order_mismatch' ? before : (own ?? before);
    if (call === 'order' && FAILED.has(action) && charged) {
      return [`${said}, although ${charged.id} is charged`];
    }
    return [];
  });
}

/** Whoever comes back to a cart that has not changed since is not told again that it is another one. */
function deadEnds({ told, shop }: World): readonly string[] {
  const refused = told.filter(({ word }) => word === 'order_mismatch');
  return refused.flatMap((later) => {
    const before = refused.find(
      (one) =>
        one.browser === later.browser &&
        one.visit < later.visit &&
        !shop.changes.some((at) => at >= one.asked && at <= later.at),
    );
    return before ? [`${later.browser} was told order_mismatch on two visits in a row`] : [];
  });
}

/** Where orders make customer tokens, the shop has that of each. */
function lostCustomerTokens({ shop: { books }, upstream, setup }: World): readonly string[] {
  if (!setup.tokenizes) return [];
  return [...books.later.values()].flatMap(({ upstream: ids, status }) => {
    const charge = upstream.charges.find(({ id }) => id === idOf(upstream.system, ids));
    if (!charge || status === 'rejected') return [];
    return upstream.customerTokensOf(charge).includes(ids['customer_token'] ?? '')
      ? []
      : [`the shop has no customer token of ${charge.id}`];
  });
}

/** What the shop has stored against the books of the payment system. */
function wrongBooks(
  { shop: { books }, upstream: { charges, system } }: World,
  kept: keyof World['shop']['books'],
): readonly string[] {
  const stored = [...books[kept].values()];
  const lost = charges.flatMap((charge) => {
    const known = stored.find(({ upstream }) => idOf(system, upstream) === charge.id);
    if (!known) return charge.status === 'rejected' ? [] : [`the shop does not know ${charge.id}`];
    const hasLookUp = system === 'klarna' || system === 'cybersource';
    const fits = known.status === charge.status || (!hasLookUp && known.status === 'pending');
    return fits ? [] : [`the shop has ${charge.id} as ${known.status}, and it is ${charge.status}`];
  });
  const invented = stored.flatMap(({ attempt, status, upstream }) =>
    status === 'rejected' || charges.some(({ id }) => id === idOf(system, upstream))
      ? []
      : [`the shop has attempt ${attempt} as ${status}, and there is no such order`],
  );
  return [...lost, ...invented];
}

/** In the end nothing is open, and everybody who asks hears the truth. */
function openEnds({ told, shop, upstream: { charges } }: World): readonly string[] {
  const last = told.at(-1);
  const isCharged = charges.some(({ status }) => status !== 'rejected');
  const truths = isCharged
    ? ['completed', 'pending', 'no_order', 'reference_reused']
    : ['sale', 'no_order'];
  return [
    ...(last?.browser === 'somebody new' && truths.includes(last.word)
      ? []
      : [`in the end somebody new is told ${last?.word ?? 'nothing'}`]),
    ...[...shop.unresolved.keys()].map((attempt) => `attempt ${attempt} stays open`),
  ];
}
