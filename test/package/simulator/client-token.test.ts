import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createClientToken,
  decodeClientToken,
  experimentsFor,
} from '../../../src/simulator/sdk/client-token.js';

describe('client tokens, on a server', () => {
  it('decode to what was put in, whatever the script', () => {
    const token = createClientToken({ merchant_name: 'Bücher & Ελλάδα', order_amount: 4711 });
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
    const claims = decodeClientToken(token);
    assert.equal(claims?.['merchant_name'], 'Bücher & Ελλάδα');
    assert.equal(claims['order_amount'], 4711);
    assert.equal(claims['environment'], 'playground');
  });

  it('have a session of their own each', () => {
    const [one, two] = [createClientToken(), createClientToken()].map(decodeClientToken);
    assert.notEqual(one?.['session_id'], two?.['session_id']);
  });

  it('carry the experiments of a mode', () => {
    const claims = decodeClientToken(createClientToken({ experiments: experimentsFor('popup') }));
    assert.deepEqual(claims?.['experiments'], [
      { name: 'kp-client-popup-purchase-flow', variate: 'variate-1' },
    ]);
  });

  it('that are none decode to nothing', () => {
    for (const token of ['', 'abc', 'a.b.c', null, 12, `x.${btoa('[]')}.x`]) {
      assert.equal(decodeClientToken(token), undefined);
    }
  });
});

describe('the simulator, imported where there is no page', () => {
  it('does nothing and throws nothing', async () => {
    const simulator = await import('../../../src/simulator/index.js');
    assert.equal(typeof simulator.installKlarnaSimulator, 'function');
    assert.equal('Klarna' in globalThis, false);
  });
});
