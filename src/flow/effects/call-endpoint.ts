/** Calls the endpoint as the contract says, and turns its answers into results of the flow. */
import { configuration } from '../../configuration.js';
import { checkOrderAnswer } from '../../endpoint/checks.js';
import { callEndpoint, callUrl, type CallOptions, type CallResult } from '../../endpoint/client.js';
import type { Call, CancelRequest, OrderRequest, Problem } from '../../endpoint/contract.js';
import type { ErrorCode, Fault } from '../../errors.js';
import type { OrderResult } from '../machine/model.js';
import type { EffectContext } from '../ports.js';
import { headersFor } from '../settings.js';

/** One call with the element's settings. Without a signal it cannot be aborted. */
export function requestEndpoint<T>(
  context: EffectContext,
  call: Call,
  body: object,
  check: CallOptions<T>['check'],
  { signal = new AbortController().signal, headers = {} }: Partial<CallOptions<T>> = {},
): Promise<CallResult<T>> {
  const { order, session } = configuration().timeouts;
  return callEndpoint(callUrl(context.element.settings.endpoint, call, document.baseURI), call, {
    body,
    check,
    timeout: call === 'order' ? order : session,
    headers: { ...headersFor(context), ...headers },
    signal,
  });
}

/** Places the order. Whatever leaves open whether it was placed is `unknown`, never a failure. */
export async function requestOrder(
  context: EffectContext,
  authorizationToken: string,
  idempotencyKey: string,
): Promise<OrderResult> {
  const body: OrderRequest = { authorization_token: authorizationToken };
  const headers = { 'idempotency-key': idempotencyKey };
  const result = await requestEndpoint(context, 'order', body, checkOrderAnswer, { headers });
  if (result.type === 'answered') return { type: 'answered', answer: result.value };
  const fault: Fault =
    result.type === 'failed' ? result.fault : { code: 'order-unknown', phase: 'order' };
  return result.type === 'failed' && result.problem && isCertain(result.problem)
    ? orderProblem(result.problem, fault)
    : { type: 'unknown', fault: renamed(fault, 'order-unknown') };
}

/** A backend that does not know itself, or that did not write the answer, leaves the outcome open. */
const isCertain = ({ code, status }: Problem): boolean =>
  !(code === 'outcome_unknown' || status === 504 || (code === 'unspecified' && status >= 500));

/** Fields that the shopper fills in; a fault of anything else is the shop's. */
const SHOPPERS = /^(billing_address|shipping_address|customer)\./;

function orderProblem(problem: Problem, fault: Fault): OrderResult {
  switch (problem.action) {
    case 'fix': {
      const fields = problem.invalid_fields?.filter((field) => SHOPPERS.test(field)) ?? [];
      return fields.length > 0
        ? { type: 'invalid', fields }
        : { type: 'failed', fault: renamed(fault, 'order-failed') };
    }
    case 'reauthorize':
      return { type: 'stale-cart' };
    case 'recreate':
      return { type: 'stale-session' };
    case 'other_method':
      return { type: 'declined' };
    default:
      return { type: 'failed', fault: renamed(fault, 'order-failed') };
  }
}

/** Turns a failed call into its meaning for the order. */
const renamed = (fault: Fault, code: ErrorCode): Fault => ({
  ...fault,
  code,
  about: fault.about ?? fault.code,
  // Whatever the status says: a second try could be a second purchase, or there is nothing to try again.
  ...(code !== 'order-failed' && { retryable: false }),
});

/** Cancels an authorization. It also expires by itself, so a failure is only reported. */
export async function requestCancel(
  context: EffectContext,
  authorizationToken: string,
): Promise<void> {
  const body: CancelRequest = { authorization_token: authorizationToken };
  const result = await requestEndpoint(
    context,
    'authorization_cancel',
    body,
    () => NOTHING_TO_CHECK,
  );
  if (result.type === 'failed') context.report(renamed(result.fault, 'cancel-failed'));
}

const NOTHING_TO_CHECK = { ok: true, value: undefined } as const;
