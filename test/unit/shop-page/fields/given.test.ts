/** What the shop says of its fields itself, by selectors: the property `fields` or a JSON child. */
import { expect } from '@open-wc/testing';
import { billingOf, formWith, input, inputs, readPerson, sourceOf } from './form.js';
import { readFields } from '../../../../src/shop-page/fields/index.js';

describe('readFields with selectors', () => {
  it('reads what they name, before tokens and data-klarna-field', async () => {
    expect(
      await billingOf(
        `${input('address-level2', 'Bonn')}
         <input data-klarna-field="billing_address.city" value="Köln">
         <input id="town" value="Berlin"><input name="zip" value="10115">`,
        { 'billing_address.city': '#town', 'billing_address.postal_code': '[name=zip]' },
      ),
    ).to.deep.equal({ city: 'Berlin', postal_code: '10115' });
  });

  it('joins the values of several, in their own order, without the empty ones', async () => {
    const content = `<input id="number" value="5"><input id="street" value="Hauptstraße">
      <input id="suffix" value=" ">
      <select id="code"><option value="+49">Germany</option></select><input id="tel" value="30 123456">`;
    expect(
      await billingOf(content, {
        'billing_address.street_address': '#street, #number, #suffix',
        'billing_address.phone': '#code,#tel',
      }),
    ).to.deep.equal({ street_address: 'Hauptstraße 5', phone: '+49 30 123456' });
  });

  it('takes a list within one selector for one', async () => {
    expect(
      await billingOf('<input id="a" value="Main St 1"><input id="b" value="x, y">', {
        'billing_address.street_address': ':is(#nothing, #a), [value="x, y"]',
      }),
    ).to.deep.equal({ street_address: 'Main St 1 x, y' });
  });

  it('takes of several matches the first that is shown, enabled and filled in', async () => {
    expect(
      await billingOf(
        `<p hidden><input class="town" value="gone"></p><input class="town" value="off" disabled>
         <input class="town"><input class="town" value="Berlin"><input class="town" value="Bonn">
         <input type="radio" name="t" class="title" value="Herr"><input type="radio" name="t" class="title" value="Frau" checked>`,
        { 'billing_address.city': '.town', 'billing_address.title': '.title' },
      ),
    ).to.deep.equal({ city: 'Berlin', title: 'Frau' });
  });

  it('reads hidden inputs, but no password', async () => {
    expect(
      await billingOf(
        '<input type="hidden" id="town" value="Berlin"><input type="password" id="mail" value="a@example.com">',
        { 'billing_address.city': '#town', 'billing_address.email': '#mail' },
      ),
    ).to.deep.equal({ city: 'Berlin' });
  });

  it('splits a whole name', async () => {
    expect(
      await billingOf('<input id="n" value="Ludwig van Beethoven">', {
        'billing_address.name': '#n',
      }),
    ).to.deep.equal({ given_name: 'Ludwig', family_name: 'van Beethoven' });
  });

  it('reads controls of another form, and without any form', async () => {
    const other = await formWith('<input id="payment-city" value="Berlin">');
    const selectors = { 'billing_address.city': '#payment-city' };
    const form = await formWith('');
    for (const source of [sourceOf(form, selectors), sourceOf(null, selectors)])
      expect(readFields(source, { customerType: 'person' }).purchase.billing_address).to.deep.equal(
        { city: 'Berlin' },
      );
    other.remove();
  });

  it('reads inside the shadow root of the form, or else in the document', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const outside = await formWith('<input id="town" value="Bonn"><input id="zip" value="53111">');
    host.attachShadow({ mode: 'open' }).innerHTML = '<form><input id="town" value="Berlin"></form>';
    const { purchase } = readPerson(host.shadowRoot!.querySelector('form')!, {
      'billing_address.city': '#town',
      'billing_address.postal_code': '#zip',
    });
    expect(purchase.billing_address).to.deep.equal({ city: 'Berlin', postal_code: '53111' });
    host.remove();
    outside.remove();
  });

  it('warns about what is no selector, no field or no preset, and reads the rest', async () => {
    const form = await formWith('<input id="town" value="Berlin">');
    for (const [given, about] of [
      [{ 'billing_address.city': '#town', 'billing_address.email': '##' }, '"##"'],
      [{ 'billing_address.city': '#town', 'billing_address.mail': '#x' }, '"billing_address.mail"'],
      [{ 'billing_address.city': '#town', 'billing_address.email': 3 }, '"billing_address.email"'],
    ] as const) {
      const { purchase, warnings } = readPerson(form, given);
      expect(purchase.billing_address).to.deep.equal({ city: 'Berlin' });
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain(about);
    }
    for (const given of ['constructor', 'woo', '{"a":1}'])
      expect(readPerson(await formWith(inputs({ email: '' })), given).warnings[0]).to.contain(
        given,
      );
  });

  it('takes nothing, null and what is no object for nothing', async () => {
    const form = await formWith(input('email', 'a@example.com'));
    for (const given of [undefined, null, '', 3, []])
      expect(readPerson(form, given)).to.deep.equal({
        purchase: { billing_address: { email: 'a@example.com' } },
        warnings: [],
      });
  });
});
