import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlacingContext, Order } from '../../../../src/server/gateways/gateway.js';
import type { Behaviour } from '../loopback.js';
import { CUT, SILENT } from '../loopback.js';
import { context, line, order, problemOf } from '../shop.js';
import type { Processor, Reply } from './processor.js';
import {
  AUTH_ID,
  authorized,
  AUTHORIZED,
  names,
  processors,
  SESSION_ID,
  status,
} from './processor.js';

const start = processors();
const serve = (...answers: (Reply | Behaviour)[]) => start(answers);

const reference = { id: SESSION_ID, data: { country: 'DE', currency: 'EUR' } };
const cart = order([line({ unitPrice: 1190 })]);
const place = (
  server: Processor,
  changes: Partial<Order> = {},
  own: PlacingContext = context(),
  token = 'b4bd3423-24e3',
) => server.gateway.placeOrder(reference, token, { ...cart, ...changes }, own);

describe('CyberSource authorization', () => {
  it('sends the token, the whole cart, and that the widget is inline', async () => {
    const server = await serve(AUTHORIZED);
    await place(server);
    assert.deepEqual(names(server.sent()), [
      'merchantID',
      'merchantReferenceCode',
      'clientLibrary',
      'billTo',
      'item',
      'purchaseTotals',
      'merchantDefinedData',
      'apPaymentType',
      'apAuthService',
      'merchantTransactionIdentifier',
    ]);
    const expected = {
      merchantReferenceCode: 'R-1001',
      'purchaseTotals/grandTotalAmount': '11.90',
      'merchantDefinedData/field5': 'inline',
      apPaymentType: 'KLI',
      'apAuthService/preapprovalToken': 'b4bd3423-24e3',
      'apAuthService/successURL': 'https://shop.example/klarna/return/success',
      'billTo/firstName': 'Testperson-de',
    };
    for (const [path, text] of Object.entries(expected))
      assert.equal(server.text(path), text, path);
  });

  it('has one transaction identifier for all tries of a purchase, and another for another', async () => {
    const server = await serve(AUTHORIZED);
    const identifiers: (string | undefined)[] = [];
    for (const idempotencyKey of ['one', 'one', 'two']) {
      await place(server, {}, context({ idempotencyKey }));
      identifiers.push(server.text('merchantTransactionIdentifier'));
    }
    assert.match(identifiers[0]!, /^[0-9a-f]{30}$/);
    assert.equal(identifiers[0], identifiers[1]);
    assert.notEqual(identifiers[0], identifiers[2]);
  });

  it('gives the ids that the shop needs later, as text', async () => {
    const placed = await place(await serve(AUTHORIZED));
    assert.deepEqual(placed, {
      status: 'completed',
      order_id: 'R-1001',
      upstream: {
        reference: 'R-1001',
        session_request_id: SESSION_ID,
        auth_request_id: AUTH_ID,
        processor_transaction_id: 'KLARNA-1',
      },
    });
  });

  const url = '<c:merchantURL>https://payments.klarna.com/r?a=1&amp;b=2</c:merchantURL>';
  for (const [members, expected] of [
    ['<c:paymentStatus>AUTHORIZED</c:paymentStatus>', 'completed'],
    ['<c:status>authorized</c:status>', 'completed'],
    ['<c:responseCode>00003</c:responseCode>', 'completed'],
    ['<c:responseCode>00000</c:responseCode>', 'completed'],
    ['<c:paymentStatus>pending</c:paymentStatus>', 'pending'],
    ['<c:responseCode>00001</c:responseCode>', 'pending'],
    [`<c:paymentStatus>pending</c:paymentStatus>${url}`, 'redirect'],
    [`<c:paymentStatus>authorized</c:paymentStatus>${url}`, 'completed'],
  ] as const)
    it(`traps 30 and 32: ${members} is ${expected}`, async () => {
      const placed = await place(await serve(authorized(members)));
      assert.equal(placed.status, expected);
      const goes = members.includes(url) ? 'https://payments.klarna.com/r?a=1&b=2' : undefined;
      assert.equal(placed.redirect_url, goes);
    });

  it('REVIEW with 480 is pending: a person still looks at it', async () => {
    const reply = authorized('<c:paymentStatus>authorized</c:paymentStatus>', {
      decision: 'REVIEW',
      reasonCode: '480',
    });
    assert.equal((await place(await serve(reply))).status, 'pending');
  });

  it('takes no address that is not https', async () => {
    const reply = authorized(
      '<c:status>pending</c:status><c:merchantURL>javascript:alert(1)</c:merchantURL>',
    );
    const placed = await place(await serve(reply));
    assert.deepEqual([placed.status, placed.redirect_url], ['pending', undefined]);
  });
});

describe('CyberSource authorization: refusals', () => {
  for (const [reply, code, action] of [
    [authorized('<c:paymentStatus>failed</c:paymentStatus>'), 'declined', 'other_method'],
    [authorized('<c:responseCode>10000</c:responseCode>'), 'declined', 'other_method'],
    [
      authorized('<c:responseCode>10000</c:responseCode>', {
        decision: 'REJECT',
        reasonCode: '102',
      }),
      'declined',
      'other_method',
    ],
    [{ decision: 'REJECT', reasonCode: '203' }, 'declined', 'other_method'],
    [{ decision: 'REJECT', reasonCode: '233' }, 'declined', 'other_method'],
    [
      { decision: 'REJECT', reasonCode: '102', invalid: ['c:apAuthService/c:preapprovalToken'] },
      'authorization_expired',
      'reauthorize',
    ],
    [
      authorized('<c:responseCode>20000</c:responseCode>', {
        decision: 'ERROR',
        reasonCode: '150',
      }),
      'method_unavailable',
      'other_method',
    ],
    [{ decision: 'ERROR', reasonCode: '150' }, 'outcome_unknown', 'contact'],
    [{ decision: 'ERROR', reasonCode: '151' }, 'outcome_unknown', 'contact'],
    [{ decision: 'ERROR', reasonCode: '152' }, 'outcome_unknown', 'contact'],
    [{ decision: 'REJECT', reasonCode: '151' }, 'outcome_unknown', 'contact'],
    [{ decision: 'ERROR', reasonCode: '888' }, 'outcome_unknown', 'contact'],
  ] as const)
    it(`${JSON.stringify(reply)} is ${code}`, async () => {
      const problem = await problemOf(place(await serve(reply)));
      assert.equal(problem.code, code);
      assert.equal(problem.action, action);
    });

  it('refuses an empty token and an empty session before anything is sent', async () => {
    const server = await serve(AUTHORIZED);
    assert.equal((await problemOf(place(server, {}, context(), ''))).code, 'authorization_expired');
    const nowhere = server.gateway.placeOrder({ id: '', data: {} }, 'token', cart, context());
    assert.equal((await problemOf(nowhere)).code, 'session_expired');
    assert.equal(server.received.length, 0);
  });

  it('has no way to give a token back, and says so', async () => {
    const server = await serve(AUTHORIZED);
    assert.equal(server.gateway.capabilities.cancel, false);
    const problem = await problemOf(server.gateway.cancelAuthorization(reference, 'x', context()));
    assert.equal(problem.code, 'unsupported');
    assert.equal(problem.status, 501);
    assert.equal(server.received.length, 0);
  });
});

describe('CyberSource authorization: a purchase that was sent before', () => {
  for (const reasonCode of ['104', '105']) {
    it(`${reasonCode}: the session says that it was placed, so it counts as placed`, async () => {
      const server = await serve({ decision: 'REJECT', reasonCode }, status('COMPLETED'));
      const placed = await place(server);
      assert.equal(placed.status, 'completed');
      assert.equal(server.text('apCheckStatusService/checkStatusRequestID'), SESSION_ID);
    });

    it(`${reasonCode}: the session is open, or does not answer: duplicate, and no second try`, async () => {
      for (const second of [status('INITIATED'), CUT, { body: '' }]) {
        const server = await serve({ decision: 'REJECT', reasonCode }, second);
        const problem = await problemOf(place(server));
        assert.equal(problem.code, 'duplicate');
        assert.equal(problem.status, 409);
        const authorizations = server.received.filter(({ body }) => body.includes('apAuthService'));
        assert.equal(authorizations.length, 1);
      }
    });
  }
});

describe('CyberSource authorization: nobody pretends to know', () => {
  for (const [what, reply] of [
    ['a cut connection', CUT],
    ['an empty reply', { body: '' }],
    ['status 504', { status: 504, body: '' }],
    ['a reply without a status', authorized('')],
    ['a status of tomorrow', authorized('<c:status>LUCKY</c:status>')],
    ['the reply to somebody else', { ...AUTHORIZED, reference: 'R-9999' }],
    [
      'a fault of the server',
      {
        status: 500,
        body: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode></s:Fault></s:Body></s:Envelope>',
      },
    ],
  ] as const)
    it(`${what}: outcome_unknown`, async () => {
      assert.equal((await problemOf(place(await serve(reply)))).code, 'outcome_unknown');
    });

  it('no reply in time: outcome_unknown', async () => {
    const server = await serve(SILENT);
    const limit = new AbortController();
    const call = place(server, {}, context({ signal: limit.signal }));
    await server.next();
    limit.abort();
    assert.equal((await problemOf(call)).code, 'outcome_unknown');
  });

  it('a refused signature is certain: nothing was placed', async () => {
    const fault =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault xmlns:wsse="urn:x"><faultcode>wsse:FailedCheck</faultcode></s:Fault></s:Body></s:Envelope>';
    const problem = await problemOf(place(await serve({ status: 500, body: fault })));
    assert.equal(problem.code, 'misconfigured');
  });
});
