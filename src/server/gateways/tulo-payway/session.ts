/** Opens a Klarna session at Payway. A changed cart is another session: Payway has no update. */
import type { PaymentMethodCategory } from '../../../endpoint/contract.js';
import type { CreatedSession, GatewayContext, Order } from '../gateway.js';
import { problem } from '../../problems.js';
import { shopsOwnAnswer } from '../shops-own.js';
import { unanswered } from '../upstream-problems.js';
import { send } from './client.js';
import type { TuloPaywaySettings } from './config.js';
import { SYSTEM } from './config.js';
import { objectOf, textOf } from './json.js';
import { productParameters } from './product.js';
import type { Tokens } from './token.js';

const SESSION_LIFE = 48 * 60 * 60 * 1000;

export async function createSession(
  settings: TuloPaywaySettings,
  tokens: Tokens,
  order: Order,
  context: GatewayContext,
): Promise<CreatedSession> {
  if (order.country !== 'SE' || order.currency !== 'SEK')
    throw problem('method_unavailable', {
      detail: 'Payway sells Klarna in Sweden, in Swedish kronor, only.',
    });
  const { apiVersion: version } = settings;
  const product = await shopsOwnAnswer('product', () => settings.product(order));
  const parameters = productParameters(product, version, context.now());
  const identity = await shopsOwnAnswer('identity', () => settings.identity?.(order));
  const operation =
    version === 'v1' && !identity ? 'create_session_without_account' : 'create_session';
  const item = await send(
    settings,
    tokens,
    { version, operation, identity },
    {
      ...parameters,
      confirmation_url: context.urls.success,
      disable_account_info_overwrite: settings.disableAccountInfoOverwrite,
    },
    'harmless',
    context,
  );
  // Payway's own id, not Klarna's: it means nothing to the SDK or to Klarna's support.
  const id = textOf(item['klarna_payments_session_id']);
  const clientToken = textOf(item['klarna_client_token']);
  if (!id || !clientToken)
    throw unanswered(SYSTEM, 'harmless', new Error('The reply has no session.'), context.log);
  const categories = categoriesOf(item['payment_method_categories']);
  return {
    reference: {
      id,
      data: { trial: product.trial ? 'yes' : 'no', identity: identity ? 'yes' : 'no' },
    },
    clientToken,
    ...(categories.length && { categories }),
    expiresAt: new Date(context.now() + SESSION_LIFE).toISOString(),
  };
}

/** As Klarna gave them; an entry without an identifier is no category. */
function categoriesOf(value: unknown): PaymentMethodCategory[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const category = objectOf(entry);
    const identifier = textOf(category['identifier']);
    if (!identifier) return [];
    const urls = objectOf(category['asset_urls']);
    const descriptive = textOf(urls['descriptive']);
    const standard = textOf(urls['standard']);
    return {
      identifier,
      name: textOf(category['name']) ?? identifier,
      asset_urls: { ...(descriptive && { descriptive }), ...(standard && { standard }) },
    };
  });
}
