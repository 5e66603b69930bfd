/** What follows from the element's settings alone. */
import type { CheckoutSettings, ElementPort, EffectContext, Headers } from './ports.js';

/** Consent version where the shop collected the consent by its own means. */
export const SHOP_CONSENT = 'shop';

/** Version of the wording that the shopper agrees to. */
export const consentVersion = ({ settings, text }: ElementPort): string =>
  settings.consent === 'granted' ? SHOP_CONSENT : text().consentVersion;

/** Identifiers that may be offered; empty: all that the session has. */
export const wantedCategories = ({ category }: CheckoutSettings): readonly string[] =>
  category.split(/\s+/).filter(Boolean);

/** The shop's further headers for a call to the endpoint. */
export function headersFor(context: EffectContext): Headers {
  const { headers, csrfHeader, csrfToken } = context.element.settings;
  const csrf = csrfHeader && csrfToken ? { [csrfHeader]: csrfToken } : {};
  try {
    return { ...(typeof headers === 'function' ? headers() : headers), ...csrf };
  } catch (cause) {
    context.report({ code: 'headers-failed', phase: 'configuration', cause });
    return csrf;
  }
}

/** The version of a wording that says that name and address go at once. */
export const withCustomer = (version: string): string => `${version}-customer`;
