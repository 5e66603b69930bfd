/** What a session offers on this page: its categories, as far as the page wants them, and what the backend can do. */
import { defined } from '../../defined.js';
import type {
  Capabilities,
  PaymentMethodCategory,
  SessionAnswer,
} from '../../endpoint/contract.js';
import type { Session } from '../machine/model.js';
import type { CheckoutSettings } from '../ports.js';
import { wantedCategories } from '../settings.js';

/** Capabilities where the backend has claimed none. */
export const NO_CAPABILITIES: Capabilities = { update: 'none', order: false, cancel: false };

/** A category for which no backend has sent Klarna's own name. */
export const nameless = (identifier: string): PaymentMethodCategory => ({
  identifier,
  name: 'Klarna',
  asset_urls: {},
});

/** @returns the categories that the page wants; of a session without categories, one that leaves the choice to Klarna */
export function offered(
  settings: CheckoutSettings,
  categories: readonly PaymentMethodCategory[] | undefined,
): readonly PaymentMethodCategory[] {
  const wanted = wantedCategories(settings);
  if (!categories) return (wanted.length > 0 ? wanted : ['']).map(nameless);
  if (wanted.length === 0) return categories;
  return categories.filter(({ identifier }) => wanted.includes(identifier));
}

/** @returns the session in the form that the machine uses */
export function sessionOf(
  settings: CheckoutSettings,
  { capabilities, payment_method_categories, order: placed }: SessionAnswer,
): Session {
  const categories = offered(settings, payment_method_categories);
  return { capabilities, categories, ...defined({ placed }) };
}
