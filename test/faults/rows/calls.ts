/** The functions of Klarna's script. */
import {
  error,
  type InitFault,
  type LoadFault,
  type OperationFault,
  type Outcome,
} from '../table.js';

const LOAD_FAILED = {
  state: 'failed',
  says: 'failed',
  offers: 'retry',
  told: [error('load-failed', 'load', true)],
  next: 'retry',
} satisfies Partial<Outcome>;

const BAD_TOKEN = {
  state: 'failed',
  says: 'failed',
  told: [error('client-token-invalid', 'load', false)],
  next: 'other',
} satisfies Partial<Outcome>;

const READY = { state: 'ready', told: [], next: 'pay' } satisfies Partial<Outcome>;

const AUTHORIZED = {
  state: 'authorized',
  says: 'authorized',
  told: ['klarna-authorized'],
  next: 'nothing',
} satisfies Partial<Outcome>;

export const INIT_FAULTS: readonly InitFault[] = [
  { where: 'init', fault: 'throws', init: 'throws', ...LOAD_FAILED },
  {
    where: 'init',
    fault: 'does nothing: `load` then finds no session',
    init: 'does nothing',
    ...LOAD_FAILED,
  },
  {
    where: 'init',
    fault: 'cannot read the client token',
    init: 'token unreadable',
    ...BAD_TOKEN,
  },
  {
    where: 'init',
    fault: 'takes a token that is for another host than Klarna’s: `load` then finds no session',
    init: 'token of another host',
    ...LOAD_FAILED,
    next: 'other',
  },
  {
    where: 'init',
    fault: 'throws at the press',
    init: 'throws',
    atPress: true,
    state: 'failed',
    says: 'failed',
    offers: 'retry',
    told: [error('operation-failed', 'authorize', true)],
    next: 'retry',
  },
  {
    where: 'init',
    fault: 'does nothing at the press: the session of the widget is still there',
    init: 'does nothing',
    atPress: true,
    ...AUTHORIZED,
  },
];

export const LOAD_FAULTS: readonly LoadFault[] = [
  { where: 'load', fault: 'calls back and throws', answer: 'throw', ...LOAD_FAILED },
  { where: 'load', fault: 'throws', answer: 'throw-only', ...LOAD_FAILED },
  {
    where: 'load',
    fault: 'is silent',
    answer: 'never',
    ...LOAD_FAILED,
    after: 25,
    told: [error('load-timeout', 'load', true)],
  },
  { where: 'load', fault: 'answers twice', answer: 'twice', ...READY },
  {
    where: 'load',
    fault: 'answers after 20 seconds',
    answer: { answer: { show_form: true }, delay: 20_000 },
    after: 20,
    ...READY,
  },
  {
    where: 'load',
    fault: 'answers after 40 seconds, when nobody waits any more',
    answer: { answer: { show_form: true }, delay: 40_000 },
    ...LOAD_FAILED,
    after: 25,
    later: 30,
    told: [error('load-timeout', 'load', true)],
  },
  {
    where: 'load',
    fault: 'answers nonsense',
    answer: 'nonsense',
    ...LOAD_FAILED,
    told: [error('answer-malformed', 'load', true)],
  },
  {
    where: 'load',
    fault: 'refuses in the task of the call: it cannot have asked anybody',
    answer: { answer: { show_form: false }, atOnce: 'answer' },
    ...LOAD_FAILED,
  },
];

const failedAt = (phase: 'authorize' | 'finalize' | 'reauthorize') =>
  ({
    state: 'failed',
    says: 'failed',
    offers: 'retry',
    told: [error('operation-failed', phase, true)],
    next: 'retry',
  }) satisfies Partial<Outcome>;

const silentAt = (phase: 'authorize' | 'finalize' | 'reauthorize', next: Outcome['next']) =>
  ({
    after: 120,
    givesUp: true,
    state: 'unknown',
    says: 'unknown',
    offers: 'reload',
    told: [error('no-answer', phase, false)],
    next,
  }) satisfies Partial<Outcome>;

const APPROVAL = {
  approved: true,
  show_form: true,
  authorization_token: '2f0ff7a5-7a2d-4c3c-9a5e-5b0f0c7d8e90',
};

/** The same for each of the three: they differ in the phase that the shop is told, and in what a refusal means. */
const operation = (where: OperationFault['where']): readonly OperationFault[] => [
  { where, fault: 'calls back and throws', answer: 'throw', ...failedAt(where) },
  { where, fault: 'throws', answer: 'throw-only', ...failedAt(where) },
  { where, fault: 'is silent', answer: 'never', ...silentAt(where, 'reload') },
  { where, fault: 'answers twice', answer: 'twice', ...AUTHORIZED },
  {
    where,
    fault: 'approves after three minutes, and the shopper waits',
    answer: 'late',
    after: 180,
    ...AUTHORIZED,
  },
  {
    where,
    fault:
      'approves after three minutes, when the shopper has stopped waiting and the backend cannot give it back',
    answer: 'late',
    ...silentAt(where, 'reload'),
    later: 120,
    told: [error('no-answer', where, false), 'klarna-authorized'],
  },
  {
    where,
    fault: 'answers nonsense',
    answer: 'nonsense',
    ...failedAt(where),
    told: [error('answer-malformed', where, true)],
  },
  {
    where,
    fault: 'approves without a token',
    answer: { answer: { ...APPROVAL, authorization_token: undefined } },
    ...failedAt(where),
    told: [error('token-missing', where, true)],
  },
  { where, fault: 'approves in the task of the call', answer: 'same-task', ...AUTHORIZED },
  {
    where,
    fault: 'refuses in the task of the call: it cannot have asked anybody',
    answer: { answer: { approved: false, show_form: false }, atOnce: 'answer' },
    ...failedAt(where),
  },
];

export const OPERATION_FAULTS: readonly OperationFault[] = [
  ...operation('authorize'),
  ...operation('finalize'),
  {
    where: 'finalize',
    fault: 'refuses, which may also mean that the shopper closed the window',
    answer: 'decline',
    state: 'finalize-required',
    says: 'cancelled',
    told: ['klarna-cancelled'],
    next: 'finalize',
  },
  ...operation('reauthorize'),
];
