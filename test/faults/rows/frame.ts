/** What Klarna's script brings onto the page: its frame, a newer build of itself, its purchase-flow library. */
import { experimentsFor } from '../../../src/simulator/sdk/client-token.js';
import { error, type FrameFault, type Outcome } from '../table.js';

const NO_ANSWER = {
  after: 25,
  state: 'failed',
  says: 'failed',
  offers: 'retry',
  told: [error('load-timeout', 'load', true)],
  next: 'retry',
} satisfies Partial<Outcome>;

const SILENT_PRESS = {
  after: 120,
  givesUp: true,
  state: 'unknown',
  says: 'unknown',
  offers: 'reload',
  told: [error('no-answer', 'authorize', false)],
  next: 'reload',
} satisfies Partial<Outcome>;

const NEWER = { version: 'v1.10.0-9999-newer' };
const STATIC = { experiments: experimentsFor('static') };

export const FRAME_FAULTS: readonly FrameFault[] = [
  {
    where: 'frame',
    fault: 'loads and is never ready',
    conditions: { frame: 'silent' },
    ...NO_ANSWER,
  },
  {
    where: 'frame',
    fault: 'is an error page',
    conditions: { frame: 'http-error' },
    ...NO_ANSWER,
  },
  {
    where: 'frame',
    fault: 'never ends to load',
    conditions: { frame: 'hangs' },
    ...NO_ANSWER,
  },
  {
    where: 'frame',
    fault: 'is blocked by the page’s `frame-src`',
    conditions: { frame: 'blocked' },
    state: 'failed',
    says: 'failed',
    told: [error('load-blocked', 'load', false)],
    next: 'other',
  },
  {
    where: 'delegation',
    fault: 'hangs',
    conditions: { delegation: 'hangs' },
    claims: NEWER,
    ...NO_ANSWER,
    next: 'other',
  },
  {
    where: 'delegation',
    fault: 'answers 404; the older build goes on',
    conditions: { delegation: 'missing' },
    claims: NEWER,
    state: 'ready',
    told: [],
    next: 'pay',
  },
  {
    where: 'library',
    fault: 'hangs',
    conditions: { library: 'hangs' },
    claims: STATIC,
    atPress: true,
    ...SILENT_PRESS,
  },
  {
    where: 'library',
    fault: 'throws while it draws',
    conditions: { library: 'throws' },
    claims: STATIC,
    atPress: true,
    ...SILENT_PRESS,
  },
  {
    where: 'library',
    fault: 'fails with an error that Klarna’s script cannot name',
    conditions: { library: 'rejects-unnamed' },
    claims: STATIC,
    atPress: true,
    ...SILENT_PRESS,
  },
  {
    where: 'library',
    fault: 'fails with an error; Klarna’s script calls it a refusal',
    conditions: { library: 'rejects' },
    claims: STATIC,
    atPress: true,
    state: 'declined',
    says: 'declined',
    told: ['klarna-declined'],
    next: 'other',
  },
  {
    where: 'library',
    fault: 'answers 404; Klarna’s script calls it a refusal',
    conditions: { library: 'missing' },
    claims: STATIC,
    atPress: true,
    state: 'declined',
    says: 'declined',
    told: ['klarna-declined'],
    next: 'other',
  },
];
