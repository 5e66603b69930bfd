/** The element on a server: nothing is rendered, and nothing fails. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { built } from '../harness/node/built.js';

const run = promisify(execFile);

async function printed(program: string): Promise<string> {
  built('dist/index.js');
  const { stdout, stderr } = await run(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { timeout: 60_000 },
  );
  assert.equal(stderr, '');
  return stdout.trim();
}

describe('on a server', () => {
  it('an element can be made', async () => {
    const said = await printed(`
      import { KlarnaCheckout } from 'klarna-checkout-element';
      const { state, form, categories, outcome, error } = new KlarnaCheckout();
      console.log(JSON.stringify([state, form, categories, outcome ?? 0, error ?? 0]));
    `);
    assert.equal(said, '["idle",null,[],0,0]');
  });

  it('Lit renders the tag, its attributes and its children, and nothing else', async () => {
    const said = await printed(`
      import { render } from '@lit-labs/ssr';
      import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
      import { html } from 'lit';
      import 'klarna-checkout-element/define.js';
      const purchase = { order_amount: 1000 };
      const page = html\`<klarna-checkout endpoint="/klarna" .purchase=\${purchase}><p>…</p></klarna-checkout>\`;
      console.log((await collectResult(render(page))).replaceAll(/<!--.*?-->/g, ''));
    `);
    assert.match(said, /^<klarna-checkout endpoint="\/klarna"\s*><p>…<\/p><\/klarna-checkout>$/);
  });
});
