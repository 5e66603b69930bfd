/** Klarna's script. Two quiet retries, half a second and one and a half seconds apart, come before any word. */
import { error, type Outcome, type ScriptFault } from '../table.js';

const BLOCKED = {
  after: 2,
  state: 'failed',
  says: 'failed',
  offers: 'retry',
  told: [error('sdk-blocked', 'sdk', true)],
} satisfies Partial<Outcome>;

const INCOMPLETE = {
  after: 15,
  state: 'failed',
  says: 'failed',
  offers: 'retry',
  told: [error('sdk-incomplete', 'sdk', true)],
  next: 'other',
  ends: true,
} satisfies Partial<ScriptFault>;

const JS = { type: 'text/javascript' };

export const SCRIPT_FAULTS: readonly ScriptFault[] = [
  {
    where: 'script',
    fault: 'its host cannot be found',
    script: 'http://nowhere.invalid/api.js',
    ...BLOCKED,
    next: 'other',
  },
  {
    where: 'script',
    fault: 'its host refuses the connection, as many ad blockers let it look',
    script: 'http://127.0.0.1:9/api.js',
    ...BLOCKED,
    next: 'other',
  },
  {
    where: 'script',
    fault: 'answers 404',
    script: { ...JS, status: '404' },
    heals: true,
    ...BLOCKED,
    next: 'retry',
  },
  {
    where: 'script',
    fault: 'answers 500',
    script: { ...JS, status: '500' },
    heals: true,
    ...BLOCKED,
    next: 'retry',
  },
  {
    where: 'script',
    fault: 'is blocked by the page’s `script-src`',
    script: { ...JS },
    foreign: true,
    policy: "script-src 'self'",
    ...BLOCKED,
    next: 'other',
  },
  {
    where: 'script',
    fault: 'is HTML, as of a captive portal, and the server forbids to guess',
    script: { type: 'text/html', nosniff: '1', body: '<!doctype html><p>Sign in' },
    heals: true,
    ...BLOCKED,
    next: 'retry',
  },
  {
    where: 'script',
    fault: 'answers nothing for 15 seconds, and comes after all',
    script: { ...JS, delay: '400', body: 'stage.arrive()' },
    after: 15,
    state: 'failed',
    says: 'failed',
    offers: 'retry',
    told: [error('sdk-timeout', 'sdk', true)],
    next: 'pay',
  },
  {
    where: 'script',
    fault: 'answers nothing at all',
    script: { ...JS, delay: '60000' },
    after: 15,
    state: 'failed',
    says: 'failed',
    offers: 'retry',
    told: [error('sdk-timeout', 'sdk', true)],
    next: 'other',
  },
  {
    where: 'script',
    fault: 'is cut off in the middle',
    script: { ...JS, cut: '1' },
    noise: true,
    ...BLOCKED,
    told: [error(['sdk-blocked', 'sdk-incomplete'], 'sdk', true)],
    next: 'other',
  },
  {
    where: 'script',
    fault: 'is HTML that is run as a script',
    script: { type: 'text/plain', body: '<!doctype html><p>Sign in' },
    noise: true,
    ...INCOMPLETE,
  },
  {
    where: 'script',
    fault: 'throws while it runs',
    script: { ...JS, body: 'throw new Error("half-way")' },
    noise: true,
    ...INCOMPLETE,
  },
  {
    where: 'script',
    fault: 'is replaced by an empty file, as some ad blockers do',
    script: { redirect: '/test-endpoint/empty.js?type=text/javascript' },
    ...INCOMPLETE,
  },
  {
    where: 'script',
    fault: 'is another product of Klarna’s: `window.Klarna` is there, `Klarna.Payments` is not',
    script: { ...JS, body: 'window.Klarna = { OnsiteMessaging: {} }' },
    ...INCOMPLETE,
  },
  {
    where: 'script',
    fault: 'is replaced by a dummy whose functions do nothing',
    script: {
      ...JS,
      body: 'window.Klarna = { Payments: { init() {}, load() {}, authorize() {}, on() {}, off() {} } }',
    },
    after: 25,
    state: 'failed',
    says: 'failed',
    offers: 'retry',
    told: [error('load-timeout', 'load', true)],
    next: 'other',
  },
];
