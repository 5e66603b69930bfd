/** The requests about Klarna's session: what they contain, and the personal data that some backends need. */
import { defined, pick } from '../../defined.js';
import type { CallOptions, CallResult } from '../../endpoint/client.js';
import type { PersonalData, SessionRequest } from '../../endpoint/contract.js';
import type { EffectContext } from '../ports.js';
import { consentVersion, wantedCategories } from '../settings.js';
import { requestEndpoint } from './call-endpoint.js';

/** The body of a session request; the update of a session sends it too. */
export function sessionRequest({ element, page }: EffectContext): SessionRequest {
  const { customerType, currency, consent } = element.settings;
  const categories = wantedCategories(element.settings);
  return {
    locale: element.locale(),
    ...defined({
      country: page.data.country,
      currency: currency || undefined,
      category: categories.length === 1 ? categories[0] : undefined,
      customer_type: customerType === 'organization' ? customerType : undefined,
    }),
    consent: {
      source: consent === 'granted' ? 'shop' : 'prompt',
      text_version: consentVersion(element),
    },
  };
}

/**
 * Calls the endpoint. A backend that needs name and address answers so, and is called again with them, unless the
 * shopper has to agree to that first.
 */
export async function requestSession<T>(
  context: EffectContext,
  call: 'session' | 'session_update',
  check: CallOptions<T>['check'],
  signal: AbortSignal,
  more: object = {},
): Promise<CallResult<T>> {
  const body = { ...sessionRequest(context), ...more };
  const first = await requestEndpoint(context, call, body, check, { signal });
  const isLacking = first.type === 'failed' && first.problem?.code === 'customer_data_required';
  if (!isLacking) return first;
  if (!context.model.needsCustomer) context.dispatch({ type: 'customer-needed' });
  if (signal.aborted) return { type: 'aborted' };
  const data: PersonalData = pick(
    context.page.data.read(),
    'customer',
    'billing_address',
    'shipping_address',
  );
  return requestEndpoint(context, call, { ...body, ...data }, check, { signal });
}
