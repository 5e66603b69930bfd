import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Behaviour } from '../loopback.js';
import { CUT } from '../loopback.js';
import { line, problemOf } from '../shop.js';
import type { Reply } from './processor.js';
import { AUTH_ID, names, processors, status } from './processor.js';

const start = processors();
const serve = (...answers: (Reply | Behaviour)[]) => start(answers);

const BOOKED = '8888888888888888888888';
const booked = (service: string, text = 'PENDING'): Reply => ({
  requestID: BOOKED,
  service: `<c:${service}><c:reasonCode>100</c:reasonCode><c:status>${text}</c:status></c:${service}>`,
});
const booking = { reference: 'B-1', amount: 1995, currency: 'EUR' };
const placed = { auth_request_id: AUTH_ID };

describe('CyberSource bookings', () => {
  it('captures a part or the rest, and gives the id that a refund needs', async () => {
    const server = await serve(booked('apCaptureReply'));
    const answer = await server.gateway.orders.capture(placed, { ...booking, isFinal: false });
    assert.deepEqual(answer, {
      status: 'pending',
      upstream: { capture_request_id: BOOKED, last_request_id: BOOKED },
    });
    assert.deepEqual(names(server.sent()), [
      'merchantID',
      'merchantReferenceCode',
      'clientLibrary',
      'purchaseTotals',
      'apPaymentType',
      'apCaptureService',
      'merchantTransactionIdentifier',
    ]);
    assert.equal(server.text('purchaseTotals/grandTotalAmount'), '19.95');
    assert.equal(server.text('apCaptureService/authRequestID'), AUTH_ID);
    assert.equal(server.text('apCaptureService/isFinal'), 'false');
  });

  it('cancels by reversing the authorization', async () => {
    const server = await serve(booked('apAuthReversalReply', 'AUTH_REVERSED'));
    const answer = await server.gateway.orders.cancel(placed, booking);
    assert.equal(answer.status, 'completed');
    assert.equal(server.text('apAuthReversalService/authRequestID'), AUTH_ID);
  });

  it('refunds a capture with reason and note', async () => {
    const server = await serve(booked('apCaptureReply'), booked('apRefundReply'));
    const { orders } = server.gateway;
    const captured = await orders.capture(placed, { ...booking, isFinal: true });
    await orders.refund(
      { ...placed, ...captured.upstream },
      { ...booking, reason: 'Returned', description: 'Too small' },
    );
    assert.equal(server.text('apRefundService/captureRequestID'), BOOKED);
    assert.equal(server.text('apRefundService/reason'), 'Returned');
    assert.equal(server.text('apRefundService/note'), 'Too small');
  });

  for (const [word, expected] of [
    ['pending', 'pending'],
    ['authorized', 'authorized'],
    ['settled', 'captured'],
    ['REFUNDED', 'refunded'],
    ['AUTH_REVERSED', 'cancelled'],
    ['abandoned', 'expired'],
    ['FAILED', 'failed'],
    ['CHARGEBACK', 'other'],
  ] as const)
    it(`reads ${word} as ${expected}, of the newest booking or else of the authorization`, async () => {
      const server = await serve(status(word));
      const { orders } = server.gateway;
      assert.deepEqual(await orders.read(placed), {
        status: expected,
        reported: word.toUpperCase(),
      });
      assert.equal(server.text('apCheckStatusService/checkStatusRequestID'), AUTH_ID);
      await orders.read({ ...placed, last_request_id: BOOKED });
      assert.equal(server.text('apCheckStatusService/checkStatusRequestID'), BOOKED);
    });

  it('has one identifier for a booking, and others for other bookings, services and orders', async () => {
    const server = await serve(booked('apCaptureReply'));
    const { orders } = server.gateway;
    const identifiers: (string | undefined)[] = [];
    for (const reference of ['B-1', 'B-1', 'B-2']) {
      await orders.capture(placed, { ...booking, reference, isFinal: false });
      identifiers.push(server.text('merchantTransactionIdentifier'));
    }
    await orders.capture({ auth_request_id: BOOKED }, { ...booking, isFinal: false });
    identifiers.push(server.text('merchantTransactionIdentifier'));
    await orders.cancel(placed, booking);
    identifiers.push(server.text('merchantTransactionIdentifier'));
    const [first, again, ...others] = identifiers;
    assert.equal(first, again);
    assert.equal(new Set([first, ...others]).size, 4);
  });

  it('tells a failed booking, a repeated one and one of unknown end apart', async () => {
    const captured = { ...placed, capture_request_id: BOOKED };
    for (const [reply, code] of [
      [booked('apRefundReply', 'failed'), 'declined'],
      [{ decision: 'REJECT', reasonCode: '105' }, 'duplicate'],
      [CUT, 'outcome_unknown'],
    ] as const) {
      const server = await serve(reply);
      assert.equal((await problemOf(server.gateway.orders.refund(captured, booking))).code, code);
    }
  });

  it('refuses what could not be booked, before anything is sent', async () => {
    const server = await serve(booked('apCaptureReply'));
    const { orders } = server.gateway;
    for (const wrong of [
      { amount: 0 },
      { amount: 1.5 },
      { currency: 'euro' },
      { reference: '' },
      { lines: [line({ unitPrice: 1994 })] },
    ]) {
      const capture = { ...booking, ...wrong, isFinal: true };
      assert.equal((await problemOf(orders.capture(placed, capture))).code, 'invalid_order');
    }
    const nothing = await problemOf(orders.cancel({}, booking));
    assert.equal(nothing.code, 'invalid_order');
    assert.match(nothing.message, /auth_request_id/);
    assert.equal(server.received.length, 0);
  });
});
