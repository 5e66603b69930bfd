import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../../../src/server/gateways/gateway.js';
import { CUT, SILENT } from '../loopback.js';
import { firstAttempt } from '../../support/attempt.js';
import { context, line, order, problemOf } from '../shop.js';
import type { Platform } from './platform.js';
import { platforms, REDIRECT } from './platform.js';

const payone = platforms();

const reference = { id: 'session-1', data: { workorderid: 'WSESSION', financingtype: 'KIS' } };
const token = 'b4bd3423-24e3';
const cart = order([line({ unitPrice: 8540 })]);

const place = (server: Platform, changes: Partial<Order> = {}, own = context()) =>
  server.gateway.placeOrder(reference, token, { ...cart, ...changes }, own);

describe('PAYONE preauthorization', () => {
  it('sends token, workorder, reference, address, return addresses and the whole cart', async () => {
    const server = await payone([REDIRECT], { narrativeText: () => 'x'.repeat(100) });
    await place(server);
    const sent = server.sent();
    const expected = {
      request: 'preauthorization',
      reference: 'R-1001',
      'add_paydata[authorization_token]': token,
      clearingtype: 'fnc',
      financingtype: 'KIS',
      amount: '8540',
      currency: 'EUR',
      narrative_text: 'x'.repeat(81),
      successurl: 'https://shop.example/klarna/return/success',
      'pr[1]': '8540',
      street: 'Hellersbergstraße 14',
      email: 'klarna@approved.de',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(sent[name], value, name);
  });

  it('takes the money at once where the shop wants that', async () => {
    const server = await payone([REDIRECT], { request: 'authorization' });
    await place(server);
    assert.equal(server.sent()['request'], 'authorization');
  });

  it('sends workorderid and ip although the sample leaves them out', async () => {
    const server = await payone([REDIRECT]);
    await place(server);
    assert.equal(server.sent()['workorderid'], 'WSESSION');
    assert.equal(server.sent()['ip'], '203.0.113.7');
  });

  it('sends the shopper on when PAYONE answers REDIRECT, with the address exactly as given', async () => {
    const placed = await place(await payone([REDIRECT]));
    assert.equal(placed.status, 'redirect');
    assert.equal(
      placed.redirect_url,
      'https://klarna-payments-eu.playground.klarna.com/v1/sessions/aaa-bbbb/redirect?a=1&b=2',
    );
  });

  for (const [status, expected] of [
    ['PENDING', 'pending'],
    ['APPROVED', 'completed'],
    ['OK', 'completed'],
  ] as const)
    it(`gives ${expected} when PAYONE answers ${status}`, async () => {
      const server = await payone([`status=${status}\ntxid=30343747\nuserid=7890123`]);
      const placed = await place(server);
      assert.equal(placed.status, expected);
      assert.equal(placed.order_id, 'R-1001');
      assert.equal(placed.redirect_url, undefined);
    });

  it('throws a problem when PAYONE answers ERROR', async () => {
    const server = await payone(['status=ERROR\nerrorcode=102\nerrormessage=denied']);
    assert.equal((await problemOf(place(server))).code, 'declined');
  });

  for (const prefix of ['add_paydata', 'addpaydata', 'addresponsedata'])
    it(`keeps both workorders apart, whatever the prefix (${prefix})`, async () => {
      const placed = await place(await payone([REDIRECT.replaceAll('add_paydata', prefix)]));
      assert.deepEqual(placed.upstream, {
        reference: 'R-1001',
        session_id: 'session-1',
        session_workorderid: 'WSESSION',
        workorderid: 'WAUTH',
        reservation_txid: 'RES123456789',
        txid: '30343747',
        userid: '7890123',
        sequencenumber: '0',
        financingtype: 'KIS',
      });
    });

  it('sends the shop’s number for the first attempt, with -2 and -3 for the next', async () => {
    const server = await payone([REDIRECT]);
    const { gateway } = server;
    assert.deepEqual(
      [1, 2, 3].map((number) => gateway.attemptReference!('12345678901234567', number)),
      ['12345678901234567', '12345678901234567-2', '12345678901234567-3'],
    );
    const attempt = firstAttempt(gateway.attemptReference!('R-1001', 2), { number: 2 });
    const placed = await place(server, {}, context({ attempt }));
    assert.equal(server.sent()['reference'], 'R-1001-2');
    assert.equal(placed.order_id, 'R-1001');
    assert.equal(placed.upstream['reference'], 'R-1001-2');
  });

  it('refuses an empty token and a reference without a workorder', async () => {
    const { gateway, received } = await payone([REDIRECT]);
    const own = context();
    assert.equal(
      (await problemOf(gateway.placeOrder(reference, '', cart, own))).code,
      'authorization_expired',
    );
    assert.equal(
      (await problemOf(gateway.placeOrder({ id: 'x', data: {} }, token, cart, own))).code,
      'session_expired',
    );
    assert.equal(received.length, 0);
  });
});

describe('refusals of PAYONE preauthorization', () => {
  for (const [code, text, expected, action] of [
    [101, 'expired', 'authorization_expired', 'reauthorize'],
    [
      1700,
      'Parameter {add_paydata[authorization_token]} faulty',
      'authorization_expired',
      'reauthorize',
    ],
    [1333, 'Parameter {workorderid} faulty or missing', 'session_expired', 'recreate'],
    [990, 'Unknown workorder', 'session_expired', 'recreate'],
    [950, 'Positions do not match the amount', 'order_mismatch', 'reauthorize'],
    [911, 'Reference number already exists', 'duplicate', 'recreate'],
  ] as const)
    it(`error ${code} "${text}" is ${expected}`, async () => {
      const server = await payone([`status=ERROR\nerrorcode=${code}\nerrormessage=${text}`]);
      const problem = await problemOf(place(server));
      assert.equal(problem.code, expected);
      assert.equal(problem.action, action);
    });
});

describe('PAYONE preauthorization with an unknown outcome', () => {
  for (const [name, reply] of [
    ['a cut reply', CUT],
    ['an empty reply', { body: '' }],
    ['status 502', { status: 502, body: '<html>' }],
    ['a status that nobody knows', 'status=MAYBE\ntxid=30343747'],
    ['REDIRECT without an address', 'status=REDIRECT\ntxid=30343747'],
    ['REDIRECT to a script', 'status=REDIRECT\ntxid=30343747\nredirecturl=javascript:alert(1)'],
    ['REDIRECT without TLS', 'status=REDIRECT\ntxid=30343747\nredirecturl=http://klarna.com/'],
    ['APPROVED without a txid', 'status=APPROVED\nuserid=1'],
  ] as const)
    it(`reports outcome_unknown for ${name}`, async () => {
      const problem = await problemOf(place(await payone([reply])));
      assert.equal(problem.code, 'outcome_unknown');
      assert.equal(problem.status, 504);
    });

  it('reports outcome_unknown when no reply comes in time', async () => {
    const server = await payone([SILENT]);
    const limit = new AbortController();
    const call = place(server, {}, context({ signal: limit.signal }));
    await server.next();
    limit.abort();
    assert.equal((await problemOf(call)).code, 'outcome_unknown');
  });

  it('a request that certainly never arrived may be tried again', async () => {
    const server = await payone([REDIRECT]);
    await server.close();
    const problem = await problemOf(place(server));
    assert.equal(problem.code, 'upstream_unavailable');
    assert.equal(problem.action, 'retry');
    const late = await payone([REDIRECT]);
    const over = await problemOf(place(late, {}, context({ signal: AbortSignal.abort() })));
    assert.equal(over.code, 'upstream_unavailable');
    assert.equal(late.received.length, 0);
  });
});

describe('PAYONE cancel_authorization', () => {
  const cancel = (server: Platform, given = token) =>
    server.gateway.cancelAuthorization(reference, given, context());

  it('sends action and token, and no cart', async () => {
    const server = await payone(['status=APPROVED\nworkorderid=WX1']);
    await cancel(server);
    const sent = server.sent();
    assert.equal(sent['request'], 'genericpayment');
    assert.equal(sent['add_paydata[action]'], 'cancel_authorization');
    assert.equal(sent['add_paydata[authorization_token]'], token);
    assert.equal(sent['financingtype'], 'KIS');
    assert.deepEqual(
      Object.keys(sent).filter((name) => /^(it|id|pr|no|de|va)\[|^amount$/.test(name)),
      [],
    );
  });

  it('counts an unknown, an expired and an empty token as given back', async () => {
    for (const [code, text] of [
      [101, 'expired'],
      [1700, 'Parameter {add_paydata[authorization_token]} faulty or missing'],
      [990, 'Unknown authorization token'],
    ] as const)
      await cancel(await payone([`status=ERROR\nerrorcode=${code}\nerrormessage=${text}`]));
    const server = await payone([SILENT]);
    await cancel(server, '');
    assert.equal(server.received.length, 0);
  });

  it('does not call a token given back when PAYONE answers anything but OK or APPROVED', async () => {
    assert.equal(await cancel(await payone(['status=APPROVED'])), true);
    assert.equal(await cancel(await payone(['status=PENDING'])), false);
  });

  it('does not hide that the credentials are wrong', async () => {
    const server = await payone([
      'status=ERROR\nerrorcode=1076\nerrormessage=Parameter {key} faulty or missing',
    ]);
    assert.equal((await problemOf(cancel(server))).code, 'misconfigured');
  });
});
