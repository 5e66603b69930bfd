import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Address, Customer } from '../../../../src/endpoint/contract.js';
import { context, line, order, problemOf, without } from '../shop.js';
import { cart, platforms, refused, started, STARTED } from './platform.js';

const payone = platforms();

describe('PAYONE country rules', () => {
  const person = (country: string, customer: Customer, billing: Address = {}, currency = 'EUR') =>
    order([line({ unitPrice: 1000 })], {
      country,
      currency,
      customer,
      billing: { ...cart.billing, country, ...billing },
    });

  for (const country of ['AT', 'DE', 'CH', 'NL'])
    it(`${country}: asks for the birthday`, async () => {
      const problem = await refused(payone, person(country, { gender: 'female' }));
      assert.equal(problem.code, 'invalid_customer');
      assert.deepEqual(problem.invalidFields, ['customer.date_of_birth']);
    });

  for (const country of ['DK', 'FI', 'NO', 'SE'])
    it(`${country}: asks for the personal id, not for the birthday`, async () => {
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

  it('never sends a gender that Klarna refuses', async () => {
    const sent = await started(payone, person('DE', { date_of_birth: '1960-07-07', gender: 'd' }));
    assert.equal(sent['gender'], undefined);
  });

  it('sends a state only where PAYONE wants one', async () => {
    assert.equal(
      (await started(payone, person('DE', { date_of_birth: '1960-07-07' }, { region: 'NW' })))[
        'state'
      ],
      undefined,
    );
    const american = person('US', {}, { region: 'CA' });
    assert.equal((await started(payone, american, { countries: ['US'] }))['state'], 'CA');
    const server = await payone([STARTED], { countries: ['US'] });
    const problem = await problemOf(
      server.gateway.createSession(person('US', {}, { region: 'California' }), context()),
    );
    assert.deepEqual(problem.invalidFields, ['billing_address.region']);
  });

  it('refuses countries and currencies in which PAYONE does not sell Klarna', async () => {
    assert.equal((await refused(payone, { ...cart, country: 'FR' })).code, 'method_unavailable');
    const dollars = await refused(payone, { ...cart, currency: 'USD' });
    assert.equal(dollars.code, 'method_unavailable');
    assert.equal(dollars.action, 'other_method');
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
    it(`${country}: sends the company and asks for no birthday and no personal id`, async () => {
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
