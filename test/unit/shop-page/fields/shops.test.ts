/** Names, streets, e-mail and telephone as shops ask for them, with markup that does not say everything. */
import { expect } from '@open-wc/testing';
import { readFields } from '../../../../src/shop-page/fields/index.js';
import { billingOf, formWith, input, inputs, readPerson, sourceOf } from './form.js';

describe('readFields of a single name', () => {
  it('splits the given name where the form has no family name', async () => {
    expect(await billingOf(input('given-name', 'Ludwig van Beethoven'))).to.deep.equal({
      given_name: 'Ludwig',
      family_name: 'van Beethoven',
    });
  });

  it('does not where it has one, also an empty one', async () => {
    expect(
      await billingOf(inputs({ 'given-name': 'Anna Maria', 'family-name': '' })),
    ).to.deep.equal({ given_name: 'Anna Maria' });
  });
});

describe('readFields of a street and its number', () => {
  const number = (name: string, value = '5'): string => `<input name="${name}" value="${value}">`;
  const street = input('street-address', 'Hauptstraße');

  it('joins the number that the name of its field tells', async () => {
    for (const name of [
      'house_number',
      'billing-houseNumber',
      'hausnummer',
      'street_number',
      'billing_house_no',
      'huisnummer',
    ])
      expect(await billingOf(street + number(name)), name).to.deep.equal({
        street_address: 'Hauptstraße 5',
      });
  });

  it('joins number and addition, also where they are marked as further lines', async () => {
    expect(
      await billingOf(
        input('address-line1', 'Damrak') +
          '<input name="house_number" autocomplete="address-line2" value="5">' +
          number('house_number_addition', 'B'),
      ),
    ).to.deep.equal({ street_address: 'Damrak 5 B' });
  });

  it('writes it where the country does', async () => {
    for (const [country, expected] of [
      ['GB', '5 High Street'],
      ['US', '5 High Street'],
      ['FR', '5 High Street'],
      ['NL', 'High Street 5'],
      ['', 'High Street 5'],
    ] as const) {
      const address = await billingOf(
        inputs({ 'street-address': 'High Street', country }) + number('house_number'),
      );
      expect(address?.street_address, country).to.equal(expected);
    }
  });

  it('does not write it twice, and not without a street', async () => {
    expect(
      (await billingOf(input('street-address', 'Am Platz 5') + number('house_number')))
        ?.street_address,
    ).to.equal('Am Platz 5');
    expect(await billingOf(input('street-address', '') + number('house_number'))).to.equal(
      undefined,
    );
  });

  it('takes a second line that is a number alone for it', async () => {
    for (const [line1, line2, expected] of [
      ['Hauptstraße', '12a', { street_address: 'Hauptstraße 12a' }],
      ['Hauptstraße', 'Hof 2', { street_address: 'Hauptstraße', street_address2: 'Hof 2' }],
      ['Hauptstraße 3', '12', { street_address: 'Hauptstraße 3', street_address2: '12' }],
    ] as const)
      expect(
        await billingOf(inputs({ 'address-line1': line1, 'address-line2': line2 })),
      ).to.deep.equal(expected);
  });

  it('reads it by a selector as well', async () => {
    expect(
      await billingOf(`${street}<input id="n" value="5">`, {
        'billing_address.house_number': '#n',
      }),
    ).to.deep.equal({ street_address: 'Hauptstraße 5' });
  });
});

describe('readFields as a last resort', () => {
  it('reads an e-mail address and a telephone by their types', async () => {
    for (const autocomplete of ['', 'autocomplete', 'autocomplete="off"'])
      expect(
        await billingOf(
          `<input type="email" name="mail" value="a@example.com" ${autocomplete}>
           <input type="tel" name="billing_phone" value="030 123456" ${autocomplete}>`,
        ),
      ).to.deep.equal({ email: 'a@example.com', phone: '030 123456' });
  });

  it('does not where anything says it better', async () => {
    expect(
      await billingOf(
        `<input type="email" name="mail" value="a@example.com">${input('email', 'b@example.com')}`,
      ),
    ).to.deep.equal({ email: 'b@example.com' });
  });

  it('leaves numbers of cards, codes and the addresses of others alone', async () => {
    expect(
      await billingOf(
        `<input type="tel" name="card_number" value="4111111111111111">
         <input type="tel" name="phone" autocomplete="cc-number" value="4111111111111111">
         <input type="tel" name="zip" value="10115"><input type="tel" value="123456">
         <input type="email" name="newsletter" value="a@example.com">
         <input type="email" name="gift_recipient" value="a@example.com">`,
      ),
    ).to.equal(undefined);
  });

  it('follows the scope of their names', async () => {
    const { purchase } = readPerson(
      await formWith(
        `${inputs({ 'billing postal-code': '1', 'shipping postal-code': '2' })}
         <input type="tel" name="shipping_phone" value="030 123456">`,
      ),
    );
    expect(purchase.billing_address).to.deep.equal({ postal_code: '1' });
    expect(purchase.shipping_address).to.deep.equal({ postal_code: '2', phone: '030 123456' });
  });
});

describe('readFields of states and countries', () => {
  it('reads a state by name, code or number of a database', async () => {
    for (const state of [
      '<option value="43">New York</option>',
      '<option value="NY">New York</option>',
      '<option value="US-NY">New York</option>',
      '<option>New York</option>',
      '<option value="0190abcd">NY</option>',
    ]) {
      const form = await formWith(`<select autocomplete="address-level1">${state}</select>`);
      const { purchase } = readFields(sourceOf(form), { customerType: 'person', country: 'US' });
      expect(purchase.billing_address?.region, state).to.equal('NY');
    }
  });

  it('says nothing twice that two fields say alike', async () => {
    const twice = input('email', 'a@example.com') + input('email', 'a@example.com');
    expect(readPerson(await formWith(twice)).warnings).to.deep.equal([]);
  });
});
