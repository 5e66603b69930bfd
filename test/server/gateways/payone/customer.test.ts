import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Address, Customer } from '../../../../src/endpoint/contract.js';
import { customerParameters } from '../../../../src/server/gateways/payone/customer.js';
import { context, line, order, problemOf, without } from '../shop.js';
import { cart, platforms, refused, started, STARTED } from './platform.js';

const payone = platforms();

describe('PAYONE country rules', () => {
  const person = (country: string, customer: Customer, billing: Address = {}) =>
    order([line({ unitPrice: 1000 })], {
      country,
      customer,
      billing: { ...cart.billing, street_address2: 'Apartment 2', country, ...billing },
    });

  for (const country of ['AT', 'DE', 'CH', 'NL'])
    it(`asks for the birthday when the country is ${country}`, async () => {
      const problem = await refused(payone, person(country, { gender: 'female' }));
      assert.equal(problem.code, 'invalid_customer');
      assert.deepEqual(problem.invalidFields, ['customer.date_of_birth']);
    });

  for (const country of ['DK', 'FI', 'NO', 'SE'])
    it(`asks for the personal id, not for the birthday, when the country is ${country}`, async () => {
      const problem = await refused(payone, person(country, {}));
      assert.deepEqual(problem.invalidFields, ['customer.national_identification_number']);
      const sent = await started(
        payone,
        person(country, { national_identification_number: '190122-829F' }),
      );
      assert.equal(sent['personalid'], '190122-829F');
      assert.equal(sent['birthday'], undefined);
    });

  it('refuses characters that a personal id may not hold', async () => {
    const problem = await refused(
      payone,
      person('SE', { national_identification_number: '4103219202;' }),
    );
    assert.deepEqual(problem.invalidFields, ['customer.national_identification_number']);
  });

  it('never sends a gender that Klarna refuses, and asks for one in AT, DE and NL', async () => {
    const swiss = person('CH', { date_of_birth: '1960-07-07', gender: 'd' });
    assert.equal((await started(payone, swiss))['gender'], undefined);
    for (const country of ['AT', 'DE', 'NL']) {
      const diverse = { date_of_birth: '1960-07-07', gender: 'd' };
      const problem = await refused(payone, person(country, diverse));
      assert.deepEqual(problem.invalidFields, ['customer.gender']);
    }
  });

  it('asks for the second address line in the Netherlands when the session is opened', async () => {
    const dutch = person(
      'NL',
      { date_of_birth: '1960-07-07', gender: 'f' },
      { street_address2: '' },
    );
    assert.deepEqual((await refused(payone, dutch)).invalidFields, [
      'billing_address.street_address2',
    ]);
  });

  it('asks for an order number with room for further attempts', async () => {
    for (const reference of ['', 'x'.repeat(18), 'ä', 'a b', 'a\nb']) {
      const problem = await refused(payone, { ...cart, reference });
      assert.equal(problem.code, 'misconfigured');
      assert.match(problem.message, /1 to 17/);
    }
    await started(payone, { ...cart, reference: 'A-z.0/_3456789017' });
  });

  for (const ip of ['203.0.113.7', '2001:db8::1', '2001:0db8:0000:0000:0000:ff00:0042:8329'])
    it(`sends ${ip} as the shopper’s address`, async () => {
      assert.equal((await started(payone, { ...cart, shopper: { ip } }))['ip'], ip);
    });

  for (const ip of [
    undefined,
    '',
    'x'.repeat(60),
    '203.0.113.7, 10.0.0.1',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.7:80',
    '2001:db8::zz',
    'localhost',
  ])
    it(`refuses ${ip} as the shopper’s address`, async () => {
      const problem = await refused(payone, { ...cart, shopper: ip === undefined ? {} : { ip } });
      assert.equal(problem.code, 'misconfigured');
      assert.match(problem.message, /shopper\.ip/);
    });

  for (const email of ['a@b.de', 'a.b+c@mail.example.co.uk', `${'x'.repeat(63)}@b.de`])
    it(`sends the email ${email}`, async () => {
      const billing = { ...cart.billing, email };
      assert.equal((await started(payone, { ...cart, billing }))['email'], email);
    });

  for (const email of [
    '',
    'abc@de',
    'a..b@d.de',
    '.a@d.de',
    'a.@d.de',
    'a@d..de',
    'a@@d.de',
    'a b@d.de',
    `${'x'.repeat(64)}@b.de`,
    `a@${'x'.repeat(64)}.de`,
    `a@b.${'x'.repeat(61)}`,
  ])
    it(`refuses the email "${email}"`, async () => {
      const problem = await refused(payone, { ...cart, billing: { ...cart.billing, email } });
      assert.deepEqual(problem.invalidFields, ['billing_address.email']);
    });

  for (const date_of_birth of ['9999-99-99', '1960-02-30', '1960-7-7', '07.07.1960'])
    it(`refuses ${date_of_birth} as a birthday`, async () => {
      const problem = await refused(payone, { ...cart, customer: { date_of_birth, gender: 'f' } });
      assert.deepEqual(problem.invalidFields, ['customer.date_of_birth']);
    });

  it('sends the last four digits of a social security number in the United States', () => {
    // PAYONE's list of currencies has no dollar yet, so no such order gets as far as its request.
    const american = person(
      'US',
      { national_identification_number: '123-45-6789' },
      { region: 'CA' },
    );
    const sent = customerParameters(american, 'KIV');
    assert.equal(sent['add_paydata[last_four_ssn]'], '6789');
    assert.equal(sent['personalid'], undefined);
  });

  it('asks for the whole delivery address where there is one', async () => {
    const problem = await refused(payone, { ...cart, shipping: { city: 'Neuss' } });
    assert.deepEqual([...problem.invalidFields].sort(), [
      'shipping_address.country',
      'shipping_address.family_name',
      'shipping_address.given_name',
      'shipping_address.postal_code',
      'shipping_address.street_address',
    ]);
  });

  it('sends a state only where PAYONE wants one', async () => {
    assert.equal(
      (await started(payone, person('CH', { date_of_birth: '1960-07-07' }, { region: 'NW' })))[
        'state'
      ],
      undefined,
    );
    const japanese = person('JP', {}, { region: 'CA' });
    assert.equal((await started(payone, japanese, { countries: ['JP'] }))['state'], 'CA');
    const server = await payone([STARTED], { countries: ['JP'] });
    const problem = await problemOf(
      server.gateway.createSession(person('JP', {}, { region: 'California' }), context()),
    );
    assert.deepEqual(problem.invalidFields, ['billing_address.region']);
  });

  it('refuses countries and currencies in which PAYONE does not sell Klarna', async () => {
    assert.equal((await refused(payone, { ...cart, country: 'FR' })).code, 'method_unavailable');
    const pounds = await refused(payone, { ...cart, country: 'GB', currency: 'GBP' });
    assert.equal(pounds.code, 'method_unavailable');
    assert.equal(pounds.action, 'other_method');
    assert.equal((await refused(payone, { ...cart, country: 'Germany' })).code, 'locale_mismatch');
  });

  it('refuses an address outside the country of the purchase', async () => {
    const abroad = { ...cart, billing: { ...cart.billing, country: 'AT' } };
    assert.deepEqual((await refused(payone, abroad)).invalidFields, ['billing_address.country']);
  });

  it('names every field that is missing or too long, at once', async () => {
    const billing = {
      ...cart.billing,
      given_name: 'x'.repeat(51),
      city: '',
      postal_code: '1',
      email: 'nobody',
    };
    const problem = await refused(payone, { ...cart, billing });
    assert.deepEqual([...problem.invalidFields].sort(), [
      'billing_address.city',
      'billing_address.email',
      'billing_address.given_name',
      'billing_address.postal_code',
    ]);
  });

  it('delivers to the billing address only, and then sends it with an email', async () => {
    const elsewhere = { ...cart, shipping: { ...cart.billing, city: 'Köln' } };
    assert.deepEqual((await refused(payone, elsewhere)).invalidFields, ['shipping_address.city']);
    const same = without(cart.billing!, 'email');
    const sent = await started(payone, { ...cart, shipping: { ...same, city: ' neuss ' } });
    assert.equal(sent['shipping_city'], 'neuss');
    assert.equal(sent['add_paydata[shipping_email]'], 'klarna@approved.de');
  });
});

describe('PAYONE for companies', () => {
  const company = (country: string, customer: Customer = {}) =>
    order([line({ unitPrice: 1000 })], {
      country,
      customerType: 'organization',
      customer: { organization_entity_type: 'LIMITED_COMPANY', vat_id: 'DE123', ...customer },
      billing: { ...cart.billing, country, organization_name: 'Muster GmbH' },
    });

  for (const country of ['FI', 'DE', 'NO', 'SE'])
    it(`sends the company and asks for no birthday and no personal id when the country is ${country}`, async () => {
      const sent = await started(payone, company(country));
      assert.equal(sent['company'], 'Muster GmbH');
      assert.equal(sent['add_paydata[organization_entity_type]'], 'LIMITED_COMPANY');
      assert.equal(sent['add_paydata[organization_registry_id]'], 'DE123');
      assert.equal(sent['birthday'], undefined);
    });

  it('is not sold elsewhere, nor by direct debit', async () => {
    assert.equal((await refused(payone, company('AT'))).code, 'method_unavailable');
    const debit = { ...company('DE'), category: 'direct_debit' };
    assert.equal((await refused(payone, debit)).code, 'method_unavailable');
  });

  it('hands on a personal id that the shop gives, and asks for none', async () => {
    const swedish = company('SE', { national_identification_number: '190122-829F' });
    assert.equal((await started(payone, swedish))['personalid'], '190122-829F');
    assert.equal((await started(payone, company('SE')))['personalid'], undefined);
  });

  it('needs a legal form that Klarna knows', async () => {
    const problem = await refused(payone, company('DE', { organization_entity_type: 'GMBH' }));
    assert.deepEqual(problem.invalidFields, ['customer.organization_entity_type']);
  });

  it('sends no company name for a person', async () => {
    const sent = await started(payone, {
      ...cart,
      billing: { ...cart.billing, organization_name: 'Muster GmbH' },
    });
    assert.equal(sent['company'], undefined);
  });
});
