/** The flow's side of the endpoint: asks in the words of the contract, reads answers in those of the flow. */
import { configuration } from '../configuration.js';
import { checkOrderAnswer, checkSessionAnswer, checkUpdateAnswer } from '../endpoint/checks.js';
import { callEndpoint, callUrl, type CallResult } from '../endpoint/client.js';
import type {
  Call,
  CancelRequest,
  OrderRequest,
  PersonalData,
  Problem,
  SessionAnswer,
  SessionRequest,
  UpdateRequest,
} from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import type { OrderResult, UpdateResult } from './machine/model.js';

export interface BackendRequest {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface SessionCall extends BackendRequest {
  readonly request: SessionRequest;
  /** Asked for only when the backend says that it cannot do without. */
  readonly personalData: () => PersonalData;
}

export type SessionResult =
  | { readonly type: 'answered'; readonly answer: SessionAnswer }
  | { readonly type: 'failed'; readonly fault: Fault }
  | { readonly type: 'aborted' };

export async function requestSession(call: SessionCall): Promise<SessionResult> {
  const result = await askWithData(call, 'session', checkSessionAnswer, call.request);
  switch (result.type) {
    case 'answered':
      return { type: 'answered', answer: result.value };
    case 'aborted':
      return result;
    case 'problem':
    case 'failed':
      return { type: 'failed', fault: result.fault };
  }
}

export interface UpdateCall extends SessionCall {
  readonly cartVersion: string | undefined;
}

export type UpdateAnswered = {
  readonly type: 'answered';
  readonly reload: 'load' | 'init' | 'none';
  readonly clientToken: string | undefined;
  readonly categories: SessionAnswer['payment_method_categories'];
  readonly expiresAt: string | undefined;
};

export async function requestUpdate(
  call: UpdateCall,
): Promise<
  UpdateAnswered | Exclude<UpdateResult, { type: 'answered' }> | { readonly type: 'aborted' }
> {
  const body = {
    ...call.request,
    ...(call.cartVersion !== undefined && { cart_version: call.cartVersion }),
  } satisfies UpdateRequest;
  const result = await askWithData(call, 'session_update', checkUpdateAnswer, body);
  switch (result.type) {
    case 'answered':
      return {
        type: 'answered',
        reload: result.value.reload,
        clientToken: result.value.client_token,
        categories: result.value.payment_method_categories,
        expiresAt: result.value.expires_at,
      };
    case 'aborted':
      return result;
    case 'problem': {
      const { action, status } = result.problem;
      // A session that is gone is replaced without a word: nothing has been authorized in it yet.
      const isGone = action === 'recreate' || status === 404 || status === 409 || status === 410;
      return isGone ? { type: 'recreate' } : { type: 'failed', fault: result.fault };
    }
    case 'failed':
      return result;
  }
}

/** Places the order. Whatever leaves open whether it was placed is `unknown`, never a failure. */
export async function requestOrder(
  call: BackendRequest,
  authorizationToken: string,
  idempotencyKey: string,
): Promise<OrderResult> {
  const result = await callEndpoint(url(call, 'order'), 'order', {
    body: { authorization_token: authorizationToken } satisfies OrderRequest,
    check: checkOrderAnswer,
    timeout: configuration().timeouts.order,
    headers: { ...call.headers, 'idempotency-key': idempotencyKey },
    signal: call.signal,
  });
  switch (result.type) {
    case 'answered':
      return { type: 'answered', answer: result.value };
    case 'problem':
      return orderProblem(result.problem, result.fault);
    case 'failed':
      return { type: 'unknown', fault: asOrder(result.fault, 'order-unknown') };
    case 'aborted':
      return { type: 'unknown', fault: { code: 'order-unknown', phase: 'order' } };
  }
}

function orderProblem(problem: Problem, fault: Fault): OrderResult {
  const isSilent = problem.code === 'unspecified' && problem.status >= 500;
  if (isSilent || problem.code === 'outcome_unknown' || problem.status === 504) {
    return { type: 'unknown', fault: asOrder(fault, 'order-unknown') };
  }
  switch (problem.action) {
    case 'fix':
      return { type: 'invalid', fields: problem.invalid_fields ?? [] };
    case 'reauthorize':
      return { type: 'stale-cart' };
    case 'recreate':
      return { type: 'stale-session' };
    case 'other_method':
      return { type: 'declined' };
    case 'retry':
    case 'contact':
      return { type: 'failed', fault: asOrder(fault, 'order-failed') };
  }
}

const asOrder = (fault: Fault, code: 'order-failed' | 'order-unknown'): Fault => ({
  ...fault,
  code,
  phase: 'order',
  about: fault.about ?? fault.code,
  // Whatever the status says: a second try could be a second purchase.
  ...(code === 'order-unknown' && { retryable: false }),
});

/** Gives an authorization back. It also lapses by itself, so a failure is only reported. */
export async function requestCancel(
  call: BackendRequest,
  authorizationToken: string,
): Promise<Fault | undefined> {
  const result = await callEndpoint(url(call, 'authorization_cancel'), 'authorization_cancel', {
    body: { authorization_token: authorizationToken } satisfies CancelRequest,
    check: () => ({ ok: true, value: undefined }),
    timeout: configuration().timeouts.session,
    headers: call.headers,
    signal: call.signal,
  });
  const isGivenBack = result.type === 'answered' || result.type === 'aborted';
  return isGivenBack
    ? undefined
    : {
        ...result.fault,
        code: 'cancel-failed',
        about: result.fault.about ?? result.fault.code,
        // There is nothing that the page or the shopper could try again.
        retryable: false,
      };
}

const url = ({ endpoint }: BackendRequest, call: Call): URL =>
  callUrl(endpoint, call, document.baseURI);

/** A backend that cannot do without name and address says so, and is asked again with them. */
async function askWithData<T>(
  call: SessionCall,
  name: 'session' | 'session_update',
  check: Parameters<typeof callEndpoint<T>>[2]['check'],
  body: object,
): Promise<CallResult<T>> {
  const ask = (data: object): Promise<CallResult<T>> =>
    callEndpoint(url(call, name), name, {
      body: data,
      check,
      timeout: configuration().timeouts.session,
      headers: call.headers,
      signal: call.signal,
    });
  const first = await ask(body);
  const wantsData = first.type === 'problem' && first.problem.code === 'customer_data_required';
  return wantsData ? ask({ ...body, ...call.personalData() }) : first;
}
