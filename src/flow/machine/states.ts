/**
 * What each state means: to the purchase, to the shop's page and to the view. Everything but a transition asks for
 * a trait, never for the name of a state, so a new state does not compile until each trait is given here.
 */
import type { Operation } from '../../klarna/types.js';
import type { Messages } from '../../messages/en.js';

/** Where the purchase is; also a custom state for CSS, such as `:state(ready)`. */
export type State =
  | 'idle'
  | 'consent'
  | 'starting'
  | 'loading'
  | 'ready'
  | 'authorizing'
  | 'authorized'
  | 'finalize-required'
  | 'finalizing'
  | 'placing'
  | 'placed'
  | 'pending'
  | 'unavailable'
  | 'declined'
  | 'unknown'
  | 'failed';

export interface Traits {
  readonly purchase: {
    /** `deciding`: Klarna or the shop decides, and nothing else may start. `unknown`: paying again could mean paying twice. */
    readonly stage: 'open' | 'deciding' | 'over' | 'unknown';
    /** Something is tried anew: what was said about the last attempt is no longer true. */
    readonly isAttempt: boolean;
    /** Survives the removal of the element, since nothing of it depends on Klarna's frame. */
    readonly isLasting: boolean;
    /** When the session follows a changed cart; `later`: once the purchase goes on. */
    readonly cart: 'now' | 'later' | 'never';
    /** What Klarna may be asked to do. */
    readonly operations: readonly Operation[];
  };
  readonly page: {
    /** Klarna can be chosen in the shop's own list of payment methods. */
    readonly isChoosable: boolean;
    /** Where focus goes after a press that came too early; undefined: such a press needs no explanation. */
    readonly earlyPress: 'consent' | 'status' | undefined;
  };
  readonly view: {
    /** `fallback`: together with what the shop put into the default slot. */
    readonly base: 'hidden' | 'shown' | 'fallback';
    /** `loading`: a skeleton stands in for Klarna's widget. */
    readonly content: 'none' | 'prompt' | 'loading' | 'widget';
    /** The choice between categories. `room`: as much of it as the page asks for, still empty. */
    readonly methods: 'none' | 'room' | 'shown';
    /** The element's own button. `room`: it takes up room only. */
    readonly button: 'none' | 'room' | 'shown';
    /** The link that withdraws the consent can be used. */
    readonly withdraw: boolean;
  };
  readonly status: {
    /** Undefined: there is nothing to say. */
    readonly text: keyof Messages | undefined;
    readonly tone: 'busy' | 'good' | 'notice' | 'problem';
    /** A notice, such as "cancelled", replaces the text. */
    readonly showsNotice: boolean;
    /** The next step is Klarna's: while its SDK is stuck, the status says so. */
    readonly needsKlarna: boolean;
  };
}

type Purchase = Traits['purchase'];

const DECIDING: Purchase = {
  stage: 'deciding',
  isAttempt: true,
  isLasting: false,
  cart: 'later',
  operations: [],
};
const OVER: Purchase = {
  stage: 'over',
  isAttempt: false,
  isLasting: true,
  cart: 'never',
  operations: [],
};

const PAY: Purchase['operations'] = ['authorize', 'reauthorize'];
const LAST_STEP: Purchase['operations'] = ['finalize'];

/** In the order of a purchase. */
export const STATES: Readonly<Record<State, Traits>> = {
  idle: {
    purchase: { stage: 'open', isAttempt: false, isLasting: false, cart: 'later', operations: [] },
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'hidden', content: 'none', methods: 'none', button: 'none', withdraw: false },
    status: { text: undefined, tone: 'good', showsNotice: true, needsKlarna: false },
  },
  consent: {
    purchase: { stage: 'open', isAttempt: true, isLasting: false, cart: 'never', operations: [] },
    page: { isChoosable: true, earlyPress: 'consent' },
    view: { base: 'shown', content: 'prompt', methods: 'none', button: 'none', withdraw: false },
    status: { text: undefined, tone: 'good', showsNotice: true, needsKlarna: false },
  },
  starting: {
    purchase: { stage: 'open', isAttempt: true, isLasting: false, cart: 'later', operations: [] },
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'shown', content: 'loading', methods: 'room', button: 'shown', withdraw: false },
    status: { text: 'starting', tone: 'busy', showsNotice: true, needsKlarna: false },
  },
  loading: {
    purchase: { stage: 'open', isAttempt: true, isLasting: false, cart: 'now', operations: [] },
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'shown', content: 'loading', methods: 'shown', button: 'shown', withdraw: false },
    status: { text: 'loading', tone: 'busy', showsNotice: true, needsKlarna: true },
  },
  ready: {
    purchase: { stage: 'open', isAttempt: false, isLasting: false, cart: 'now', operations: PAY },
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'shown', content: 'widget', methods: 'shown', button: 'shown', withdraw: true },
    status: { text: undefined, tone: 'good', showsNotice: true, needsKlarna: true },
  },
  authorizing: {
    purchase: DECIDING,
    page: { isChoosable: true, earlyPress: undefined },
    view: { base: 'shown', content: 'widget', methods: 'shown', button: 'shown', withdraw: false },
    status: { text: 'authorizing', tone: 'busy', showsNotice: false, needsKlarna: false },
  },
  authorized: {
    purchase: { stage: 'open', isAttempt: false, isLasting: true, cart: 'now', operations: PAY },
    page: { isChoosable: true, earlyPress: undefined },
    view: { base: 'shown', content: 'widget', methods: 'shown', button: 'room', withdraw: false },
    status: { text: 'authorized', tone: 'good', showsNotice: false, needsKlarna: false },
  },
  'finalize-required': {
    purchase: {
      stage: 'open',
      isAttempt: false,
      isLasting: true,
      cart: 'now',
      operations: LAST_STEP,
    },
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'shown', content: 'none', methods: 'none', button: 'shown', withdraw: false },
    status: { text: 'finalizeRequired', tone: 'good', showsNotice: true, needsKlarna: true },
  },
  finalizing: {
    purchase: DECIDING,
    page: { isChoosable: true, earlyPress: undefined },
    view: { base: 'shown', content: 'none', methods: 'none', button: 'shown', withdraw: false },
    status: { text: 'finalizing', tone: 'busy', showsNotice: false, needsKlarna: false },
  },
  placing: {
    purchase: DECIDING,
    page: { isChoosable: true, earlyPress: undefined },
    view: { base: 'shown', content: 'widget', methods: 'none', button: 'room', withdraw: false },
    status: { text: 'placing', tone: 'busy', showsNotice: false, needsKlarna: false },
  },
  placed: {
    purchase: OVER,
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'shown', content: 'none', methods: 'none', button: 'none', withdraw: false },
    status: { text: 'placed', tone: 'good', showsNotice: false, needsKlarna: false },
  },
  pending: {
    purchase: OVER,
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'shown', content: 'none', methods: 'none', button: 'none', withdraw: false },
    status: { text: 'pending', tone: 'good', showsNotice: false, needsKlarna: false },
  },
  unavailable: {
    purchase: { stage: 'open', isAttempt: false, isLasting: true, cart: 'now', operations: [] },
    page: { isChoosable: false, earlyPress: 'status' },
    view: { base: 'fallback', content: 'none', methods: 'none', button: 'none', withdraw: false },
    status: { text: 'unavailable', tone: 'problem', showsNotice: false, needsKlarna: false },
  },
  declined: {
    purchase: { stage: 'open', isAttempt: false, isLasting: true, cart: 'never', operations: [] },
    page: { isChoosable: false, earlyPress: 'status' },
    view: { base: 'fallback', content: 'none', methods: 'none', button: 'none', withdraw: false },
    status: { text: 'declined', tone: 'problem', showsNotice: false, needsKlarna: false },
  },
  unknown: {
    purchase: {
      stage: 'unknown',
      isAttempt: false,
      isLasting: true,
      cart: 'never',
      operations: [],
    },
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'shown', content: 'none', methods: 'none', button: 'none', withdraw: false },
    status: { text: 'unknown', tone: 'problem', showsNotice: false, needsKlarna: false },
  },
  failed: {
    purchase: { stage: 'open', isAttempt: false, isLasting: false, cart: 'now', operations: [] },
    page: { isChoosable: true, earlyPress: 'status' },
    view: { base: 'fallback', content: 'none', methods: 'none', button: 'none', withdraw: false },
    status: { text: 'failed', tone: 'problem', showsNotice: false, needsKlarna: false },
  },
};
