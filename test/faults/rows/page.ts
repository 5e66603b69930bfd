/** The page, the browser, the shopper. */
import type { State } from '../../../src/index.js';
import { error, type Outcome, type PageFault } from '../table.js';

const READY = { state: 'ready', told: [], next: 'pay' } satisfies Partial<Outcome>;
const ANEW = { state: 'consent', told: [], next: 'agree' } satisfies Partial<Outcome>;
const FINALIZE = {
  state: 'finalize-required',
  says: 'finalizeRequired',
  told: [],
  next: 'finalize',
} satisfies Partial<Outcome>;

/** What a page that is loaded anew in this state comes to. */
const AFTER_RELOAD: readonly (readonly [State, Outcome])[] = [
  ['consent', ANEW],
  ['starting', ANEW],
  ['loading', READY],
  ['ready', READY],
  ['authorizing', READY],
  ['authorized', ANEW],
  ['finalize-required', FINALIZE],
  ['finalizing', FINALIZE],
  ['placing', ANEW],
  ['placed', ANEW],
  ['pending', ANEW],
  ['unavailable', READY],
  ['declined', ANEW],
  ['unknown', READY],
  ['failed', ANEW],
];

const anew = (does: 'reload' | 'back', fault: string): readonly PageFault[] =>
  AFTER_RELOAD.map(([at, outcome]) => ({ where: 'page', fault, at, does, ...outcome }));

const REMOVED = {
  state: 'unknown',
  says: 'unknown',
  offers: 'reload',
  told: [error('removed', 'authorize', false)],
  next: 'reload',
} satisfies Partial<Outcome>;

export const PAGE_FAULTS: readonly PageFault[] = [
  {
    where: 'page',
    fault: 'the browser’s storage is full',
    at: 'consent',
    does: 'storage full',
    ...READY,
  },
  {
    where: 'page',
    fault: 'the browser forbids storage',
    at: 'consent',
    does: 'storage forbidden',
    ...READY,
  },
  {
    where: 'page',
    fault: 'there is no network',
    at: 'consent',
    does: 'offline',
    state: 'failed',
    says: 'failed',
    offers: 'retry',
    told: [error('endpoint-unreachable', 'session', true)],
    next: 'retry',
  },
  {
    where: 'page',
    fault: 'a laptop sleeps for an hour',
    at: 'authorized',
    does: 'clock on by an hour',
    state: 'ready',
    says: 'expired',
    told: ['klarna-expired'],
    next: 'pay',
  },
  {
    where: 'page',
    fault: 'a laptop sleeps for two days',
    at: 'ready',
    does: 'clock on by two days',
    state: 'ready',
    told: ['klarna-expired'],
    next: 'pay',
  },
  {
    where: 'page',
    fault: 'the clock is put back by a day',
    at: 'ready',
    does: 'clock back by a day',
    ...READY,
  },
  ...anew('reload', 'the shopper reloads the page'),
  ...anew('back', 'the shopper leaves the page and comes back'),
  {
    where: 'page',
    fault: 'the browser restores the page from its cache',
    at: 'ready',
    does: 'restored',
    ...READY,
  },
  {
    where: 'page',
    fault: 'the page removes Klarna’s container',
    at: 'loading',
    does: 'container removed',
    ...READY,
  },
  {
    where: 'page',
    fault: 'the page removes Klarna’s container',
    at: 'ready',
    does: 'container removed',
    ...READY,
  },
  {
    where: 'page',
    fault: 'the page removes Klarna’s container',
    at: 'authorizing',
    does: 'container removed',
    ...REMOVED,
  },
  {
    where: 'page',
    fault: 'the page removes Klarna’s container',
    at: 'authorized',
    does: 'container removed',
    state: 'authorized',
    says: 'authorized',
    told: [],
    next: 'nothing',
  },
  {
    where: 'page',
    fault: 'the page empties Klarna’s container, which shows at the press',
    at: 'ready',
    does: 'container emptied',
    state: 'failed',
    says: 'failed',
    offers: 'retry',
    told: [error('operation-failed', 'authorize', true)],
    next: 'retry',
  },
  {
    where: 'page',
    fault: 'the page moves the element',
    at: 'ready',
    does: 'element moved',
    ...READY,
  },
  {
    where: 'page',
    fault: 'the page moves the element',
    at: 'authorizing',
    does: 'element moved',
    ...REMOVED,
  },
  {
    where: 'page',
    fault: 'the page removes the element',
    at: 'authorizing',
    does: 'element removed',
    state: 'unknown',
    // It is in no page any more: nobody hears what it says.
    told: [],
    next: 'gone',
  },
  {
    where: 'page',
    fault: 'other code calls `Klarna.Payments.init` with a session of its own',
    at: 'ready',
    does: 'foreign init',
    ...READY,
  },
  {
    where: 'page',
    fault: 'other code calls `Klarna.Payments.init` with a session of its own',
    at: 'authorizing',
    does: 'foreign init',
    state: 'authorized',
    says: 'authorized',
    told: ['klarna-authorized'],
    next: 'nothing',
  },
];
