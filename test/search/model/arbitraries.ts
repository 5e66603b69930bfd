/** What a search draws: the page, and up to forty things that happen on it. */
import fc from 'fast-check';
import { CALLS, REPLIES } from './backend.js';
import { EVENT_NAMES } from '../../harness/events.js';
import { METHOD_CALLS, PLACINGS, REACTIONS, WAYS, type Command } from './commands.js';
import { ANSWERS, METHODS, type Plan } from './klarna.js';
import type { Setup } from './world.js';

const setups: fc.Arbitrary<Setup> = fc.record({
  choice: fc.boolean(),
  consent: fc.constantFrom('ask', 'ask', 'granted'),
  placeOrder: fc.boolean(),
  autoFinalize: fc.constantFrom(true, true, true, false),
  lock: fc.constantFrom('', '', 'none', '#shop'),
  hasFrames: fc.boolean(),
  isSlow: fc.constantFrom(false, false, false, true),
  second: fc.boolean(),
  otherCategory: fc.boolean(),
  hasSdk: fc.constantFrom(true, true, true, false),
});

const on = fc.constantFrom('a', 'a', 'a', 'b');

/** Around every limit of the element's: a task, 2 s, 10 s, 15 s, 25 s, 60 s, 120 s, 60 minutes, 48 hours. */
const TIMES = [
  0, 50, 2_000, 10_000, 15_000, 25_000, 31_000, 61_000, 121_000, 3_600_000, 172_800_000,
];
const time = fc.constantFrom(...TIMES);
const delay = fc.constantFrom(0, 0, 0, 50, 5_000, 12_000, 30_000, 130_000, 3_700_000);

const plan: fc.Arbitrary<Plan> = fc.record(
  {
    answer: fc.constantFrom('approve', 'approve', ...ANSWERS),
    delay,
    twice: fc.boolean(),
    atOnce: fc.constantFrom('answer', 'answer-and-throw', 'throw'),
    overlay: fc.constantFrom(1_000, 200_000),
  },
  { requiredKeys: ['answer'] },
);

/** Left out, it is a plain answer in the next task. */
const plainPlan: fc.Arbitrary<Plan> = fc.record({ answer: fc.constantFrom(...ANSWERS), delay });

const attribute = fc.constantFrom(
  ['cart-version', '1'],
  ['cart-version', '2'],
  ['country', 'SE'],
  ['country', 'FI'],
  ['category', ''],
  ['category', 'pay_over_time'],
  ['category', 'never_offered'],
  ['consent', 'granted'],
  ['consent', 'ask'],
  ['currency', 'SEK'],
  ['endpoint', 'https://elsewhere.example/klarna'],
  ['endpoint', '/klarna/a'],
  ['customer-type', 'organization'],
  ['lock', 'none'],
  ['lock', '#shop'],
  ['choice', '#klarna'],
  ['choice', ''],
  ['submitter', '#buy'],
  ['pay-button', 'hide'],
  ['pay-button', 'show'],
);

const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ do: fc.constant('go-on' as const), on }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('pass' as const), milliseconds: time }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      on,
      way: fc.constantFrom(...WAYS),
      kind: fc.constantFrom('authorize', 'authorize', 'finalize', 'reauthorize'),
      times: fc.constantFrom(1, 1, 2),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('klarna-will' as const),
      method: fc.constantFrom(...METHODS),
      plan: fc.oneof(plainPlan, plan),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('backend-will' as const),
      on,
      call: fc.constantFrom(...CALLS),
      reply: fc.constantFrom(...REPLIES),
      delay,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...METHOD_CALLS), on }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom(...PLACINGS), on }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('agree', 'choose-other', 'withdraw-link', 'action'),
      on,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      method: fc.constantFrom('klarna', 'invoice'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('select' as const),
      on,
      category: fc.constantFrom('pay_later', 'pay_over_time', 'never_offered'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(on, attribute).map(([at, [name, value]]) => ({
      do: 'attribute' as const,
      on: at,
      name: name,
      // Each endpoint belongs to one element: that is how requests are told apart.
      value: value === '/klarna/a' ? `/klarna/${at}` : value,
    })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('react' as const),
      event: fc.constantFrom(...EVENT_NAMES),
      by: fc.constantFrom(...REACTIONS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('prevent' as const),
      event: fc.constantFrom(
        'klarna-before-authorize',
        'klarna-authorized',
        'klarna-finalize-required',
        'klarna-placed',
      ),
      isOn: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('sdk-arrives', 'sdk-fails', 'sdk-is-empty') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('tab-hidden', 'tab-shown', 'page-restored', 'reload'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sleep' as const), milliseconds: time }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'retry', way: 'invoker' } as const) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('submit-voucher', 'reset-form') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('new-purchase' as const),
      on,
      amount: fc.constantFrom(424_242, 42_424_200),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('country-field' as const),
      country: fc.constantFrom('SE', 'FI'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('disable' as const), on, isOn: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('disable-fieldset' as const), isOn: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('toggle-inert' as const),
      selector: fc.constantFrom('#hint', '#buy', '#footer', '#methods'),
    }),
  },
);

/** What happens on one page, in order. */
export interface Sequence {
  readonly setup: Setup;
  readonly steps: readonly Command[];
}

export const sequences: fc.Arbitrary<Sequence> = fc.record({
  setup: setups,
  steps: fc.array(commands, { maxLength: 40, size: 'max' }),
});
