/** The shop's own endpoint. */
import { en } from '../../../src/messages/en.js';
import { error, type EndpointFault, type ErrorTold, type Outcome } from '../table.js';

type Where = EndpointFault['where'];

const HTML = '<!doctype html><title>Sign in</title>';
const problem = (code: string, action: string, more: object = {}): object => ({
  code,
  action,
  ...more,
});

const failed = (told: ErrorTold): Omit<Outcome, 'next'> & Pick<Outcome, 'next'> => ({
  state: 'failed',
  says: told.phase === 'order' ? 'orderFailed' : 'failed',
  ...(told.retryable && { offers: 'retry' as const }),
  told: [told],
  next: told.retryable ? 'retry' : 'other',
});

const FINAL = [400, 401, 403, 404, 409, 413, 422];
const RETRYABLE = [429, 500, 502, 503];

/** Transport and form of an answer: the same for both calls that bring a session. */
const transport = (where: 'session' | 'session/update'): readonly EndpointFault[] => [
  {
    where,
    fault: 'does not answer',
    answer: 'silence',
    ...failed(error('endpoint-timeout', 'session', true)),
    after: 10,
  },
  {
    where,
    fault: 'cannot be reached',
    answer: 'cut',
    ...failed(error('endpoint-unreachable', 'session', true)),
  },
  {
    where,
    fault: 'is cut off in the middle',
    answer: { url: '/test-endpoint/cut?cut=1' },
    ...failed(error('endpoint-unreachable', 'session', true)),
  },
  {
    where,
    fault: 'redirects elsewhere, as to a login page',
    answer: { url: '/test-endpoint/login?redirect=/test-endpoint/page' },
    ...failed(error('endpoint-unreachable', 'session', true)),
  },
  {
    where,
    fault: 'answers HTML',
    answer: { text: HTML },
    ...failed(error('endpoint-malformed', 'session', true)),
  },
  {
    where,
    fault: 'answers JSON of another shape',
    answer: { json: { client_token: 5, reload: 'perhaps' } },
    ...failed(error('endpoint-malformed', 'session', true)),
  },
  {
    where,
    fault: 'answers JSON behind a PHP notice',
    answer: {
      text: 'Notice: Undefined index in cart.php\n{"client_token":"a.b.c","reload":"none"}',
    },
    ...failed(error('endpoint-malformed', 'session', true)),
  },
  {
    where,
    fault: 'answers 8 MB of nothing',
    answer: { url: '/test-endpoint/huge?size=8000000' },
    ...failed(error('endpoint-malformed', 'session', true)),
  },
];

const SESSION: readonly EndpointFault[] = [
  ...FINAL.map((status): EndpointFault => ({
    where: 'session',
    fault: `answers ${status}`,
    answer: { status, text: HTML },
    ...failed(error('endpoint-status', 'session', false)),
  })),
  ...RETRYABLE.map((status): EndpointFault => ({
    where: 'session',
    fault: `answers ${status}`,
    answer: { status, text: HTML },
    ...failed(error('endpoint-status', 'session', true)),
  })),
  {
    where: 'session',
    fault: 'answers 429 with `Retry-After: 2`; the element waits and asks again',
    answer: { status: 429, json: {}, headers: { 'retry-after': '2' } },
    once: true,
    after: 2,
    state: 'ready',
    told: [],
    next: 'pay',
  },
  {
    where: 'session',
    fault: 'answers 503 with `Retry-After: 120`, which is too long to wait',
    answer: { status: 503, json: {}, headers: { 'retry-after': '120' } },
    ...failed(error('endpoint-status', 'session', true)),
  },
  {
    where: 'session',
    fault: 'reports a problem, with words for the shopper',
    answer: {
      status: 422,
      json: problem('country_unsupported', 'contact', {
        customer_message: 'We do not deliver there yet.',
        support_reference: 'R-7',
      }),
    },
    ...failed(error('endpoint-problem', 'session', false)),
    says: {
      text: `We do not deliver there yet. ${en.supportReference.replace('{reference}', 'R-7')}`,
    },
  },
  {
    where: 'session',
    fault: 'reports a problem that may pass',
    answer: { status: 502, json: problem('upstream_unavailable', 'retry') },
    ...failed(error('endpoint-problem', 'session', true)),
  },
  ...transport('session'),
];

const UPDATE: readonly EndpointFault[] = [
  ...[404, 409, 410].map((status): EndpointFault => ({
    where: 'session/update',
    fault: `answers ${status}: the session is gone, and a new one comes without a word`,
    answer: { status, text: HTML },
    state: 'ready',
    told: [],
    next: 'pay',
  })),
  ...[400, 401, 403, 413, 422].map((status): EndpointFault => ({
    where: 'session/update',
    fault: `answers ${status}`,
    answer: { status, text: HTML },
    ...failed(error('endpoint-status', 'session', false)),
  })),
  ...RETRYABLE.map((status): EndpointFault => ({
    where: 'session/update',
    fault: `answers ${status}`,
    answer: { status, text: HTML },
    ...failed(error('endpoint-status', 'session', true)),
  })),
  ...transport('session/update'),
];

const UNKNOWN_ORDER = {
  state: 'unknown',
  says: 'unknown',
  offers: 'reload',
  told: ['klarna-authorized', error('order-unknown', 'order', false)],
  next: 'reload',
} satisfies Partial<Outcome>;

const orderFailed = (retryable: boolean): Outcome => ({
  ...failed(error('order-failed', 'order', retryable)),
  told: ['klarna-authorized', error('order-failed', 'order', retryable)],
});

const ORDER: readonly EndpointFault[] = [
  ...[...FINAL].map((status): EndpointFault => ({
    where: 'order',
    fault: `answers ${status}`,
    answer: { status, text: HTML },
    ...orderFailed(false),
  })),
  {
    where: 'order',
    fault: 'answers 429',
    answer: { status: 429, text: HTML },
    ...orderFailed(true),
  },
  ...[500, 502, 503].map((status): EndpointFault => ({
    where: 'order',
    fault: `answers ${status} and nothing else, which leaves open whether it was placed`,
    answer: { status, text: HTML },
    ...UNKNOWN_ORDER,
  })),
  {
    where: 'order',
    fault: 'answers 503 with a problem: not placed, may pass',
    answer: { status: 503, json: problem('rate_limited', 'retry') },
    ...orderFailed(true),
  },
  {
    where: 'order',
    fault: 'reports that the cart has changed',
    answer: { status: 409, json: problem('order_mismatch', 'reauthorize') },
    state: 'ready',
    told: ['klarna-authorized'],
    next: 'pay',
  },
  {
    where: 'order',
    fault: 'reports that the session is gone',
    answer: { status: 409, json: problem('session_expired', 'recreate') },
    state: 'ready',
    told: ['klarna-authorized'],
    next: 'pay',
  },
  {
    where: 'order',
    fault: 'reports data that Klarna cannot use',
    answer: {
      status: 422,
      json: problem('invalid_data', 'fix', { invalid_fields: ['billing_address.email'] }),
    },
    state: 'ready',
    says: { text: `${en.invalid} (${en.email})` },
    told: ['klarna-authorized', 'klarna-invalid-fields'],
    next: 'pay',
  },
  {
    where: 'order',
    fault: 'reports that Klarna declined',
    answer: { status: 422, json: problem('declined', 'other_method') },
    state: 'declined',
    says: 'declined',
    told: ['klarna-authorized', 'klarna-declined'],
    next: 'other',
  },
  { where: 'order', fault: 'does not answer', answer: 'silence', after: 60, ...UNKNOWN_ORDER },
  { where: 'order', fault: 'cannot be reached', answer: 'cut', ...UNKNOWN_ORDER },
  {
    where: 'order',
    fault: 'is cut off in the middle',
    answer: { url: '/test-endpoint/cut?cut=1' },
    ...UNKNOWN_ORDER,
  },
  {
    where: 'order',
    fault: 'redirects elsewhere, as to a login page',
    answer: { url: '/test-endpoint/login?redirect=/test-endpoint/page' },
    ...UNKNOWN_ORDER,
  },
  { where: 'order', fault: 'answers HTML', answer: { text: HTML }, ...UNKNOWN_ORDER },
  {
    where: 'order',
    fault: 'answers JSON of another shape',
    answer: { json: { status: 'perhaps' } },
    ...UNKNOWN_ORDER,
  },
  {
    where: 'order',
    fault: 'wants the shopper sent to a host that nobody named',
    answer: {
      json: { status: 'redirect', redirect_url: 'https://elsewhere.example/', order_id: '7' },
    },
    state: 'pending',
    says: 'pending',
    told: ['klarna-authorized', 'klarna-placed', error('redirect-refused', 'order', false)],
    next: 'nothing',
  },
];

const cancel = (answer: EndpointFault['answer'], fault: string, after?: number): EndpointFault => ({
  where: 'authorization/cancel' satisfies Where,
  fault,
  answer,
  ...(after !== undefined && { after }),
  state: 'ready',
  told: [error('cancel-failed', 'cancel', false)],
  next: 'pay',
});

const CANCEL: readonly EndpointFault[] = [
  cancel({ status: 500, text: HTML }, 'answers 500'),
  cancel({ status: 404, text: HTML }, 'answers 404'),
  cancel('cut', 'cannot be reached'),
  cancel('silence', 'does not answer', 10),
];

export const ENDPOINT_FAULTS: readonly EndpointFault[] = [
  ...SESSION,
  ...UPDATE,
  ...ORDER,
  ...CANCEL,
];
