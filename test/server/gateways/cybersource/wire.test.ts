/** Every kind of message that the gateway sends, judged by xmlsec1 and by CyberSource's schema. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Address } from '../../../../src/endpoint/contract.js';
import { context, line, order } from '../shop.js';
import { identity } from './certificate.js';
import { missing, missingSchema, schemaFaults, signatureHolds } from './oracles.js';
import type { Processor } from './processor.js';
import {
  AUTH_ID,
  AUTHORIZED,
  CREATED,
  merchant,
  processor,
  SESSION_ID,
  status,
  UPDATED,
} from './processor.js';

let server: Processor;

/** Every field filled in, with all that has to be escaped. */
const address: Required<Address> = {
  given_name: 'Anna "A" <b>',
  family_name: "Schmidt & O'Neil",
  email: 'test@cybs.com',
  title: 'Dr.',
  street_address: 'Leopoldstraße 4\r\n]]>',
  street_address2: '日本 🧦',
  postal_code: '10318',
  city: 'Lichtenberg',
  region: 'Berlin',
  phone: '5551234567',
  country: 'DE',
  organization_name: 'Muster & Co',
  attention: 'Anna',
};

const cart = order(
  [
    line({ name: 'Green <Widget>', unitPrice: 2099, taxRate: 500, discount: 99 }),
    line({ name: 'Thirds', unitPrice: 1000, quantity: 3 }),
    line({ type: 'shipping_fee', unitPrice: 500, taxRate: 0 }),
    line({ type: 'gift_card', name: 'Gift', unitPrice: -200, taxRate: 0 }),
    line({ type: 'discount', name: 'Off', unitPrice: -300, taxRate: 0 }),
  ],
  {
    customerType: 'organization',
    customer: {
      date_of_birth: '1982-01-01',
      gender: 'female',
      national_identification_number: '8201011234',
      organization_registration_id: 'HRB 1',
      vat_id: 'DE123',
    },
    billing: address,
    shipping: address,
  },
);
const reference = { id: SESSION_ID, data: { country: 'DE', currency: 'EUR' } };

before(async () => {
  const booked = (name: string) => ({
    service: `<c:${name}Reply><c:reasonCode>100</c:reasonCode><c:status>PENDING</c:status></c:${name}Reply>`,
  });
  server = await processor([
    CREATED,
    UPDATED,
    AUTHORIZED,
    status('SETTLED'),
    booked('apAuthReversal'),
    booked('apCapture'),
    booked('apRefund'),
  ]);
  const { gateway } = server;
  const { orders } = gateway;
  const booking = { reference: 'B-1', amount: 4499, currency: 'EUR' };
  await gateway.createSession({ ...cart, category: 'pay_later' }, context());
  await gateway.updateSession(reference, { ...cart, category: 'pay_over_time' }, context());
  await gateway.placeOrder(reference, 'authorization-token', cart, context());
  const placed = { auth_request_id: AUTH_ID, capture_request_id: AUTH_ID };
  await orders.read(placed);
  await orders.cancel(placed, booking);
  await orders.capture(placed, { ...booking, isFinal: true });
  await orders.refund(placed, { ...booking, reason: 'Returned', description: 'R&D' });
});
after(() => server.close());

describe('CyberSource messages', () => {
  it('are all posted as SOAP 1.1', () => {
    assert.equal(server.received.length, 7);
    for (const { method, headers } of server.received) {
      assert.equal(method, 'POST');
      assert.equal(headers['soapaction'], '"runTransaction"');
      assert.equal(headers['content-type'], 'text/xml; charset=utf-8');
    }
  });

  it('are signed over the body, as xmlsec1 confirms', { skip: missing('xmlsec1') }, () => {
    for (const { body } of server.received) {
      assert.equal(signatureHolds(body, merchant.certificate), true);
    }
  });

  it('carry a certificate and no password', () => {
    for (const { body } of server.received) {
      assert.ok(!/UsernameToken|Password/.test(body));
      assert.match(body, /BinarySecurityToken/);
    }
  });

  it('name their algorithms in full', () => {
    const [{ body }] = server.received as [(typeof server.received)[0]];
    const algorithms = [...body.matchAll(/Algorithm="([^"]+)"/g)].map(([, uri]) => uri);
    assert.deepEqual(algorithms, [
      'http://www.w3.org/2001/10/xml-exc-c14n#',
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
      'http://www.w3.org/2001/04/xmlenc#sha256',
    ]);
  });

  it(
    'are rejected by xmlsec1 after one changed digit, and with another certificate',
    { skip: missing('xmlsec1') },
    () => {
      const [{ body }] = server.received as [(typeof server.received)[0]];
      const forged = body.replace('<grandTotalAmount>', '<grandTotalAmount>1');
      assert.notEqual(forged, body);
      assert.equal(signatureHolds(forged, merchant.certificate), false);
      assert.equal(signatureHolds(body, identity('somebody else').certificate), false);
    },
  );

  it("fit CyberSource's own schema", { skip: missingSchema() }, () => {
    const messages = server.received.map(({ body }) => {
      const from = body.indexOf('<requestMessage');
      return body.slice(from, body.indexOf('</soap:Body>'));
    });
    assert.equal(schemaFaults(messages), '');
    // The schema check itself must be able to fail.
    const broken = schemaFaults([messages[0]!.replaceAll('sessionsType', 'sessionType')]);
    assert.notEqual(broken, '');
  });

  it('never hold the private key', () => {
    const secret = merchant.privateKey.split('\n')[1]!;
    for (const { body } of server.received) assert.ok(!body.includes(secret));
  });
});
