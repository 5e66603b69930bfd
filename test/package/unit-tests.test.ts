/** A shop's unit tests, in the runners and the stand-ins for a browser that most of them use. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { lend, packed, type Packed } from '../harness/node/packed.js';

const run = promisify(execFile);

const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  'Vitest with jsdom': ['vitest/vitest.mjs', 'run', '--globals', '--environment', 'jsdom'],
  'Vitest with happy-dom': ['vitest/vitest.mjs', 'run', '--globals', '--environment', 'happy-dom'],
  'Jest with jsdom': ['jest/bin/jest.js', '--env', 'jsdom'],
  'Jest with happy-dom': ['jest/bin/jest.js', '--env', '@happy-dom/jest-environment'],
};

const LENT = [
  'vitest',
  'jsdom',
  'happy-dom',
  'jest-environment-jsdom',
  '@happy-dom/jest-environment',
];

/** Of a form with the element in it: what a component of a shop renders. */
const TESTS = {
  'checkout.test.js': `
    import 'klarna-checkout-element/define.js';

    const FORM = \`<form method="post">
      <input type="radio" name="method" id="klarna" checked>
      <input type="radio" name="method" id="card">
      <klarna-checkout endpoint="/klarna" choice="#klarna" consent="granted"></klarna-checkout>
      <button>Buy</button>
    </form>\`;
    const mounted = async () => {
      document.body.innerHTML = FORM;
      const checkout = document.querySelector('klarna-checkout');
      await checkout.updateComplete;
      return checkout;
    };

    test('the element says that it cannot work here', async () => {
      const checkout = await mounted();
      expect([checkout.state, checkout.error.code]).toEqual(['unavailable', 'browser-unsupported']);
      expect(document.querySelector('#klarna').disabled).toBe(true);
      expect(await checkout.authorize()).toEqual({ type: 'not-ready', state: 'unavailable' });
    });

    test('a handler is tested with an event of its own', async () => {
      const checkout = await mounted();
      const tokens = [];
      checkout.addEventListener('klarna-authorized', (event) => tokens.push(event.detail.authorizationToken));
      checkout.dispatchEvent(new CustomEvent('klarna-authorized', { detail: { authorizationToken: 'token-1' } }));
      expect(tokens).toEqual(['token-1']);
    });

    test('it can be moved and taken away', async () => {
      const checkout = await mounted();
      document.body.append(checkout);
      await new Promise((resolve) => setTimeout(resolve));
      checkout.remove();
      document.querySelector('form').append(checkout);
      checkout.setAttribute('cart-version', '2');
      await checkout.updateComplete;
      expect(checkout.state).toBe('unavailable');
    });
  `,
  'short.test.js': `
    import 'klarna-checkout-element/define.js';

    test('ends while the element begins', () => {
      document.documentElement.lang = 'de';
      document.body.innerHTML = '<klarna-checkout endpoint="/klarna" consent="granted"></klarna-checkout>';
    });
  `,
};

describe('unit tests of a shop end well in', () => {
  let pack: Packed;
  before(async () => {
    pack = await packed();
    for (const name of LENT) lend(pack.project, name);
    for (const [name, text] of Object.entries(TESTS)) writeFileSync(join(pack.project, name), text);
  });
  after(() => (pack as Packed | undefined)?.remove());

  for (const [name, [program = '', ...words]] of Object.entries(RUNNERS)) {
    it(name, async () => {
      // Both runners fail at what nobody has caught.
      const { stdout, stderr } = await run(
        process.execPath,
        [resolve('node_modules', program), ...words],
        {
          cwd: pack.project,
          env: {
            ...process.env,
            NODE_ENV: undefined,
            NODE_TEST_CONTEXT: undefined,
            NODE_OPTIONS: '--experimental-vm-modules',
          },
          timeout: 120_000,
        },
      );
      // eslint-disable-next-line no-control-regex -- the runners write in colours
      const said = `${stdout}${stderr}`.replaceAll(/\x1b\[\d+m/g, '');
      assert.match(said, /Tests:?\s+4 passed/);
    });
  }
});
