import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Behaviour } from '../loopback.js';
import { CUT } from '../loopback.js';
import { problemOf } from '../shop.js';
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

describe('CyberSource bookings', () => {
  it('captures a part or the rest', async () => {
    const server = await serve(booked('apCaptureReply'));
    const answer = await server.gateway.orders.capture({
      ...booking,
      authRequestId: AUTH_ID,
      isFinal: false,
    });
    assert.deepEqual(answer, { requestId: BOOKED, status: 'PENDING' });
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

  it('reverses an authorisation', async () => {
    const server = await serve(booked('apAuthReversalReply'));
    await server.gateway.orders.reverse({ ...booking, authRequestId: AUTH_ID });
    assert.equal(server.text('apAuthReversalService/authRequestID'), AUTH_ID);
  });

  it('refunds a capture with reason and note', async () => {
    const server = await serve(booked('apRefundReply'));
    await server.gateway.orders.refund({
      ...booking,
      captureRequestId: BOOKED,
      reason: 'Returned',
      note: 'Too small',
    });
    assert.equal(server.text('apRefundService/captureRequestID'), BOOKED);
    assert.equal(server.text('apRefundService/reason'), 'Returned');
    assert.equal(server.text('apRefundService/note'), 'Too small');
  });

  it('tells the status of anything by its request id', async () => {
    const server = await serve(status('settled'));
    const answer = await server.gateway.orders.status({ requestId: AUTH_ID, reference: 'Q-1' });
    assert.deepEqual(answer, { requestId: AUTH_ID, status: 'SETTLED' });
  });

  it('the same booking has the same identifier, another booking or service another', async () => {
    const server = await serve(booked('apCaptureReply'));
    const { orders } = server.gateway;
    const identifiers: (string | undefined)[] = [];
    for (const reference of ['B-1', 'B-1', 'B-2']) {
      await orders.capture({ ...booking, reference, authRequestId: AUTH_ID, isFinal: false });
      identifiers.push(server.text('merchantTransactionIdentifier'));
    }
    await orders.reverse({ ...booking, authRequestId: AUTH_ID }).catch(() => undefined);
    identifiers.push(server.text('merchantTransactionIdentifier'));
    const [first, again, ...others] = identifiers;
    assert.equal(first, again);
    assert.equal(new Set([first, ...others]).size, 3);
  });

  it('a failed booking is a problem, a cut one unknown', async () => {
    const failed = await serve(booked('apRefundReply', 'failed'));
    const refund = { ...booking, captureRequestId: BOOKED };
    assert.equal((await problemOf(failed.gateway.orders.refund(refund))).code, 'declined');
    const cut = await serve(CUT);
    assert.equal((await problemOf(cut.gateway.orders.refund(refund))).code, 'outcome_unknown');
  });

  it('refuses what could not be booked', async () => {
    const server = await serve(booked('apCaptureReply'));
    for (const wrong of [{ amount: 0 }, { amount: 1.5 }, { currency: 'euro' }, { reference: '' }]) {
      const capture = { ...booking, ...wrong, authRequestId: AUTH_ID, isFinal: true };
      const problem = await problemOf(server.gateway.orders.capture(capture));
      assert.equal(problem.code, 'invalid_order');
    }
    const { orders } = server.gateway;
    const nothing = orders.reverse({ ...booking, authRequestId: '' });
    assert.equal((await problemOf(nothing)).code, 'invalid_order');
    assert.equal(server.received.length, 0);
  });
});
