/** Medusa's carts, as the token endpoint asks for them, and as it tells that they are paid. */
import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import {
  completeCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  refreshPaymentCollectionForCartWorkflow,
} from '@medusajs/medusa/core-flows';
import type { Order, OrderQuestion } from 'klarna-checkout-element/server';
import { fromMedusa, type MedusaCart, orderFrom } from 'klarna-checkout-element/server/carts';
import { publicUrl } from './settings.js';
import { type Told, whileTold } from './told.js';

const PROVIDER = 'pp_klarna_klarna';

/** Of the cart, what `fromMedusa` reads, and what belongs to its payment. */
const FIELDS = [
  'id',
  'completed_at',
  'currency_code',
  'total',
  'items.*',
  'items.tax_lines.*',
  'items.adjustments.*',
  'shipping_methods.*',
  'shipping_methods.tax_lines.*',
  'shipping_methods.adjustments.*',
  'credit_lines.*',
  'billing_address.country_code',
  'shipping_address.country_code',
  'payment_collection.id',
];

type Cart = MedusaCart & {
  readonly id: string;
  readonly completed_at: Date | null;
  readonly billing_address?: { readonly country_code: string } | null;
  readonly shipping_address?: { readonly country_code: string } | null;
  readonly payment_collection?: { readonly id: string } | null;
};

async function cartOf(container: MedusaContainer, id: string): Promise<Cart | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: 'cart', fields: FIELDS, filters: { id } });
  // Numbers, as the Store API sends them, instead of Medusa's own objects.
  return data[0] && (JSON.parse(JSON.stringify(data[0])) as Cart);
}

/** The order that a cart would become. */
function orderOf(cart: Cart, locale: string): Order | undefined {
  const country = cart.billing_address?.country_code ?? cart.shipping_address?.country_code;
  if (!country || !cart.items.length) return undefined;
  return orderFrom({
    ...fromMedusa(cart),
    reference: cart.id,
    country: country.toUpperCase(),
    locale,
    urls: { confirmation: `${publicUrl}/thanks`, back: `${publicUrl}/checkout` },
  });
}

/** What the visitor is about to pay for. */
export async function toPay(
  container: MedusaContainer,
  { identity, locale }: OrderQuestion,
): Promise<Order | undefined> {
  const cart = await cartOf(container, identity);
  return cart && !cart.completed_at ? orderOf(cart, locale) : undefined;
}

/** Klarna has an order, or has something new about it. Told at least once; what is thrown brings it again. */
export async function takeOrder(container: MedusaContainer, told: Told): Promise<void> {
  const { reference } = told.order;
  // Tellings that come at the same time take turns.
  await container.resolve(Modules.LOCKING).execute([`klarna ${reference}`], async () => {
    const session = await sessionOfOrder(container, reference);
    if (session) await changePayment(container, session, told);
    else if (told.placed.status !== 'rejected') await completeCart(container, told);
  });
}

async function completeCart(container: MedusaContainer, told: Told): Promise<void> {
  const { reference: id, amount, locale } = told.order;
  const cart = await cartOf(container, id);
  const now = cart && orderOf(cart, locale)?.amount;
  // Somebody went on shopping in the moment between the approval and now: a person decides.
  if (now !== amount)
    throw new Error(`Cart ${id} costs ${now}, and Klarna has authorized ${amount}`);
  if (cart?.payment_collection) {
    await refreshPaymentCollectionForCartWorkflow(container).run({ input: { cart_id: id } });
  } else {
    await createPaymentCollectionForCartWorkflow(container).run({ input: { cart_id: id } });
  }
  const payment_collection_id = (await cartOf(container, id))?.payment_collection?.id ?? '';
  const { result: session } = await createPaymentSessionsWorkflow(container).run({
    input: { payment_collection_id, provider_id: PROVIDER },
  });
  await whileTold(session.id, told, () => completeCartWorkflow(container).run({ input: { id } }));
}

interface Session {
  readonly id: string;
  readonly status: string;
}

/** The payment session of the order that Medusa has made of this cart. */
async function sessionOfOrder(
  container: MedusaContainer,
  cartId: string,
): Promise<Session | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: links } = await query.graph({
    entity: 'order_cart',
    fields: ['order_id'],
    filters: { cart_id: cartId },
  });
  const [link] = links as { order_id: string }[];
  if (!link) return undefined;
  const { data: orders } = await query.graph({
    entity: 'order',
    fields: [
      'payment_collections.payment_sessions.id',
      'payment_collections.payment_sessions.status',
    ],
    filters: { id: link.order_id },
  });
  const [order] = orders as unknown as { payment_collections: { payment_sessions: Session[] }[] }[];
  return order?.payment_collections[0]?.payment_sessions[0];
}

async function changePayment(
  container: MedusaContainer,
  { id, status }: Session,
  told: Told,
): Promise<void> {
  const { placed, order } = told;
  if (status !== 'pending_authorization') return;
  if (placed.status === 'completed') {
    await whileTold(id, told, () =>
      container.resolve(Modules.PAYMENT).authorizePaymentSession(id, {}),
    );
  }
  if (placed.status === 'rejected') {
    container
      .resolve('logger')
      .warn(`Klarna has rejected the payment of cart ${order.reference}: cancel its order`);
  }
}
