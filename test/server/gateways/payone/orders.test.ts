import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { creditItems } from '../../../../src/server/gateways/payone/vouchers.js';
import type { Behaviour } from '../loopback.js';
import { CUT } from '../loopback.js';
import { line, order, problemOf } from '../shop.js';
import { platforms } from './platform.js';

const serve = platforms();
const payone = (reply: string | Behaviour = 'status=APPROVED\ntxid=30343747\nsettleaccount=yes') =>
  serve([reply]);

const booking = { txid: '30343747', sequenceNumber: 1, amount: 1500, currency: 'EUR' };
const capture = { ...booking, captureMode: 'completed' } as const;
const item = {
  type: 'goods',
  id: 'car',
  price: 750,
  quantity: 2,
  description: 'Red car',
  taxRate: 1900,
} as const;

describe('PAYONE update_session', () => {
  const update = {
    reservationTxid: 'RES123456789',
    workorderid: 'WAUTH',
    sessionId: 'session-1',
    financingType: 'KIV',
    order: order([line({ unitPrice: 1000 })]),
  } as const;

  it('traps 3 and 6: action update_session, with the product of the session itself', async () => {
    const server = await payone('status=APPROVED\nworkorderid=W2');
    await server.gateway.orders.updateSession(update);
    const expected = {
      request: 'genericpayment',
      'add_paydata[action]': 'update_session',
      'add_paydata[reservation_txid]': 'RES123456789',
      'add_paydata[session_id]': 'session-1',
      workorderid: 'WAUTH',
      country: 'DE',
      currency: 'EUR',
      amount: '1000',
      financingtype: 'KIV',
      'it[1]': 'goods',
    };
    for (const [name, value] of Object.entries(expected))
      assert.equal(server.sent()[name], value, name);
  });

  it('trap 5: reads addresponsedata', async () => {
    const server = await payone(
      'status=APPROVED\naddresponsedata[workorderid]=W2\naddresponsedata[reservation_txid]=R2',
    );
    assert.deepEqual(await server.gateway.orders.updateSession(update), {
      workorderid: 'W2',
      reservation_txid: 'R2',
    });
  });

  it('refuses empty ids', async () => {
    const server = await payone();
    const call = server.gateway.orders.updateSession({ ...update, reservationTxid: '' });
    assert.equal((await problemOf(call)).code, 'invalid_order');
    assert.equal(server.received.length, 0);
  });
});

describe('PAYONE capture', () => {
  it('trap 13: sends an ISO currency, capturemode and settleaccount', async () => {
    const server = await payone();
    const booked = await server.gateway.orders.capture({ ...capture, narrativeText: 'Thanks' });
    const sent = server.sent();
    assert.equal(sent['request'], 'capture');
    assert.equal(sent['txid'], '30343747');
    assert.equal(sent['sequencenumber'], '1');
    assert.equal(sent['capturemode'], 'completed');
    assert.equal(sent['settleaccount'], 'yes');
    assert.equal(sent['amount'], '1500');
    assert.equal(sent['currency'], 'EUR');
    assert.equal(sent['narrative_text'], 'Thanks');
    assert.deepEqual(booked, { txid: '30343747', settleaccount: 'yes' });
  });

  it('sends positions, and refuses those that do not add up', async () => {
    const server = await payone();
    await server.gateway.orders.capture({ ...capture, items: [item] });
    assert.equal(server.sent()['no[1]'], '2');
    const wrong = server.gateway.orders.capture({ ...capture, amount: 1501, items: [item] });
    assert.equal((await problemOf(wrong)).code, 'invalid_order');
    assert.equal(server.received.length, 1);
  });

  it('sends shipping and tracking data, numbered, and the delay', async () => {
    const server = await payone();
    await server.gateway.orders.capture({
      ...capture,
      captureMode: 'notcompleted',
      settleAccount: 'auto',
      shippingDelay: 0,
      shipments: [
        {
          company: 'DHL US',
          method: 'Home',
          trackingNumber: '63456415674545679',
          trackingUri: 'https://tracking.example/63456415674545679',
          returnCompany: 'DHL',
          returnTrackingUri: 'https://tracking.example/return',
        },
        { company: 'UPS', method: 'PickUpStore' },
      ],
    });
    const sent = server.sent();
    const expected = {
      capturemode: 'notcompleted',
      settleaccount: 'auto',
      'add_paydata[shipping_info_shipping_company_1]': 'DHL US',
      'add_paydata[shipping_info_shipping_method_1]': 'Home',
      'add_paydata[shipping_info_tracking_number_1]': '63456415674545679',
      'add_paydata[shipping_info_tracking_uri_1]': 'https://tracking.example/63456415674545679',
      'add_paydata[shipping_info_return_shipping_company_1]': 'DHL',
      'add_paydata[shipping_info_return_tracking_uri_1]': 'https://tracking.example/return',
      'add_paydata[shipping_info_shipping_company_2]': 'UPS',
      'add_paydata[shipping_delay]': '0',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(sent[name], value, name);
  });

  it('refuses what PAYONE could not book', async () => {
    const server = await payone();
    const { orders } = server.gateway;
    for (const wrong of [
      { ...capture, amount: 0 },
      { ...capture, amount: 15.5 },
      { ...capture, amount: 2_000_000_000 },
      { ...capture, sequenceNumber: 128 },
      { ...capture, txid: '30343747&amount=1' },
      { ...capture, currency: 'Euro' },
      { ...capture, shippingDelay: -1 },
      { ...capture, shipments: [{ trackingNumber: 'x'.repeat(101) }] },
    ])
      assert.equal((await problemOf(orders.capture(wrong))).code, 'invalid_order');
    assert.equal(server.received.length, 0);
  });

  it('does not know the outcome of a capture whose reply was cut', async () => {
    const server = await payone(CUT);
    assert.equal((await problemOf(server.gateway.orders.capture(capture))).code, 'outcome_unknown');
  });

  it('refuses to call anything but APPROVED and OK a success', async () => {
    const server = await payone('status=REDIRECT\ntxid=1');
    assert.equal((await problemOf(server.gateway.orders.capture(capture))).code, 'outcome_unknown');
  });
});

describe('PAYONE debit and refund', () => {
  it('trap 14: money that goes back is a negative amount, with positive item prices', async () => {
    const server = await payone();
    await server.gateway.orders.debit({ ...booking, direction: 'credit', items: [item] });
    assert.equal(server.sent()['request'], 'debit');
    assert.equal(server.sent()['amount'], '-1500');
    assert.equal(server.sent()['pr[1]'], '750');
    assert.equal(server.sent()['settleaccount'], 'yes');
    await server.gateway.orders.refund(booking);
    assert.equal(server.sent()['request'], 'refund');
    assert.equal(server.sent()['amount'], '-1500');
  });

  it('a claim is a positive amount', async () => {
    const server = await payone();
    await server.gateway.orders.debit({ ...booking, direction: 'claim' });
    assert.equal(server.sent()['amount'], '1500');
  });

  it('books the return of a line with its share of the voucher', async () => {
    const server = await payone();
    const bought = order([
      line({ reference: 'car', name: 'Red car', unitPrice: 2000 }),
      line({ reference: 'truck', name: 'Green truck', unitPrice: 3000 }),
      line({ type: 'discount', reference: 'WELCOME', name: 'Voucher', unitPrice: -1000 }),
    ]);
    const credit = creditItems(bought, [{ line: 0, quantity: 1 }], { spread: 'evenly' });
    await server.gateway.orders.debit({ ...booking, ...credit, direction: 'credit' });
    const sent = server.sent();
    assert.deepEqual(
      [sent['amount'], sent['id[1]'], sent['pr[1]'], sent['it[2]'], sent['pr[2]']],
      ['-1500', 'car', '2000', 'voucher', '-500'],
    );
  });
});
