/** The parameters of every request with a cart: amount, currency, product and positions. */
import type { GatewayContext, Order, SessionReference } from '../gateway.js';
import { problem } from '../../problems.js';
import { cut } from '../cut.js';
import { shopsOwn } from '../shops-own.js';
import { checkCart } from '../validate-cart.js';
import type { FinancingType, PayoneSettings } from './config.js';
import type { Parameters } from './envelope.js';
import { itemParameters, itemsOf, MAX_AMOUNT } from './items.js';
import { oneLine } from './text.js';

const CURRENCIES = new Set(['EUR', 'CHF', 'DKK', 'SEK', 'NOK']);
/** Three lines of 27 characters. */
const NARRATIVE_LENGTH = 81;

export function cartParameters(
  settings: PayoneSettings,
  order: Order,
  financingtype: FinancingType,
): Parameters {
  checkCart(order);
  if (!settings.countries.includes(order.country))
    throw problem('method_unavailable', { detail: 'PAYONE does not sell Klarna in this country.' });
  if (!CURRENCIES.has(order.currency))
    throw problem('method_unavailable', {
      detail: 'PAYONE does not sell Klarna in this currency.',
    });
  if (order.amount > MAX_AMOUNT)
    throw problem('invalid_order', { detail: "The amount is above PAYONE's limit." });
  return {
    clearingtype: 'fnc',
    financingtype,
    amount: String(order.amount),
    currency: order.currency,
    ...itemParameters(itemsOf(order)),
  };
}

/** Where PAYONE sends the shopper back to. */
export function returnParameters({ urls }: GatewayContext): Record<string, string> {
  const parameters = { successurl: urls.success, errorurl: urls.failure, backurl: urls.cancel };
  for (const [name, url] of Object.entries(parameters))
    if (url.length > 255 || !/^[a-z][a-z0-9]{1,9}:\/\/[^/\s]+\/\S*$/i.test(url))
      throw problem('misconfigured', {
        detail: `PAYONE takes no ${name} like this: at most 255 characters, with a path.`,
      });
  return parameters;
}

/** The product that the session was opened for. */
export function financingOf(
  settings: PayoneSettings,
  { data }: Pick<SessionReference, 'data'>,
): FinancingType {
  const type = data['financingtype'];
  return type === 'KIS' || type === 'KIV' || type === 'KDD' || type === 'KBT'
    ? type
    : settings.financingType;
}

/** The text for the account statement. */
export function narrativeOf({ narrativeText }: PayoneSettings, order: Order): string | undefined {
  return narrative(narrativeText && shopsOwn('narrativeText', () => narrativeText(order)));
}

/** The text on the account statement, cut to what PAYONE prints. */
export function narrative(text: string | undefined): string | undefined {
  return text === undefined ? undefined : cut(oneLine(text), NARRATIVE_LENGTH);
}
