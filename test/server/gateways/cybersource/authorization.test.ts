import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  OpenAttempt,
  Order,
  PlacingContext,
} from '../../../../src/server/gateways/gateway.js';
import type { Behaviour } from '../loopback.js';
import { CUT, SILENT } from '../loopback.js';
import { firstAttempt } from '../../support/attempt.js';
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
    it(`gives ${expected} when the reply holds ${members}`, async () => {
      const placed = await place(await serve(authorized(members)));
      assert.equal(placed.status, expected);
      const goes = members.includes(url) ? 'https://payments.klarna.com/r?a=1&b=2' : undefined;
      assert.equal(placed.redirect_url, goes);
    });

  for (const [members, expected] of [
    ['<c:paymentStatus>authorized</c:paymentStatus>', 'pending'],
    [`<c:paymentStatus>authorized</c:paymentStatus>${url}`, 'pending'],
    [`<c:paymentStatus>pending</c:paymentStatus>${url}`, 'redirect'],
    ['', 'pending'],
  ] as const)
    it(`is ${expected} in review when the payment says ${members || 'nothing'}`, async () => {
      const review = { decision: 'REVIEW', reasonCode: '480' };
      const placed = await place(await serve(authorized(members, review)));
      assert.equal(placed.status, expected);
      const goes = members.includes(url) ? 'https://payments.klarna.com/r?a=1&b=2' : undefined;
      assert.equal(placed.redirect_url, goes);
    });

  it('is declined in review when the payment has failed', async () => {
    const review = { decision: 'REVIEW', reasonCode: '480' };
    const reply = authorized('<c:paymentStatus>failed</c:paymentStatus>', review);
    assert.equal((await problemOf(place(await serve(reply)))).code, 'declined');
  });

  it('takes no address that is not https', async () => {
    const reply = authorized(
      '<c:status>pending</c:status><c:merchantURL>javascript:alert(1)</c:merchantURL>',
    );
    const placed = await place(await serve(reply));
    assert.deepEqual([placed.status, placed.redirect_url], ['pending', undefined]);
  });
});

describe('refusals of CyberSource authorization', () => {
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

const reversal = (text: string) =>
  `<c:apAuthReversalReply><c:reasonCode>100</c:reasonCode><c:status>${text}</c:status></c:apAuthReversalReply>`;

describe('CyberSource authorization of an attempt that was sent before', () => {
  for (const reasonCode of ['104', '105'])
    it(`says duplicate and asks nothing of the session when CyberSource answers ${reasonCode}`, async () => {
      const server = await serve({ decision: 'REJECT', reasonCode }, status('COMPLETED'));
      const problem = await problemOf(place(server));
      assert.equal(problem.code, 'duplicate');
      assert.equal(problem.status, 409);
      assert.equal(server.received.length, 1);
    });

  it('sends the same number for a repeated attempt, another for another token', async () => {
    const server = await serve(AUTHORIZED);
    const { gateway } = server;
    assert.deepEqual(
      [1, 2, 3].map((number) => gateway.attemptReference!('R-1001', number)),
      ['R-1001', 'R-1001-2', 'R-1001-3'],
    );
    const attempt = firstAttempt(gateway.attemptReference!('R-1001', 2), { number: 2 });
    const placed = await place(server, {}, context({ attempt }));
    assert.equal(server.text('merchantReferenceCode'), 'R-1001-2');
    assert.equal(placed.order_id, 'R-1001');
    assert.equal(placed.upstream['reference'], 'R-1001-2');
  });
});

describe('the status of a CyberSource attempt', () => {
  const attempt: OpenAttempt = {
    session: reference,
    reference: 'R-1001',
    orderReference: 'R-1001',
    amount: 1190,
    currency: 'EUR',
    upstream: { auth_request_id: AUTH_ID },
  };
  const answered = {
    service:
      '<c:apCheckStatusReply><c:reasonCode>100</c:reasonCode><c:responseCode>00000</c:responseCode></c:apCheckStatusReply>',
  };

  for (const [reply, expected, placing] of [
    [status('authorized'), 'placed', 'completed'],
    [status('SETTLED'), 'placed', 'completed'],
    [status('pending'), 'placed', 'pending'],
    [status('failed'), 'refused', undefined],
    [status('ABANDONED'), 'refused', undefined],
    [status('AUTH_REVERSED'), 'refused', undefined],
    [status('LUCKY'), 'unknown', undefined],
    [answered, 'unknown', undefined],
  ] as const)
    it(`is ${expected} when the authorization answers ${JSON.stringify(reply.service)}`, async () => {
      const server = await serve(reply);
      const told = await server.gateway.readAttempt(attempt, context());
      assert.equal(told.status, expected);
      assert.equal(told.status === 'placed' ? told.placed.status : undefined, placing);
      assert.equal(server.text('apCheckStatusService/checkStatusRequestID'), AUTH_ID);
    });

  it('is unknown, and nothing is asked, when the request id was lost with the answer', async () => {
    const server = await serve(status('COMPLETED'));
    const told = await server.gateway.readAttempt({ ...attempt, upstream: {} }, context());
    assert.equal(told.status, 'unknown');
    assert.equal(server.received.length, 0);
  });

  for (const [reply, expected] of [
    [{ service: reversal('AUTH_REVERSED') }, true],
    [{ service: reversal('PENDING') }, false],
    [{ decision: 'REJECT', reasonCode: '105' }, false],
  ] as const)
    it(`returns ${expected} when the reversal answers ${JSON.stringify(reply)}`, async () => {
      const server = await serve(reply);
      assert.equal(await server.gateway.releaseAttempt(attempt, context()), expected);
      assert.equal(server.text('apAuthReversalService/authRequestID'), AUTH_ID);
    });
});

describe('CyberSource authorization with an unknown outcome', () => {
  for (const [what, reply] of [
    ['a cut connection', CUT],
    ['an empty reply', { body: '' }],
    ['status 504', { status: 504, body: '' }],
    ['a reply without a status', authorized('')],
    ['a status of tomorrow', authorized('<c:status>LUCKY</c:status>')],
    ['the reply to somebody else', { ...AUTHORIZED, reference: 'R-9999' }],
    ['a reply without its reference', { ...AUTHORIZED, reference: '' }],
    [
      'a fault of the server',
      {
        status: 500,
        body: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode></s:Fault></s:Body></s:Envelope>',
      },
    ],
  ] as const)
    it(`reports outcome_unknown for ${what}`, async () => {
      assert.equal((await problemOf(place(await serve(reply)))).code, 'outcome_unknown');
    });

  it('reports outcome_unknown when no reply comes in time', async () => {
    const server = await serve(SILENT);
    const limit = new AbortController();
    const call = place(server, {}, context({ signal: limit.signal }));
    await server.next();
    limit.abort();
    assert.equal((await problemOf(call)).code, 'outcome_unknown');
  });

  it('reports that nothing was placed when the signature is refused', async () => {
    const fault =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault xmlns:wsse="urn:x"><faultcode>wsse:FailedCheck</faultcode></s:Fault></s:Body></s:Envelope>';
    const problem = await problemOf(place(await serve({ status: 500, body: fault })));
    assert.equal(problem.code, 'misconfigured');
  });
});
