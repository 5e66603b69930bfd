import { expect } from '@open-wc/testing';
import { Clock } from './clock.js';
import type { Command } from './commands.js';
import { play } from './search.js';
import { PLAIN, type Setup } from './world.js';

/** Agrees, loads and presses: from here on Klarna decides. */
const PAYING: readonly Command[] = [{ do: 'go-on' }, { do: 'go-on' }, { do: 'go-on' }];
const PASS: Command = { do: 'pass', milliseconds: 50 };

/** What the search has found, each as short as it could be made. Whatever it finds next comes here too. */
const COUNTER_EXAMPLES: Readonly<Record<string, readonly [Partial<Setup>, ...Command[]]>> = {
  'the form sent itself without a token after a listener of klarna-authorized had changed the cart':
    [{}, { do: 'react', event: 'klarna-authorized', by: 'refresh' }, ...PAYING, PASS],
  'the form sent itself without a token, disabled by the page while Klarna decided': [
    {},
    ...PAYING,
    { do: 'disable-fieldset', isOn: true },
    PASS,
  ],
  'our own pay button did not pay where the submitter attribute named another one': [
    {},
    { do: 'attribute', on: 'a', name: 'submitter', value: '#buy' },
    ...PAYING,
  ],
  'a press too early hid the reload that an unknown outcome needs': [
    {},
    ...PAYING,
    { do: 'delete-mount', on: 'a' },
    { do: 'press', on: 'a', way: 'method', kind: 'authorize', times: 1 },
  ],
  'a checkout that was removed while Klarna decided still waited for the end of its session': [
    { consent: 'granted' },
    { do: 'attribute', on: 'a', name: 'pay-button', value: 'hide' },
    { do: 'go-on' },
    { do: 'press', on: 'a', way: 'method', kind: 'authorize', times: 1 },
    { do: 'remove', on: 'a' },
  ],
  'the form went on saying finalize_required after the session was started anew': [
    { autoFinalize: false },
    ...PAYING,
    { do: 'pass', milliseconds: 0 },
    { do: 'page-restored' },
  ],
  'the session was asked for though a listener of klarna-consent had withdrawn': [
    {},
    { do: 'react', event: 'klarna-consent', by: 'withdrawConsent' },
    { do: 'go-on' },
  ],
  'an approval was announced though a listener of klarna-state had withdrawn': [
    {},
    ...PAYING,
    { do: 'react', event: 'klarna-state', by: 'withdrawConsent' },
    PASS,
  ],
  'an approval had nobody to go back to while the page named a wrong endpoint, and counted as lost once it named the right one':
    [
      { consent: 'granted', isSlow: true },
      ...PAYING,
      {
        do: 'attribute',
        on: 'a',
        name: 'endpoint',
        value: 'https://elsewhere.example/klarna',
      },
      { do: 'pass', milliseconds: 121_000 },
      { do: 'attribute', on: 'a', name: 'endpoint', value: '/klarna/a' },
    ],
  'a load that had waited behind another payment began after another method was chosen': [
    { choice: true, isSlow: true, second: true },
    { do: 'attribute', on: 'b', name: 'consent', value: 'granted' },
    { do: 'go-on', on: 'a' },
    { do: 'pass', milliseconds: 61_000 },
    { do: 'press', on: 'b', way: 'method', kind: 'authorize', times: 1 },
    { do: 'reset', on: 'a' },
    { do: 'go-on', on: 'b' },
    { do: 'klarna-will', method: 'load', plan: { answer: 'approve', atOnce: 'throw' } },
    { do: 'refresh', on: 'a' },
    { do: 'choose', method: 'invoice' },
    { do: 'pass', milliseconds: 61_000 },
    { do: 'go-on', on: 'a' },
  ],
  'moving the checkout brought back a consent that had been withdrawn': [
    { consent: 'granted' },
    { do: 'withdrawConsent', on: 'a' },
    { do: 'remove', on: 'a' },
    { do: 'put-back', on: 'a' },
  ],
  'a load that had waited for the other checkout began when both were taken out': [
    { second: true },
    { do: 'go-on' },
    { do: 'pass', milliseconds: 121_000 },
    { do: 'klarna-will', method: 'authorize', plan: { answer: 'approve', delay: 30_000 } },
    { do: 'go-on', on: 'b' },
    { do: 'go-on' },
    { do: 'go-on' },
  ],
  'the pay button stayed greyed out after the checkout was enabled again': [
    {},
    { do: 'disable', on: 'a', isOn: true },
    { do: 'agree', on: 'a' },
    PASS,
    { do: 'disable', on: 'a', isOn: false },
    { do: 'go-on' },
  ],
  'authorize() said that nothing was asked though a listener had asked in its place': [
    {},
    { do: 'react', event: 'klarna-before-authorize', by: 'authorize' },
    { do: 'go-on' },
    PASS,
    { do: 'press', on: 'a', way: 'method', kind: 'authorize', times: 1 },
  ],
  'a load after a failed one found the remains of it in its container': [
    { consent: 'granted' },
    { do: 'klarna-will', method: 'load', plan: { answer: 'show', atOnce: 'throw' } },
    { do: 'pass', milliseconds: 0 },
    { do: 'attribute', on: 'a', name: 'cart-version', value: '1' },
    PASS,
  ],
};

describe('what the search has found', () => {
  let clock: Clock;

  before(() => {
    clock = new Clock();
  });
  after(() => clock.restore());

  for (const [name, [setup, ...steps]] of Object.entries(COUNTER_EXAMPLES)) {
    it(name, async () => {
      expect(await play(clock, { setup: { ...PLAIN, ...setup }, steps })).to.equal(undefined);
    });
  }
});
