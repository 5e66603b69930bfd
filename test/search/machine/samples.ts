/** Payloads that stand for all others of their kind, and every event that can reach a model. */
import type { Fault } from '../../../src/errors.js';
import type {
  FlowEvent,
  Model,
  OrderResult,
  Session,
  UpdateResult,
} from '../../../src/flow/machine/model.js';
import type { OperationResult } from '../../../src/flow/machine/outcome.js';
import type { Operation } from '../../../src/klarna/types.js';

const category = (identifier: string) => ({ identifier, name: 'Klarna', asset_urls: {} });

export const LATER = category('pay_later');
export const OVER_TIME = category('pay_over_time');

export const fault = (code: Fault['code'], phase: Fault['phase']): Fault => ({ code, phase });
export const WRONG_PAGE = fault('endpoint-foreign', 'configuration');

const CAN_ALL = { update: 'in_place', order: true, cancel: true } as const;
const CAN_NOTHING = { update: 'none', order: false, cancel: false } as const;

export const SESSION: Session = { capabilities: CAN_ALL, categories: [LATER, OVER_TIME] };
export const ONE_SESSION: Session = { capabilities: CAN_ALL, categories: [LATER] };
export const PLAIN_SESSION: Session = { capabilities: CAN_NOTHING, categories: [LATER] };
export const EMPTY_SESSION: Session = { capabilities: CAN_ALL, categories: [] };
export const PLACED_SESSION: Session = { ...PLAIN_SESSION, placed: { status: 'completed' } };
export const PENDING_SESSION: Session = { ...PLAIN_SESSION, placed: { status: 'pending' } };

const RESULTS: readonly OperationResult[] = [
  { type: 'approved' },
  { type: 'finalize-required' },
  { type: 'invalid', fields: ['billing_address.email'] },
  { type: 'cancelled' },
  { type: 'declined' },
  { type: 'failed', fault: fault('operation-failed', 'authorize') },
];

const ORDER_RESULTS: readonly OrderResult[] = [
  { type: 'answered', answer: { status: 'completed' } },
  { type: 'answered', answer: { status: 'pending' } },
  { type: 'unknown', fault: fault('order-unknown', 'order') },
  { type: 'invalid', fields: ['billing_address.email'] },
  { type: 'stale-cart' },
  { type: 'stale-session' },
  { type: 'declined' },
  { type: 'failed', fault: fault('order-failed', 'order') },
];

const UPDATE_RESULTS: readonly UpdateResult[] = [
  { type: 'answered', reload: 'load', categories: [LATER, OVER_TIME] },
  { type: 'answered', reload: 'init', categories: [OVER_TIME] },
  { type: 'answered', reload: 'none', categories: undefined },
  { type: 'recreate' },
  { type: 'failed', fault: fault('endpoint-timeout', 'session') },
];

export const OPERATIONS: readonly Operation[] = ['authorize', 'finalize', 'reauthorize'];

/** A number that nothing in a model carries: an answer from long ago. */
const LONG_AGO = -1;

/** What a page, a shopper and a backend may do besides going straight to the end. */
export const TOPICS = [
  'presence',
  'choice',
  'configuration',
  'withdrawal',
  'categories',
  'cart',
  'order',
  'expiry',
  'giving-up',
  'resuming',
  'reauthorizing',
] as const;
export type Topic = (typeof TOPICS)[number];

const press = (kind: Operation): FlowEvent => ({ type: 'pressed', kind, purchase: {} });

const ALWAYS: readonly FlowEvent[] = [
  { type: 'connected' },
  { type: 'consented', source: 'prompt' },
  { type: 'customer-needed' },
  press('authorize'),
  press('finalize'),
  { type: 'authorization-returned' },
  { type: 'retried' },
  { type: 'reset' },
];

const BY_TOPIC: Readonly<Record<Topic, readonly FlowEvent[]>> = {
  presence: [
    { type: 'disconnected' },
    { type: 'moved' },
    { type: 'mount-lost' },
    { type: 'restored', hasSubmitted: true },
    { type: 'restored', hasSubmitted: false },
  ],
  choice: [{ type: 'chosen' }, { type: 'unchosen' }],
  configuration: [
    { type: 'misconfigured', fault: WRONG_PAGE },
    { type: 'configured' },
    { type: 'reconfigured' },
  ],
  withdrawal: [
    { type: 'withdrawn', source: 'prompt' },
    { type: 'withdrawn', source: 'shop' },
    { type: 'consented', source: 'shop' },
  ],
  categories: [
    { type: 'selected', category: 'pay_later' },
    { type: 'selected', category: 'pay_over_time' },
    { type: 'selected', category: 'never_offered' },
  ],
  cart: [{ type: 'cart-changed' }],
  order: [{ type: 'order-wanted' }],
  expiry: [
    { type: 'expired', what: 'authorization' },
    { type: 'expired', what: 'session' },
  ],
  'giving-up': [{ type: 'given-up' }],
  resuming: [],
  reauthorizing: [press('reauthorize')],
};

/** Answers that belong to nothing which is under way. */
export const LATE: readonly FlowEvent[] = [
  { type: 'session-answered', run: LONG_AGO, session: SESSION },
  { type: 'session-failed', run: LONG_AGO, fault: fault('endpoint-timeout', 'session') },
  { type: 'load-settled', load: LONG_AGO, result: { type: 'shown', invalidFields: [] } },
  { type: 'operation-settled', operation: LONG_AGO, result: { type: 'approved' } },
  { type: 'overdue', operation: LONG_AGO },
  { type: 'update-settled', update: LONG_AGO, result: { type: 'recreate' } },
  { type: 'order-settled', order: LONG_AGO, result: { type: 'declined' } },
];

/** Everything that can happen to this model: what is under way may answer, the page may do anything. */
export function eventsFor(model: Model, topics: readonly Topic[]): readonly FlowEvent[] {
  const has = (topic: Topic): boolean => topics.includes(topic);
  return [
    ...ALWAYS,
    ...LATE,
    ...topics.flatMap((topic) => BY_TOPIC[topic]),
    ...(has('resuming') && model.state === 'idle' && !model.connected
      ? [{ type: 'resumed', session: PLAIN_SESSION, category: 'pay_later' } as const]
      : []),
    ...(model.state === 'starting' && !model.session ? starting(model.run, topics) : []),
    ...(model.sdk === 'ready' ? [] : SDK_EVENTS),
    ...(model.load === undefined ? [] : loading(model.load)),
    ...(model.operation ? [{ type: 'overdue', operation: model.operation.id } as const] : []),
    ...[model.operation?.id, ...model.abandoned]
      .filter((id) => id !== undefined)
      .flatMap((operation) =>
        RESULTS.map((result) => ({ type: 'operation-settled', operation, result }) as const),
      ),
    ...UPDATE_RESULTS.flatMap((result) =>
      model.update === undefined
        ? []
        : [{ type: 'update-settled', update: model.update, result } as const],
    ),
    ...ORDER_RESULTS.flatMap((result) =>
      model.order === undefined
        ? []
        : [{ type: 'order-settled', order: model.order, result } as const],
    ),
  ];
}

const SDK_EVENTS: readonly FlowEvent[] = [
  { type: 'sdk-ready' },
  { type: 'sdk-failed', fault: fault('sdk-blocked', 'sdk') },
];

function starting(run: number, topics: readonly Topic[]): readonly FlowEvent[] {
  const sessions =
    topics.length === TOPICS.length
      ? [SESSION, EMPTY_SESSION, ONE_SESSION, PLAIN_SESSION, PLACED_SESSION, PENDING_SESSION]
      : topics.includes('categories')
        ? [SESSION, EMPTY_SESSION]
        : [ONE_SESSION, PLAIN_SESSION, PLACED_SESSION, PENDING_SESSION];
  return [
    ...sessions.map((session) => ({ type: 'session-answered', run, session }) as const),
    { type: 'session-failed', run, fault: fault('endpoint-timeout', 'session') },
  ];
}

const loading = (load: number): readonly FlowEvent[] => [
  { type: 'load-settled', load, result: { type: 'shown', invalidFields: [] } },
  { type: 'load-settled', load, result: { type: 'shown', invalidFields: ['locale'] } },
  { type: 'load-settled', load, result: { type: 'refused' } },
  { type: 'load-settled', load, result: { type: 'failed', fault: fault('load-timeout', 'load') } },
];
