import { expect, fixture } from '@open-wc/testing';
import sinon from 'sinon';
import type { KlarnaCheckout } from '../../../src/index.js';
import {
  agree,
  next,
  payButton,
  reach,
  statusText,
  eventNames,
  useHarness,
} from '../../harness/checkout.js';
import { loadLibrary } from '../../harness/library.js';

const NAME = 'klarna_authorization_token';

declare const jQuery: (node: Element) => { trigger(event: string): void };

interface Page {
  readonly form: HTMLFormElement;
  readonly checkout: KlarnaCheckout;
  /** The entries of each submit that reached the shop. */
  readonly sent: Record<string, unknown>[];
}

async function page(inside: string): Promise<Page> {
  const form = await fixture<HTMLFormElement>(
    `<form method="post" action="/order">${inside}</form>`,
  );
  const sent: Record<string, unknown>[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sent.push(Object.fromEntries(new FormData(form, event.submitter)));
  });
  return { form, sent, checkout: form.querySelector('klarna-checkout') as KlarnaCheckout };
}

const ELEMENT = '<klarna-checkout endpoint="/klarna"></klarna-checkout>';
const LIST = `<input type="radio" name="method" value="klarna" id="klarna" checked>
  <input type="radio" name="method" value="bank" id="bank">`;
const CHOSEN = '<klarna-checkout endpoint="/klarna" choice="#klarna"></klarna-checkout>';

/** A frame as the target of a form keeps this page where it is. */
function sendByScript(form: HTMLFormElement, send: () => void): Promise<URLSearchParams> {
  const frame = document.createElement('iframe');
  frame.name = 'target';
  form.after(frame);
  form.target = 'target';
  form.action = '/test-endpoint/elsewhere?type=text/html';
  return new Promise((resolve) => {
    form.addEventListener(
      'formdata',
      ({ formData }) => resolve(new URLSearchParams(formData as unknown as Record<string, string>)),
      { once: true },
    );
    send();
  });
}

describe('a form in which Klarna is the choice', () => {
  const harness = useHarness();
  afterEach(() => sinon.restore());

  it('does not leave when it is pressed before the element has started', () => {
    const form = document.createElement('form');
    form.method = 'post';
    form.innerHTML = ELEMENT;
    const sent = sinon.fake((event: Event) => event.preventDefault());
    form.addEventListener('submit', sent);
    document.body.append(form);
    form.requestSubmit();
    expect(sent.callCount).to.equal(0);
    form.remove();
  });

  it('does not leave when it is pressed again after a decline, and the status says what to do', async () => {
    const { form, checkout, sent } = await page(`${ELEMENT}<button>Buy</button>`);
    await agree(checkout);
    harness.klarna.next.authorize('decline');
    form.requestSubmit();
    await reach(checkout, 'declined');
    form.requestSubmit();
    expect(sent).to.deep.equal([]);
    expect(statusText(checkout)).to.not.equal('');
  });

  it('does not leave when Klarna is unavailable and there is no list to choose from', async () => {
    const { form, checkout, sent } = await page(`${ELEMENT}<button>Buy</button>`);
    harness.klarna.next.load('refuse');
    await reach(checkout, 'consent');
    checkout.grantConsent();
    await reach(checkout, 'unavailable');
    form.requestSubmit();
    expect(sent).to.deep.equal([]);
  });

  it('does not leave a second time when the order was placed', async () => {
    const { form, checkout, sent } = await page(
      '<klarna-checkout endpoint="/klarna" place-order></klarna-checkout><button>Buy</button>',
    );
    checkout.addEventListener('klarna-placed', (event) => event.preventDefault());
    await agree(checkout);
    form.requestSubmit();
    await reach(checkout, 'placed');
    form.requestSubmit();
    expect(sent).to.deep.equal([]);
  });

  it('is taken out of the choice when Klarna declines, so that another method passes', async () => {
    const { form, checkout, sent } = await page(`${LIST}${CHOSEN}<button>Buy</button>`);
    await agree(checkout);
    harness.klarna.next.authorize('decline');
    form.requestSubmit();
    await reach(checkout, 'declined');
    const klarna = form.querySelector('#klarna') as HTMLInputElement;
    const bank = form.querySelector('#bank') as HTMLInputElement;
    expect(klarna.checked).to.equal(false);
    expect(klarna.disabled).to.equal(true);
    expect(klarna.hasAttribute('data-klarna-unavailable')).to.equal(true);
    expect(document.activeElement).to.equal(bank);
    bank.click();
    form.requestSubmit();
    expect(sent).to.deep.equal([{ method: 'bank' }]);
  });

  it('carries an empty token and says not_asked when form.submit() sends it', async () => {
    const warn = sinon.stub(console, 'warn');
    const { form, checkout } = await page(`${LIST}${CHOSEN}`);
    await agree(checkout);
    const data = await sendByScript(form, () => form.submit());
    expect(data.get(NAME)).to.equal('');
    expect(data.get(`${NAME}_status`)).to.equal('not_asked');
    expect(warn.args.flat().join()).to.include('authorize()');
  });

  for (const library of ['jquery', 'jquery-3']) {
    it(`carries an empty token and says not_asked when ${library} triggers its submit`, async () => {
      sinon.stub(console, 'warn');
      await loadLibrary(`${library}/dist/jquery.js`);
      const form = await fixture<HTMLFormElement>(
        `<form method="post" action="/order">${LIST}${CHOSEN}</form>`,
      );
      const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
      checkout.grantConsent();
      await reach(checkout, 'ready');
      const data = await sendByScript(form, () => jQuery(form).trigger('submit'));
      expect(data.get(NAME)).to.equal('');
      expect(data.get(`${NAME}_status`)).to.equal('not_asked');
    });
  }

  it('carries nothing of Klarna’s when another method is chosen', async () => {
    const { form } = await page(`${LIST}${CHOSEN}`);
    (form.querySelector('#bank') as HTMLInputElement).checked = true;
    expect([...new FormData(form).keys()]).to.deep.equal(['method']);
  });
});

describe('the shop’s own payment list', () => {
  const harness = useHarness();

  const draw = (chosen: string): string =>
    ['bank', 'klarna']
      .map(
        (method) =>
          `<input type="radio" name="payment" id="pay-${method}" value="${method}" ${method === chosen ? 'checked' : ''}>`,
      )
      .join('');
  const BOUGHT = `<div id="list"></div><klarna-checkout endpoint="/klarna" choice="#pay-klarna"></klarna-checkout><button>Buy</button>`;

  it('starts the element when it is drawn later', async () => {
    const { form, checkout } = await page(BOUGHT);
    expect(checkout.state).to.equal('idle');
    form.querySelector('#list')!.innerHTML = draw('klarna');
    await reach(checkout, 'consent');
  });

  it('lets a bank transfer pass when it was redrawn with that chosen', async () => {
    const { form, checkout, sent } = await page(BOUGHT);
    form.querySelector('#list')!.innerHTML = draw('klarna');
    await agree(checkout);
    form.querySelector('#list')!.innerHTML = draw('bank');
    form.requestSubmit();
    expect(sent).to.deep.equal([{ payment: 'bank' }]);
  });

  it('is followed at the press when a script has chosen Klarna', async () => {
    const { form, checkout, sent } = await page(BOUGHT);
    form.querySelector('#list')!.innerHTML = draw('bank');
    (form.querySelector('#pay-klarna') as HTMLInputElement).checked = true;
    form.requestSubmit();
    expect(sent).to.deep.equal([]);
    await reach(checkout, 'consent');
  });

  for (const [role, mark] of [
    ['radio', 'aria-checked'],
    ['tab', 'aria-selected'],
  ] as const) {
    it(`is understood when it is made of nodes with the role ${role}`, async () => {
      const { form, checkout, sent } = await page(
        `<div role="${role}" id="pay-klarna" ${mark}="false"></div>
         <klarna-checkout endpoint="/klarna" choice="#pay-klarna"></klarna-checkout><button>Buy</button>`,
      );
      form.requestSubmit();
      expect(sent).to.have.length(1);
      form.querySelector('#pay-klarna')!.setAttribute(mark, 'true');
      await agree(checkout);
      const authorized = next(checkout, 'klarna-authorized');
      form.requestSubmit();
      await authorized;
    });
  }

  it('is left with nothing chosen when Klarna is an option of a select and declines', async () => {
    const { form, checkout } = await page(
      `<select name="payment"><option value="bank">Bank</option><option value="klarna" selected>Klarna</option></select>
       <klarna-checkout endpoint="/klarna" choice="option[value=klarna]"></klarna-checkout>`,
    );
    const select = form.querySelector('select') as HTMLSelectElement;
    await agree(checkout);
    const gone = next(checkout, 'klarna-declined');
    harness.klarna.next.authorize('decline');
    form.requestSubmit();
    await gone;
    expect(select.selectedIndex).to.equal(-1);
    expect((select.options[1] as HTMLOptionElement).disabled).to.equal(true);
    expect(document.activeElement).to.equal(select);
  });
});

describe('an order button that sends no form', () => {
  const harness = useHarness();

  const shop = async (
    button: string,
    form = 'method="post"',
  ): Promise<Page & { button: HTMLElement; clicks: () => number }> => {
    const host = await fixture<HTMLElement>(
      `<div><form ${form}><input name="terms" value="1" required>
        <klarna-checkout endpoint="/klarna" submitter="#order"></klarna-checkout></form>${button}</div>`,
    );
    const order = host.querySelector('#order') as HTMLElement;
    let clicks = 0;
    order.addEventListener('click', () => (clicks += 1));
    return {
      form: host.querySelector('form') as HTMLFormElement,
      checkout: host.querySelector('klarna-checkout') as KlarnaCheckout,
      sent: [],
      button: order,
      clicks: () => clicks,
    };
  };

  for (const button of [
    '<button id="order" type="button">Order</button>',
    '<button id="order">Order</button>',
    '<a id="order" href="#order">Order</a>',
    '<div id="order" role="button" tabindex="0">Order</div>',
  ]) {
    it(`stops ${button} and clicks it again exactly once after the approval`, async () => {
      const { checkout, button: order, clicks } = await shop(button);
      expect(payButton(checkout)).to.equal(null);
      await agree(checkout);
      const clicked = new Promise((resolve) =>
        order.addEventListener('click', resolve, { once: true }),
      );
      order.click();
      expect(clicks()).to.equal(0);
      await clicked;
      expect(checkout.state).to.equal('authorized');
      expect(clicks()).to.equal(1);
    });
  }

  it('asks nothing when the form is not valid', async () => {
    const { form, checkout, button, clicks } = await shop(
      '<button id="order" type="button">Order</button>',
    );
    await agree(checkout);
    (form.querySelector('[name=terms]') as HTMLInputElement).value = '';
    button.click();
    expect(clicks()).to.equal(0);
    expect(eventNames(harness)).to.not.include('before-authorize');
  });

  it('is found again when it was redrawn while Klarna decided', async () => {
    const { checkout, button } = await shop('<button id="order" type="button">Order</button>');
    await agree(checkout);
    const authorizing = reach(checkout, 'authorizing');
    button.click();
    await authorizing;
    const redrawn = button.cloneNode(true) as HTMLElement;
    button.replaceWith(redrawn);
    await new Promise((resolve) => redrawn.addEventListener('click', resolve, { once: true }));
    expect(checkout.state).to.equal('authorized');
  });
});
