/** The element's attributes as the settings make them. */
import { CURRENCIES } from './markets.js';
import type { Settings } from './settings.js';

/** Not the shop's own: what is played here must not meet a purchase on another page of the demo. */
export const ENDPOINT = '/playground';

/** Both ways to write an endpoint. */
export const ENDPOINTS = [ENDPOINT, `${ENDPOINT}?call={call}`] as const;

/** The ids of the page around the element, as the attributes name them. */
export const IDS = { form: 'checkout', choice: 'pay-klarna', submitter: 'buy' } as const;

/** Selectors of the form's own inputs are no preset: they stand in a script inside the element. */
export const SELECTORS = 'selectors';

/** Every attribute, in the order in which one would write them; `undefined`: it is not written. */
export const ATTRIBUTES: Readonly<Record<string, (settings: Settings) => string | undefined>> = {
  endpoint: ({ endpoint }) => endpoint || ENDPOINT,
  country: ({ country }) => country,
  currency: ({ country }) => CURRENCIES[country],
  locale: ({ locale }) => locale,
  category: ({ category }) => category || undefined,
  'customer-type': ({ customer }) => (customer === 'organization' ? customer : undefined),
  consent: ({ granted }) => (granted ? 'granted' : undefined),
  'privacy-url': ({ privacy }) => privacy || undefined,
  form: ({ place }) => (place === 'beside' ? IDS.form : undefined),
  choice: ({ choice }) => (choice ? `#${IDS.choice}` : undefined),
  submitter: ({ submitter }) => (submitter ? `#${IDS.submitter}` : undefined),
  fields: ({ fields }) => (fields === SELECTORS ? undefined : fields || undefined),
  'pay-button': ({ button }) => (button === 'auto' ? undefined : button || undefined),
  'pay-amount': ({ amount }) => amount || undefined,
  lock: ({ lock }) => lock || undefined,
  'token-name': ({ token }) => token || undefined,
  'auto-finalize': ({ steps }) => (steps ? 'false' : undefined),
  'place-order': ({ order }) => (order ? '' : undefined),
  'cart-version': ({ version }) => version || undefined,
  'csrf-header': ({ csrfHeader }) => csrfHeader || undefined,
  'csrf-token': ({ csrfToken }) => csrfToken || undefined,
  disabled: ({ disabled }) => (disabled ? '' : undefined),
};

export const attributesOf = (settings: Settings): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(ATTRIBUTES).flatMap(([name, write]) => {
      const value = write(settings);
      return value === undefined ? [] : [[name, value]];
    }),
  );
