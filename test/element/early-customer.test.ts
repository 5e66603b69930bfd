import { expect } from '@open-wc/testing';
import type { PersonalData, SessionRequest } from '../../src/endpoint/contract.js';
import { en } from '../../src/messages/en.js';
import { agree, button, next, part, mount, reach, useHarness } from '../harness/checkout.js';

const CUSTOMER = { billing_address: { email: 'anna@example.se' } };

describe('<klarna-checkout> and a backend that needs the customer for the session', () => {
  const harness = useHarness();

  beforeEach(() => {
    harness.endpoint.on('session', ({ body }) =>
      'billing_address' in body
        ? { json: harness.endpoint.session() }
        : { status: 422, json: { code: 'customer_data_required', action: 'fix' } },
    );
  });

  const sent = () =>
    harness.endpoint.calls('session').map(({ body }) => {
      const { consent, billing_address } = body as unknown as SessionRequest & PersonalData;
      return [consent.text_version, billing_address?.email];
    });

  it('asks the shopper again, in other words, before it sends anything personal', async () => {
    const checkout = await mount();
    checkout.purchase = CUSTOMER;
    await reach(checkout, 'consent');
    const prompt = part(checkout, 'consent');
    expect(prompt.shadowRoot?.textContent).to.include(en.consentCustomer);
    button(checkout, 'agree').click();
    await reach(checkout, 'starting');
    await reach(checkout, 'consent');
    expect(prompt.shadowRoot?.textContent).to.include(en.consentCustomerEarly);
    expect(prompt.shadowRoot?.textContent).not.to.include(en.consentCustomer);
    expect(sent()).to.deep.equal([[en.consentVersion, undefined]]);
    expect(sessionStorage.length).to.equal(0);
    const consent = next(checkout, 'klarna-consent');
    button(checkout, 'agree').click();
    const textVersion = `${en.consentVersion}-customer`;
    expect((await consent).detail).to.include({ granted: true, textVersion });
    await reach(checkout, 'ready');
    expect(sent().slice(1)).to.deep.equal([
      [textVersion, undefined],
      [textVersion, 'anna@example.se'],
    ]);
  });

  it('does not ask a third time, not even on the next page', async () => {
    const first = await mount();
    first.purchase = CUSTOMER;
    await reach(first, 'consent');
    button(first, 'agree').click();
    await reach(first, 'starting');
    await agree(first);
    first.remove();
    const second = await mount(
      `<klarna-checkout endpoint="/klarna">
        <script type="application/json" data-purchase>${JSON.stringify(CUSTOMER)}</script>
      </klarna-checkout>`,
    );
    await reach(second, 'ready');
    expect(sent().at(-1)).to.deep.equal([`${en.consentVersion}-customer`, 'anna@example.se']);
  });

  it('asks nobody where the shop has collected the consent', async () => {
    const checkout = await mount(
      `<klarna-checkout endpoint="/klarna" consent="granted">
        <script type="application/json" data-purchase>${JSON.stringify(CUSTOMER)}</script>
      </klarna-checkout>`,
    );
    await reach(checkout, 'ready');
    expect(sent()).to.deep.equal([
      ['shop', undefined],
      ['shop', 'anna@example.se'],
    ]);
  });
});
