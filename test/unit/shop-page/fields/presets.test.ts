/** The address fields of shop systems, as their public templates name them. */
import { expect } from '@open-wc/testing';
import { readFields } from '../../../../src/shop-page/fields/index.js';
import { formWith, readPerson, sourceOf } from './form.js';

const ANNA = {
  given_name: 'Anna',
  family_name: 'Berg',
  street_address: '1 Main St',
  street_address2: 'Apt 4',
  postal_code: '10001',
  city: 'New York',
  region: 'NY',
  country: 'US',
  phone: '212 5550199',
};

/** A field with the value that stands for its part. */
const text = (name: string, value: string, more = ''): string =>
  `<input name="${name}" value="${value}" ${more}>`;
const list = (name: string, value: string, label: string, more = ''): string =>
  `<select name="${name}" ${more}><option value="${value}">${label}</option></select>`;

describe('readFields with a preset', () => {
  it('reads WooCommerce as it is without blocks', async () => {
    const address = (scope: string, city: string): string =>
      text(`${scope}_first_name`, 'Anna', 'autocomplete="given-name"') +
      text(`${scope}_last_name`, 'Berg', 'autocomplete="family-name"') +
      text(`${scope}_company`, 'Berg Inc') +
      list(`${scope}_country`, 'US', 'United States (US)') +
      text(`${scope}_address_1`, '1 Main St') +
      text(`${scope}_address_2`, 'Apt 4') +
      text(`${scope}_city`, city) +
      list(`${scope}_state`, 'NY', 'New York') +
      text(`${scope}_postcode`, '10001') +
      text(`${scope}_phone`, '212 5550199');
    const form = await formWith(
      `<div>${address('billing', 'New York') + text('billing_email', 'anna@example.com')}</div>
       <div id="other">${address('shipping', 'Albany')}</div>`,
    );
    const billing_address = { ...ANNA, email: 'anna@example.com' };
    expect(readPerson(form, 'woocommerce')).to.deep.equal({
      purchase: { billing_address, shipping_address: { ...ANNA, city: 'Albany' } },
      warnings: [],
    });
    form.querySelector<HTMLElement>('#other')!.hidden = true;
    expect(readPerson(form, 'woocommerce').purchase).to.deep.equal({ billing_address });
  });

  it('reads the only country of a WooCommerce shop, which is a hidden input', async () => {
    const form = await formWith(
      `<p><strong>Germany</strong><input type="hidden" name="billing_country" value="DE"></p>
       <p hidden><input type="hidden" name="shipping_country" value="AT"></p>`,
    );
    expect(readPerson(form, 'woocommerce').purchase).to.deep.equal({
      billing_address: { country: 'DE' },
    });
  });

  it('reads the blocks of WooCommerce, which have ids alone', async () => {
    const form = await formWith(
      `<fieldset id="contact-fields"><input type="email" id="email" value="anna@example.com"></fieldset>
       <fieldset id="shipping-fields">
         <select id="shipping-country"><option value="US">United States (US)</option></select>
         <input id="shipping-first_name" value="Anna"><input id="shipping-last_name" value="Berg">
         <input id="shipping-address_1" value="1 Main St"><input id="shipping-address_2" value="Apt 4">
         <input id="shipping-city" value="New York"><input id="shipping-postcode" value="10001">
         <select id="shipping-state"><option value="NY">New York</option></select>
         <input id="shipping-phone" value="212 5550199">
       </fieldset>`,
    );
    const { purchase, warnings } = readPerson(form, 'woocommerce');
    expect(purchase.shipping_address).to.deep.equal({ ...ANNA, email: 'anna@example.com' });
    expect(purchase.billing_address).to.deep.equal(purchase.shipping_address);
    expect(warnings).to.deep.equal([]);
  });

  it('reads Shopware 6', async () => {
    const form = await formWith(
      text('firstName', 'Anna', 'id="personalFirstName"') +
        text('lastName', 'Berg', 'id="personalLastName"') +
        text('email', 'anna@example.com', 'id="personalMail"') +
        text('billingAddress[street]', '1 Main St', 'id="billingAddressAddressStreet"') +
        text('billingAddress[additionalAddressLine1]', 'Apt 4') +
        text('billingAddress[zipcode]', '10001') +
        text('billingAddress[city]', 'New York') +
        list('billingAddress[countryId]', '0190ab', 'United States of America') +
        list('billingAddress[countryStateId]', '0190cd', 'New York') +
        text('billingAddress[phoneNumber]', '212 5550199') +
        text('shippingAddress[firstName]', 'Eva') +
        text('shippingAddress[city]', 'Albany'),
    );
    expect(readPerson(form, 'shopware').purchase).to.deep.equal({
      billing_address: { ...ANNA, email: 'anna@example.com' },
      shipping_address: { given_name: 'Eva', city: 'Albany' },
    });
  });

  it('reads Magento 2', async () => {
    const fields =
      text('firstname', 'Anna', 'id="QX1"') +
      text('lastname', 'Berg') +
      text('street[0]', '1 Main St') +
      text('street[1]', 'Apt 4') +
      list('country_id', 'US', 'United States') +
      list('region_id', '43', 'New York') +
      `<div style="display: none">${text('region', '')}</div>` +
      text('city', 'New York') +
      text('postcode', '10001') +
      text('telephone', '212 5550199');
    const form = await formWith(
      `<input type="email" name="username" id="customer-email" value="anna@example.com">
       <div id="shipping-new-address-form" class="fieldset address">
         <div name="shippingAddress.firstname">${text('firstname', 'Eva')}</div>
         <div name="shippingAddress.city">${text('city', 'Albany')}</div></div>
       <fieldset class="fieldset address" data-form="billing-new-address">${fields}</fieldset>`,
    );
    const { purchase, warnings } = readPerson(form, 'magento');
    expect(purchase).to.deep.equal({
      billing_address: { ...ANNA, email: 'anna@example.com' },
      shipping_address: { given_name: 'Eva', city: 'Albany' },
    });
    expect(warnings).to.deep.equal([]);
  });

  it('reads PrestaShop', async () => {
    const form = await formWith(
      text('email', 'anna@example.com', 'id="field-email"') +
        text('firstname', 'Anna', 'id="field-firstname"') +
        text('lastname', 'Berg', 'id="field-lastname"') +
        text('company', '') +
        text('address1', '1 Main St') +
        text('address2', 'Apt 4') +
        text('city', 'New York') +
        list('id_state', '35', 'New York') +
        text('postcode', '10001') +
        list('id_country', '21', 'United States') +
        text('phone', '212 5550199', 'type="tel"'),
    );
    expect(readPerson(form, 'prestashop')).to.deep.equal({
      purchase: { billing_address: { ...ANNA, email: 'anna@example.com' } },
      warnings: [],
    });
  });

  it('reads OpenCart 3 and 4', async () => {
    const account =
      text('firstname', 'Anna') + text('lastname', 'Berg') + text('telephone', '212 5550199');
    const address = (prefix: string): string =>
      text(`${prefix}address_1`, '1 Main St', 'id="input-payment-address-1"') +
      text(`${prefix}address_2`, 'Apt 4') +
      text(`${prefix}city`, 'New York') +
      text(`${prefix}postcode`, '10001') +
      list(`${prefix}country_id`, '223', 'United States') +
      list(`${prefix}zone_id`, '3655', 'New York');
    for (const prefix of ['', 'payment_']) {
      const form = await formWith(account + address(prefix) + text('shipping_city', 'Albany'));
      expect(readPerson(form, 'opencart'), prefix).to.deep.equal({
        purchase: { billing_address: ANNA, shipping_address: { city: 'Albany' } },
        warnings: [],
      });
    }
  });

  it('reads the page where there is no form, and lets selectors correct it', async () => {
    const form = await formWith(text('city', 'Bonn') + text('town', 'Berlin') + text('email', ''));
    const read = (...given: unknown[]): unknown =>
      readFields(sourceOf(null, ...given), { customerType: 'person' }).purchase.billing_address;
    expect(read()).to.equal(undefined);
    expect(read('opencart')).to.deep.equal({ city: 'Bonn' });
    expect(read('opencart', { 'billing_address.city': '[name=town]' })).to.deep.equal({
      city: 'Berlin',
    });
    form.remove();
  });

  it('leaves alone what only sounds like it', async () => {
    const form = await formWith(
      text('pickup_city', 'Bonn') +
        text('newsletter_email', 'x@example.com') +
        text('order_state', 'new') +
        text('constructor', 'x') +
        text('card_firstname', 'x'),
    );
    expect(readPerson(form, 'woocommerce').purchase).to.deep.equal({});
  });
});
