/** Opens a session at PAYONE, and gives an authorization back. */
import type { PaymentMethodCategory } from '../../../endpoint/contract.js';
import type { CreatedSession, GatewayContext, Order, SessionReference } from '../gateway.js';
import { GatewayProblem } from '../gateway.js';
import { shopsOwn } from '../shops-own.js';
import { unanswered } from '../upstream-problems.js';
import { cartParameters, financingOf, returnParameters } from './cart.js';
import type { PayoneSettings } from './config.js';
import { financingTypeOf, SYSTEM } from './config.js';
import { customerParameters } from './customer.js';
import { send } from './envelope.js';
import { checkOrderReference } from './references.js';
import type { PayoneReply } from './reply.js';
import { succeeded } from './reply.js';

/** A session expires 48 hours after its last update. */
const SESSION_LIFE = 48 * 60 * 60 * 1000;

export async function startSession(
  settings: PayoneSettings,
  order: Order,
  context: GatewayContext,
): Promise<CreatedSession> {
  checkOrderReference(order.reference);
  const financing = financingTypeOf(settings, order);
  const { merchantData: dataOf } = settings;
  const merchantData = dataOf && shopsOwn('merchantData', () => dataOf(order));
  const parameters = {
    request: 'genericpayment',
    'add_paydata[action]': 'start_session',
    'add_paydata[merchant_data]': encodeMerchantData(merchantData),
    ...cartParameters(settings, order, financing),
    ...customerParameters(order, financing),
    ...returnParameters(context),
  };
  const reply = await send(settings, parameters, 'harmless', context);
  const clientToken = reply.data('client_token');
  const workorderid = reply.get('workorderid') ?? reply.data('workorderid');
  if (!succeeded(reply) || !clientToken || !workorderid) {
    const cause = new Error('The reply has no client token or workorderid.');
    throw unanswered(SYSTEM, 'harmless', cause, context.log);
  }
  const categories = categoriesOf(reply);
  return {
    reference: {
      id: reply.data('session_id') ?? workorderid,
      data: { workorderid, financingtype: financing },
    },
    clientToken,
    ...(categories.length && { categories }),
    expiresAt: new Date(context.now() + SESSION_LIFE).toISOString(),
  };
}

export async function cancelAuthorization(
  settings: PayoneSettings,
  reference: SessionReference,
  token: string,
  context: GatewayContext,
): Promise<boolean> {
  if (!token) return false;
  try {
    const reply = await send(
      settings,
      {
        request: 'genericpayment',
        'add_paydata[action]': 'cancel_authorization',
        'add_paydata[authorization_token]': token,
        clearingtype: 'fnc',
        financingtype: financingOf(settings, reference),
      },
      'harmless',
      context,
    );
    return succeeded(reply);
  } catch (cause) {
    // A token that PAYONE does not know, or no longer, holds nothing that could be given back.
    if (cause instanceof GatewayProblem && cause.code === 'authorization_expired') return false;
    throw cause;
  }
}

/** One category without a number, further ones with `_1`, `_2`, … at their names. */
function categoriesOf(reply: PayoneReply): PaymentMethodCategory[] {
  const categories: PaymentMethodCategory[] = [];
  for (const suffix of ['', ...Array.from({ length: 20 }, (_, index) => `_${index + 1}`)]) {
    const get = (name: string) => reply.data(`payment_method_category_${name}${suffix}`);
    const identifier = get('identifier')?.toLowerCase();
    if (!identifier || categories.some((known) => known.identifier === identifier)) continue;
    const descriptive = get('asset_url_descriptive');
    const standard = get('asset_url_standard');
    categories.push({
      identifier,
      name: get('name') ?? identifier,
      asset_urls: { ...(descriptive && { descriptive }), ...(standard && { standard }) },
    });
  }
  return categories;
}

function encodeMerchantData(data: object | undefined): string | undefined {
  return data && Buffer.from(JSON.stringify(data), 'utf8').toString('base64');
}
