import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Behaviour } from '../loopback.js';
import { CUT } from '../loopback.js';
import { context, line, order, problemOf } from '../shop.js';
import { platforms } from './platform.js';

const serve = platforms();
const payone = (reply: string | Behaviour = 'status=APPROVED\ntxid=30343747\nsettleaccount=yes') =>
  serve([reply]);

/** What `placed.upstream` holds after a preauthorization. */
const placed = {
  txid: '30343747',
  sequencenumber: '0',
  session_id: 'session-1',
  workorderid: 'WAUTH',
  reservation_txid: 'RES123456789',
  financingtype: 'KIS',
};
const booking = { reference: 'shipment-1', amount: 1500, currency: 'EUR' };
const capture = { ...booking, isFinal: true };
const car = line({ reference: 'car', name: 'Red car', unitPrice: 750, quantity: 2 });

describe('PAYONE update_session', () => {
  const cart = order([line({ unitPrice: 1000 })]);

  it('sends action update_session, with the ids and the product of the order itself', async () => {
    const server = await payone('status=APPROVED\nworkorderid=W2');
    await server.gateway.orders.updateSession(placed, cart);
    const expected = {
      request: 'genericpayment',
      'add_paydata[action]': 'update_session',
      'add_paydata[reservation_txid]': 'RES123456789',
      'add_paydata[session_id]': 'session-1',
      workorderid: 'WAUTH',
      country: 'DE',
      currency: 'EUR',
      amount: '1000',
      financingtype: 'KIS',
      'it[1]': 'goods',
    };
    for (const [name, value] of Object.entries(expected))
      assert.equal(server.sent()[name], value, name);
  });

  it('reads addresponsedata', async () => {
    const server = await payone(
      'status=APPROVED\naddresponsedata[workorderid]=W2\naddresponsedata[reservation_txid]=R2',
    );
    assert.deepEqual((await server.gateway.orders.updateSession(placed, cart)).upstream, {
      workorderid: 'W2',
      reservation_txid: 'R2',
    });
  });

  it('refuses an order without its ids, and names the first that is missing', async () => {
    const server = await payone();
    const problem = await problemOf(server.gateway.orders.updateSession({ txid: '1' }, cart));
    assert.equal(problem.code, 'invalid_order');
    assert.match(problem.message, /reservation_txid/);
    assert.equal(server.received.length, 0);
  });
});

describe('PAYONE capture', () => {
  it('sends an ISO currency, capturemode, settleaccount and the next sequence number', async () => {
    const server = await payone();
    const booked = await server.gateway.orders.capture(placed, {
      ...capture,
      description: 'Thanks',
    });
    const sent = server.sent();
    assert.equal(sent['request'], 'capture');
    assert.equal(sent['txid'], '30343747');
    assert.equal(sent['sequencenumber'], '1');
    assert.equal(sent['capturemode'], 'completed');
    assert.equal(sent['settleaccount'], 'yes');
    assert.equal(sent['amount'], '1500');
    assert.equal(sent['currency'], 'EUR');
    assert.equal(sent['narrative_text'], 'Thanks');
    assert.deepEqual(booked, {
      status: 'completed',
      upstream: { sequencenumber: '1', txid: '30343747', settleaccount: 'yes' },
    });
  });

  it('counts on from what the shop has stored, or takes the number that the shop says', async () => {
    const server = await payone();
    const { orders } = server.gateway;
    const { upstream } = await orders.capture(placed, { ...capture, isFinal: false });
    await orders.capture({ ...placed, ...upstream }, capture);
    assert.equal(server.sent()['sequencenumber'], '2');
    await orders.capture(placed, { ...capture, sequenceNumber: 7 });
    assert.equal(server.sent()['sequencenumber'], '7');
  });

  it('sends positions, and refuses those that do not add up', async () => {
    const server = await payone();
    await server.gateway.orders.capture(placed, { ...capture, lines: [car] });
    assert.equal(server.sent()['no[1]'], '2');
    const wrong = server.gateway.orders.capture(placed, { ...capture, amount: 1501, lines: [car] });
    assert.equal((await problemOf(wrong)).code, 'invalid_order');
    assert.equal(server.received.length, 1);
  });

  it('sends shipping and tracking data, numbered, and the delay', async () => {
    const server = await payone();
    await server.gateway.orders.capture(placed, {
      ...capture,
      isFinal: false,
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
    for (const [from, wrong] of [
      [placed, { amount: 0 }],
      [placed, { amount: 15.5 }],
      [placed, { amount: 2_000_000_000 }],
      [placed, { sequenceNumber: 128 }],
      [{ ...placed, sequencenumber: '127' }, {}],
      [{ ...placed, txid: '30343747&amount=1' }, {}],
      [{ txid: '30343747' }, {}],
      [placed, { currency: 'Euro' }],
      [placed, { shippingDelay: -1 }],
      [placed, { shipments: [{ trackingNumber: 'x'.repeat(101) }] }],
      // What JavaScript or a database may hold, whatever the types say.
      [placed, { isFinal: undefined as unknown as boolean }],
      [placed, { isFinal: 'completed' as unknown as boolean }],
      [placed, { settleAccount: 'maybe' as 'yes' }],
      [placed, { shipments: [{ method: 'Pigeon' as 'Home' }] }],
    ] as const)
      assert.equal(
        (await problemOf(orders.capture(from, { ...capture, ...wrong }))).code,
        'invalid_order',
        JSON.stringify(wrong),
      );
    assert.equal(server.received.length, 0);
  });

  it('does not know the outcome of a capture whose reply was cut', async () => {
    const server = await payone(CUT);
    const call = server.gateway.orders.capture(placed, capture);
    assert.equal((await problemOf(call)).code, 'outcome_unknown');
  });

  it('refuses to call anything but APPROVED and OK a success', async () => {
    const server = await payone('status=REDIRECT\ntxid=1');
    const call = server.gateway.orders.capture(placed, capture);
    assert.equal((await problemOf(call)).code, 'outcome_unknown');
  });

  it('hands the shop error code and internal message, which no shopper sees', async () => {
    const server = await payone(
      'status=ERROR\nerrorcode=914\nerrormessage=Amount too high\ncustomermessage=Bitte rufen Sie an.',
    );
    const problem = await problemOf(server.gateway.orders.capture(placed, capture));
    const { errorcode, errormessage } = problem.cause as Record<string, unknown>;
    assert.deepEqual([errorcode, errormessage], [914, 'Amount too high']);
    assert.equal(problem.customerMessage, 'Bitte rufen Sie an.');
    assert.ok(!problem.message.includes('too high'));
  });
});

describe('PAYONE cancel', () => {
  it('gives a reservation back by a completed capture of 0', async () => {
    const server = await payone();
    const booked = await server.gateway.orders.cancel(placed, booking);
    const sent = server.sent();
    const expected = {
      request: 'capture',
      capturemode: 'completed',
      settleaccount: 'yes',
      txid: '30343747',
      sequencenumber: '1',
      amount: '0',
      currency: 'EUR',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(sent[name], value, name);
    assert.equal(booked.upstream['sequencenumber'], '1');
  });

  const attempt = {
    session: { id: 'session-1', data: {} },
    reference: 'R-1001',
    orderReference: 'R-1001',
    amount: 1500,
    currency: 'EUR',
    upstream: placed,
  };

  it('releases an attempt that the shopper did not finish, where its txid is known', async () => {
    const server = await payone();
    assert.equal(await server.gateway.releaseAttempt(attempt, context()), true);
    assert.equal(server.sent()['amount'], '0');
    assert.equal(
      await server.gateway.releaseAttempt({ ...attempt, upstream: {} }, context()),
      false,
    );
    assert.equal(server.received.length, 1);
  });

  it('does not say that an attempt is released when PAYONE refuses or is silent', async () => {
    for (const reply of ['status=ERROR\nerrorcode=950\nerrormessage=no', CUT]) {
      const server = await payone(reply);
      await problemOf(server.gateway.releaseAttempt(attempt, context()));
    }
  });
});

describe('PAYONE debit and refund', () => {
  const captured = { ...placed, sequencenumber: '1' };

  it('sends money that goes back as a negative amount, with positive item prices', async () => {
    const server = await payone();
    const { orders } = server.gateway;
    await orders.debit(captured, { ...booking, direction: 'credit', lines: [car] });
    assert.equal(server.sent()['request'], 'debit');
    assert.equal(server.sent()['amount'], '-1500');
    assert.equal(server.sent()['pr[1]'], '750');
    assert.equal(server.sent()['settleaccount'], 'yes');
    assert.equal(server.sent()['sequencenumber'], '2');
    await orders.refund(captured, booking);
    assert.equal(server.sent()['request'], 'refund');
    assert.equal(server.sent()['amount'], '-1500');
    assert.equal(server.sent()['sequencenumber'], '2');
  });

  it('sends a claim as a positive amount', async () => {
    const server = await payone();
    await server.gateway.orders.debit(captured, { ...booking, direction: 'claim' });
    assert.equal(server.sent()['amount'], '1500');
  });

  const optional = {
    useCustomerData: true,
    transactionParam: 'return/17',
    invoice: {
      id: 'I-2026-1',
      deliveryMode: 'P',
      appendix: 'Thank you',
      deliveryDate: '2026-11-20',
      deliveryEndDate: '2026-11-25',
    },
  } as const;
  const written = {
    use_customerdata: 'yes',
    transaction_param: 'return/17',
    invoiceid: 'I-2026-1',
    invoice_deliverymode: 'P',
    invoiceappendix: 'Thank you',
    invoice_deliverydate: '20261120',
    invoice_deliveryenddate: '20261125',
  };

  it('sends every optional parameter of the document', async () => {
    const server = await payone();
    const { orders } = server.gateway;
    await orders.refund(captured, { ...booking, ...optional });
    for (const [name, value] of Object.entries(written))
      assert.equal(server.sent()[name], value, name);
    const deliveries = [{ date: '2026-11-19' }, { date: '2026-11-20', endDate: '2026-11-21' }];
    const lines = [
      line({ reference: 'a', unitPrice: 900, discount: 100 }),
      line({ reference: 'b', unitPrice: 700 }),
    ];
    await orders.debit(captured, {
      ...{ ...booking, ...optional, lines, deliveries },
      direction: 'credit',
    });
    const sent = server.sent();
    for (const [name, value] of Object.entries(written)) assert.equal(sent[name], value, name);
    // The discount of the first line is a position of its own.
    assert.deepEqual(
      ['sd[1]', 'sd[2]', 'sd[3]', 'ed[1]', 'ed[3]'].map((name) => sent[name]),
      ['20261119', '20261119', '20261120', undefined, '20261121'],
    );
  });

  it('refuses values that do not fit, naming them', async () => {
    const server = await payone();
    const { orders } = server.gateway;
    for (const [wrong, name] of [
      [{ transactionParam: 'ä' }, 'transactionParam'],
      [{ invoice: { id: 'x'.repeat(21) } }, 'invoice.id'],
      [{ invoice: { deliveryMode: 'X' as 'M' } }, 'invoice.deliveryMode'],
      [{ invoice: { deliveryDate: '2026-02-30' } }, 'invoice.deliveryDate'],
      [{ deliveries: [{ date: '2026-13-01' }], lines: [car] }, 'deliveries[0].date'],
      [{ deliveries: [{ date: '2026-12-01' }] }, 'deliveries'],
      [{ direction: 'back' as 'credit' }, 'direction'],
    ] as const) {
      const call = orders.debit(captured, { ...booking, direction: 'credit', ...wrong });
      const problem = await problemOf(call);
      assert.equal(problem.code, 'invalid_order');
      assert.ok(problem.message.includes(name), problem.message);
    }
    assert.equal(server.received.length, 0);
  });

  it('gives back 15 of a car for 20, in both ways of the document', async () => {
    const server = await payone();
    const { orders } = server.gateway;
    const bought = order([
      line({ reference: 'car', name: 'Red car', unitPrice: 2000 }),
      line({ reference: 'truck', name: 'Green truck', unitPrice: 3000 }),
      line({ type: 'discount', reference: 'WELCOME', name: 'Voucher', unitPrice: -1000 }),
    ]);
    const back = [{ line: 0, quantity: 1 }];
    const credit = await orders.creditLines(bought, back);
    await orders.debit(captured, { ...booking, ...credit, direction: 'credit' });
    const first = server.sent();
    assert.deepEqual(
      [first['amount'], first['id[1]'], first['pr[1]'], first['it[2]'], first['pr[2]']],
      ['-1500', 'car', '2000', 'voucher', '-500'],
    );
    const reduced = await orders.creditLines(bought, back, { way: 'reduced-price' });
    await orders.refund(captured, { ...booking, ...reduced });
    const second = server.sent();
    assert.deepEqual(
      [second['amount'], second['pr[1]'], second['it[2]']],
      ['-1500', '1500', undefined],
    );
  });
});
