import { expect, fixture } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import {
  agree,
  drawn,
  next,
  payButton,
  reach,
  eventNames,
  useHarness,
} from '../harness/checkout.js';
import { KlarnaCheckout } from '../../src/index.js';

interface Page {
  readonly form: HTMLFormElement;
  readonly checkout: KlarnaCheckout;
  /** What each submit that reached the shop carried. */
  readonly sent: Record<string, string>[];
}

/** A shop's form whose own handler, added first, keeps what would be sent. */
async function shop(inside: string, attributes = 'method="post" action="/buy"'): Promise<Page> {
  const host = await fixture<HTMLElement>(`<div><form ${attributes}>${inside}</form></div>`);
  const form = host.querySelector('form');
  const checkout = host.querySelector('klarna-checkout');
  if (!form || !checkout) throw new Error('The markup lacks form or checkout.');
  const sent: Record<string, string>[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    sent.push(Object.fromEntries([...data].map(([name, value]) => [name, value as string])));
  });
  return { form, checkout, sent };
}

async function click(node: Element): Promise<void> {
  node.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = node.getBoundingClientRect();
  await sendMouse({
    type: 'click',
    position: [Math.round(left + width / 2), Math.round(top + height / 2)],
  });
}

const submitted = (form: HTMLFormElement): Promise<SubmitEvent> =>
  new Promise((resolve) => form.addEventListener('submit', resolve, { once: true }));

const ELEMENT = '<klarna-checkout endpoint="/klarna"></klarna-checkout>';
const EMAIL = '<input name="email" autocomplete="email" value="anna@example.se">';

describe('<klarna-checkout> in a form', () => {
  const harness = useHarness();

  it('stops the submit, asks Klarna, then sends the form with the token and the same button', async () => {
    const { form, checkout, sent } = await shop(
      `${EMAIL}${ELEMENT}<button name="act" value="buy">Buy</button>`,
    );
    await agree(checkout);
    expect(payButton(checkout) === null, 'the form has a button of its own').to.be.true;
    const authorized = next(checkout, 'klarna-authorized');
    const arrived = submitted(form);
    const buy = form.querySelector('button[name="act"]');
    if (buy) await click(buy);
    const { detail } = await authorized;
    await arrived;
    expect(detail.purchase.billing_address?.email).to.equal('anna@example.se');
    expect(sent).to.deep.equal([
      {
        email: 'anna@example.se',
        klarna_authorization_token: detail.authorizationToken,
        act: 'buy',
      },
    ]);
  });

  it('is pressed by Enter in a field', async () => {
    const { form, checkout, sent } = await shop(`${EMAIL}${ELEMENT}`);
    await agree(checkout);
    const arrived = submitted(form);
    form.querySelector('input')?.focus();
    await sendKeys({ press: 'Enter' });
    await arrived;
    expect(sent).to.have.length(1);
    expect(sent[0]).to.have.property('klarna_authorization_token');
  });

  it('keeps the browser’s own validation in front', async () => {
    const { form, checkout, sent } = await shop(
      `<input name="terms" required>${ELEMENT}<button>Buy</button>`,
    );
    await agree(checkout);
    const invalid = new Promise((resolve) => {
      form.querySelector('[name=terms]')?.addEventListener('invalid', resolve);
    });
    const buy = form.querySelector('button');
    if (buy) await click(buy);
    await invalid;
    expect(eventNames(harness)).to.not.include('before-authorize');
    expect(sent).to.deep.equal([]);
  });

  for (const other of [
    'formnovalidate',
    'formaction="/voucher"',
    'data-klarna-ignore',
    'formmethod="dialog"',
  ]) {
    it(`leaves a submit button with ${other} alone`, async () => {
      const { form, checkout, sent } = await shop(
        `${ELEMENT}<button id="other" ${other}>Voucher</button><button>Buy</button>`,
      );
      await agree(checkout);
      const arrived = submitted(form);
      const voucher = form.querySelector('#other');
      if (voucher) await click(voucher);
      await arrived;
      expect(sent).to.have.length(1);
      expect(eventNames(harness)).to.not.include('before-authorize');
    });
  }

  for (const [where, form, button] of [
    ['its action', 'method="post" action="https://evil.example/"', ''],
    ['its action, by a protocol of its own', 'method="post" action="data:text/html,x"', ''],
    ['the pressed button', 'method="post" action="/buy"', 'formaction="//evil.example/"'],
  ] as const) {
    it(`asks nothing for a form that sends to another origin by ${where}`, async () => {
      const {
        checkout,
        form: node,
        sent,
      } = await shop(
        `<klarna-checkout endpoint="/klarna" submitter="button"></klarna-checkout>
         <button ${button}>Buy</button>`,
        form,
      );
      await agree(checkout);
      const error = next(checkout, 'klarna-error');
      node.querySelector('button')?.click();
      expect((await error).detail.code).to.equal('form-method');
      expect(eventNames(harness)).to.not.include('before-authorize');
      expect(sent).to.deep.equal([]);
    });
  }

  for (const other of ['formaction="https://evil.example/"', 'formmethod="get"']) {
    it(`keeps a token that it carries from a submit with ${other}`, async () => {
      const { form, checkout, sent } = await shop(
        `${ELEMENT}<button id="other" ${other}>Other</button><button id="buy">Buy</button>`,
      );
      await agree(checkout);
      const arrived = submitted(form);
      form.querySelector<HTMLElement>('#buy')?.click();
      await arrived;
      form.querySelector<HTMLElement>('#other')?.click();
      await new Promise((resolve) => setTimeout(resolve));
      form.querySelector<HTMLElement>('#buy')?.click();
      const names = sent.map((entries) => Object.keys(entries));
      expect(names).to.deep.equal([
        ['klarna_authorization_token'],
        [],
        ['klarna_authorization_token'],
      ]);
    });
  }

  it('pays with the buttons that submitter names, and with no others', async () => {
    const { form, checkout, sent } = await shop(
      `<klarna-checkout endpoint="/klarna" submitter=".pay"></klarna-checkout>
       <button class="save">Save</button><button class="pay">Buy</button>`,
    );
    await agree(checkout);
    form.requestSubmit(form.querySelector<HTMLElement>('.save'));
    expect(sent).to.have.length(1);
    const arrived = submitted(form);
    form.requestSubmit(form.querySelector<HTMLElement>('.pay'));
    await arrived;
    expect(sent[1]).to.have.property('klarna_authorization_token');
  });

  it('clicks again and reports nothing when it belongs to no form, in one that is never sent', async () => {
    const { form, checkout, sent } = await shop(
      `<klarna-checkout endpoint="/klarna" submitter=".place"></klarna-checkout>
       <button type="button" class="place">Place order</button>`,
      '',
    );
    // Later, as a component does that may set no attribute of this name while it draws.
    checkout.setAttribute('form', 'none');
    const place = form.querySelector<HTMLElement>('.place')!;
    await agree(checkout);
    const clicked = new Promise((resolve) => place.addEventListener('click', resolve));
    place.click();
    await clicked;
    expect(checkout.state).to.equal('authorized');
    expect(await checkout.authorize()).to.have.property('type', 'approved');
    expect(eventNames(harness)).not.to.include('error');
    expect(sent).to.deep.equal([]);
  });

  it('sends a form that has the token already without asking again', async () => {
    const { form, checkout, sent } = await shop(`${ELEMENT}<button>Buy</button>`);
    await agree(checkout);
    const arrived = submitted(form);
    form.requestSubmit();
    await arrived;
    form.requestSubmit();
    expect(sent).to.have.length(2);
    expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(1);
  });

  it('does not send the form when klarna-authorized is prevented', async () => {
    const { checkout, sent } = await shop(`${ELEMENT}<button>Buy</button>`);
    checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
    await agree(checkout);
    await checkout.authorize();
    await new Promise((resolve) => setTimeout(resolve));
    expect(sent).to.deep.equal([]);
  });

  it('goes on to the next step with an empty token when Klarna wants to finalize', async () => {
    const { form, checkout, sent } = await shop(
      `<klarna-checkout endpoint="/klarna" auto-finalize="false"></klarna-checkout><button>Next</button>`,
    );
    await agree(checkout);
    const arrived = submitted(form);
    form.requestSubmit();
    await arrived;
    expect(sent).to.deep.equal([
      {
        klarna_authorization_token: '',
        klarna_authorization_token_status: 'finalize_required',
      },
    ]);
  });

  it('submit means finalize on the page that goes on', async () => {
    const first = await shop(
      `<klarna-checkout endpoint="/klarna" auto-finalize="false"></klarna-checkout>`,
    );
    await agree(first.checkout);
    await first.checkout.authorize();
    first.checkout.remove();
    const { form, checkout, sent } = await shop(`${ELEMENT}<button>Buy</button>`);
    await reach(checkout, 'finalize-required');
    const arrived = submitted(form);
    form.requestSubmit();
    await arrived;
    expect(sent[0]?.klarna_authorization_token).to.match(/.{20}/);
  });

  for (const attributes of ['method="get"', '', 'method="dialog"']) {
    it(`refuses a form with ${attributes || 'no method'}, which would expose the token`, async () => {
      const { form, checkout, sent } = await shop(`${ELEMENT}<button>Buy</button>`, attributes);
      await agree(checkout);
      const error = next(checkout, 'klarna-error');
      form.requestSubmit();
      expect((await error).detail.code).to.equal('form-method');
      expect(sent).to.deep.equal([]);
    });
  }

  it('places the order itself in any form, and leaves the token out of it', async () => {
    const { form, checkout, sent } = await shop(
      `<klarna-checkout endpoint="/klarna" place-order></klarna-checkout><button>Buy</button>`,
      '',
    );
    await agree(checkout);
    const placed = next(checkout, 'klarna-placed');
    form.requestSubmit();
    await placed;
    expect(sent).to.deep.equal([]);
    expect([...new FormData(form).keys()]).to.deep.equal([]);
  });

  it('is never invalid, and gives the token back on reset', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: { cancel: true } }),
    }));
    const { form, checkout } = await shop(ELEMENT);
    expect(form.checkValidity()).to.be.true;
    checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
    await agree(checkout);
    await checkout.authorize();
    const returned = new Promise((resolve) => {
      harness.endpoint.on('authorization/cancel', ({ body }) => {
        resolve(body);
        return { status: 204, text: '' };
      });
    });
    form.reset();
    expect(await returned).to.have.property('authorization_token');
    expect(checkout.state).to.equal('ready');
  });

  it('lets the form pass but keeps its widget when its fieldset is disabled', async () => {
    const { form, checkout, sent } = await shop(
      `<fieldset>${ELEMENT}</fieldset><button>Buy</button>`,
    );
    await agree(checkout);
    form.querySelector('fieldset')?.setAttribute('disabled', '');
    form.requestSubmit();
    expect(sent).to.deep.equal([{}]);
    expect(eventNames(harness)).to.not.include('before-authorize');
    expect(checkout.querySelectorAll('iframe').length).to.equal(1);
  });

  it('authorizes when the shop calls while it has disabled the fieldset', async () => {
    const { form, checkout } = await shop(
      `<fieldset>${EMAIL}${ELEMENT}</fieldset><button>Buy</button>`,
    );
    await agree(checkout);
    form.querySelector('fieldset')?.setAttribute('disabled', '');
    expect((await checkout.authorize()).type).to.equal('approved');
  });

  it('marks the shop’s own input that Klarna could not use', async () => {
    const { form, checkout } = await shop(`${EMAIL}${ELEMENT}<button>Buy</button>`);
    await agree(checkout);
    harness.klarna.next.authorize('invalid');
    await checkout.authorize();
    const input = form.querySelector('input');
    expect(input?.getAttribute('aria-invalid')).to.equal('true');
    expect(document.activeElement === input).to.be.true;
    const invalid = harness.events.find(({ name }) => name === 'klarna-invalid-fields');
    expect(invalid?.detail).to.deep.equal({ fields: ['billing_address.email'], unmatched: [] });
    expect((await checkout.authorize()).type).to.equal('approved');
    expect(input?.hasAttribute('aria-invalid')).to.be.false;
  });

  it('asks for a new session when the shopper moves to another country', async () => {
    const { form, checkout } = await shop(
      `<select autocomplete="country"><option>SE</option><option>DE</option></select>${ELEMENT}`,
    );
    await agree(checkout);
    const select = form.querySelector('select');
    if (!select) throw new Error('no select');
    const again = next(checkout, 'klarna-ready');
    select.value = 'DE';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await again;
    expect(harness.endpoint.calls('session').map(({ body }) => body.country)).to.deep.equal([
      'SE',
      'DE',
    ]);
  });

  describe('with a choice of methods', () => {
    const LIST = `
      <label><input type="radio" name="method" value="invoice" checked>Invoice</label>
      <label><input type="radio" name="method" value="klarna">Klarna</label>
      <klarna-checkout endpoint="/klarna" choice="[value=klarna]"></klarna-checkout>
      <button>Buy</button>`;

    const radio = (form: HTMLFormElement, value: string): HTMLInputElement => {
      const found = form.querySelector<HTMLInputElement>(`[value=${value}]`);
      if (!found) throw new Error(value);
      return found;
    };

    it('loads and intercepts nothing until it is chosen', async () => {
      const { form, checkout, sent } = await shop(LIST);
      await checkout.updateComplete;
      form.requestSubmit();
      expect(sent).to.deep.equal([{ method: 'invoice' }]);
      expect(checkout.state).to.equal('idle');
      expect(harness.endpoint.asked).to.deep.equal([]);
    });

    it('takes part once it is chosen, and lets go when another is', async () => {
      const { form, checkout, sent } = await shop(LIST);
      await checkout.updateComplete;
      await click(radio(form, 'klarna'));
      await agree(checkout);
      await click(radio(form, 'invoice'));
      form.requestSubmit();
      expect(sent).to.deep.equal([{ method: 'invoice' }]);
      await click(radio(form, 'klarna'));
      await drawn(checkout);
      const arrived = submitted(form);
      form.requestSubmit();
      await arrived;
      expect(sent[1])
        .to.include({ method: 'klarna' })
        .and.have.property('klarna_authorization_token');
    });

    it('disables its radio and moves focus to the others when Klarna declines', async () => {
      const { form, checkout } = await shop(LIST);
      await checkout.updateComplete;
      await click(radio(form, 'klarna'));
      await agree(checkout);
      harness.klarna.next.authorize('decline');
      await checkout.authorize();
      expect(radio(form, 'klarna').disabled).to.be.true;
      expect(document.activeElement?.outerHTML.slice(0, 120)).to.equal(
        radio(form, 'invoice').outerHTML,
      );
    });
  });
});
