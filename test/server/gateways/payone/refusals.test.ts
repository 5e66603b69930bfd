import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Behaviour } from '../loopback.js';
import { CUT, SILENT } from '../loopback.js';
import { context, problemOf } from '../shop.js';
import { cart, CLIENT_TOKEN, KEY, platforms, REDIRECT, STARTED } from './platform.js';

const payone = platforms();

describe('PAYONE refusals of a session', () => {
  const error = (code: number, text: string, message = '') =>
    `status=ERROR\nerrorcode=${code}\nerrormessage=${text}\ncustomermessage=${message}`;
  const refusal = async (reply: string | Behaviour) => {
    const server = await payone([reply]);
    return problemOf(server.gateway.createSession(cart, context()));
  };

  it('shows the customer message and logs, not shows, the internal one', async () => {
    const server = await payone([error(2, 'Internal text', 'Bitte andere Zahlart wählen.')]);
    const own = context();
    const problem = await problemOf(server.gateway.createSession(cart, own));
    assert.equal(problem.code, 'declined');
    assert.equal(problem.action, 'other_method');
    assert.equal(problem.customerMessage, 'Bitte andere Zahlart wählen.');
    assert.ok(!problem.message.includes('Internal text'));
    assert.equal(own.logged[0]!.fields!['errormessage'], 'Internal text');
    assert.ok(!JSON.stringify(own.logged).includes(KEY));
  });

  for (const [code, text, expected] of [
    [2, 'Authorization declined', 'declined'],
    [34, 'Manipulation suspected', 'declined'],
    [77, 'A code of tomorrow', 'declined'],
    [103, 'Choose another method', 'declined'],
    [981, 'Not offered', 'method_unavailable'],
    [911, 'Reference number already exists', 'duplicate'],
    [1076, 'Parameter {key} faulty or missing', 'misconfigured'],
    [1202, 'Parameter {request} faulty or missing', 'misconfigured'],
    [1611, 'Parameter {id[1]} faulty or missing', 'invalid_order'],
    [9999, 'A code of tomorrow', 'invalid_order'],
  ] as const)
    it(`error ${code} "${text}" is ${expected}`, async () => {
      assert.equal((await refusal(error(code, text))).code, expected);
    });

  it('a faulty customer parameter names the field that the shop can mark', async () => {
    const problem = await refusal(error(1078, 'Parameter {birthday} faulty or missing'));
    assert.equal(problem.code, 'invalid_customer');
    assert.deepEqual(problem.invalidFields, ['customer.date_of_birth']);
  });

  it('reads an error in JSON', async () => {
    const problem = await refusal(
      JSON.stringify({
        Status: 'ERROR',
        Error: { ErrorCode: '981', ErrorMessage: 'x', CustomerMessage: 'Nicht möglich.' },
      }).replace(/^/, '\ufeff'),
    );
    assert.equal(problem.code, 'method_unavailable');
    assert.equal(problem.customerMessage, 'Nicht möglich.');
  });

  for (const [name, reply] of [
    ['empty body', { body: '' }],
    ['HTML', { body: '<html>Maintenance</html>' }],
    ['status 500', { status: 500, body: STARTED }],
    ['a redirect', { status: 302, headers: { Location: 'https://evil.example/' }, body: '' }],
    ['half a JSON object', { body: '{"Status":"OK","AddPay' }],
    ['OK without a token', { body: 'status=OK\nworkorderid=WX1' }],
    ['OK without a workorder', { body: `status=OK\nadd_paydata[client_token]=${CLIENT_TOKEN}` }],
    ['REDIRECT where a session was asked for', { body: REDIRECT }],
    ['10 MB', { body: 'status=OK\n'.padEnd(10_000_000, 'x') }],
    ['a cut reply', CUT],
  ] as const)
    it(`reports upstream_unavailable, to be tried again, for ${name}`, async () => {
      const problem = await refusal(reply);
      assert.equal(problem.code, 'upstream_unavailable');
      assert.equal(problem.action, 'retry');
    });

  it('a slow reply ends with the time limit of the call', async () => {
    const server = await payone([SILENT]);
    const limit = new AbortController();
    const call = server.gateway.createSession(cart, context({ signal: limit.signal }));
    await server.next();
    limit.abort(new DOMException('time is over', 'TimeoutError'));
    assert.equal((await problemOf(call)).code, 'upstream_unavailable');
  });
});
