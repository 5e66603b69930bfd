/** Whose address a field belongs to, where its tokens do not say. */
import { expect } from '@open-wc/testing';
import { formWith, input, readPerson } from './form.js';

const city = (value: string, more: string): string =>
  `<input autocomplete="address-level2" value="${value}" ${more}>`;

describe('readFields without billing or shipping in the tokens', () => {
  const pages: readonly (readonly [string, string])[] = [
    ['its name', city('Berlin', 'name="billing_city"') + city('Wien', 'name="shipping_city"')],
    ['its id', city('Berlin', 'id="billing-city"') + city('Wien', 'id="shipping-city"')],
    [
      'a name in camel case',
      city('Berlin', 'name="billingAddress[city]"') + city('Wien', 'name="newShippingCity"'),
    ],
    [
      'a short name',
      city('Berlin', 'name="order[bill_address][city]"') +
        city('Wien', 'id="order_ship_address_city"'),
    ],
    [
      'the id of its group',
      `<fieldset id="billing-fields">${city('Berlin', 'name="a"')}</fieldset>
       <fieldset id="shipping-fields"><p>${city('Wien', 'name="b"')}</p></fieldset>`,
    ],
    [
      'the name of its box',
      `<div name="billingAddressklarna.city">${city('Berlin', 'name="city"')}</div>
       <div name="shippingAddress.city">${city('Wien', 'name="city"')}</div>`,
    ],
    [
      'a group around its group',
      `<fieldset id="billing"><fieldset>${city('Berlin', '')}</fieldset></fieldset>
       <fieldset name="shipping"><fieldset>${city('Wien', '')}</fieldset></fieldset>`,
    ],
  ];
  for (const [where, content] of pages)
    it(`keeps addresses apart by ${where}`, async () => {
      const { purchase, warnings } = readPerson(await formWith(content));
      expect(purchase).to.deep.equal({
        billing_address: { city: 'Berlin' },
        shipping_address: { city: 'Wien' },
      });
      expect(warnings).to.deep.equal([]);
    });

  it('believes the tokens first', async () => {
    const { purchase } = readPerson(
      await formWith(
        input('shipping address-level2', 'Wien', 'id="billing_x"') + city('Berlin', ''),
      ),
    );
    expect(purchase.shipping_address?.city).to.equal('Wien');
    expect(purchase.billing_address?.city).to.equal('Berlin');
  });

  it('takes words that only contain them for other words', async () => {
    const { purchase } = readPerson(
      await formWith(
        city('Berlin', 'name="membership_city"') + input('shipping postal-code', '1010'),
      ),
    );
    expect(purchase).to.deep.equal({
      billing_address: { city: 'Berlin' },
      shipping_address: { postal_code: '1010' },
    });
  });
});
