/** What is left of the element when the page renders it, or what is in it, anew. */
import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import {
  agree,
  drawn,
  holdApproval,
  next,
  payButton,
  reach,
  useHarness,
} from '../../harness/checkout.js';

const ELEMENT = '<klarna-checkout endpoint="/klarna"></klarna-checkout>';
const NAME = 'klarna_authorization_token';

interface Page {
  readonly form: HTMLFormElement;
  readonly checkout: KlarnaCheckout;
  /** The token of each submit that reached the shop. */
  readonly sent: (readonly FormDataEntryValue[])[];
}

async function page(inside = ELEMENT): Promise<Page> {
  const form = await fixture<HTMLFormElement>(
    `<form method="post" action="/order"><section>${inside}</section></form>`,
  );
  const sent: (readonly FormDataEntryValue[])[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sent.push(new FormData(form, event.submitter).getAll(NAME));
  });
  return { form, sent, checkout: form.querySelector('klarna-checkout') as KlarnaCheckout };
}

const checkouts = ({ form }: Page): KlarnaCheckout[] => [
  ...form.querySelectorAll('klarna-checkout'),
];

/** Pays by the element's own button; returns the token of its event. */
async function buy({ form }: Page, checkout: KlarnaCheckout): Promise<string> {
  const authorized = next(checkout, 'klarna-authorized');
  const submitted = new Promise((resolve) => {
    form.addEventListener('submit', resolve, { once: true });
  });
  const button = payButton(checkout)!;
  expect(button.checkVisibility(), 'the button is seen').to.equal(true);
  button.click();
  await submitted;
  return (await authorized).detail.authorizationToken;
}

describe('the element’s own pay button', () => {
  const harness = useHarness();

  it('is there again, and Klarna’s widget with it, when the page empties the element', async () => {
    const shop = await page();
    await agree(shop.checkout);
    const again = next(shop.checkout, 'klarna-ready');
    shop.checkout.replaceChildren();
    await again;
    await drawn(shop.checkout);
    expect(await buy(shop, shop.checkout)).to.equal(shop.sent[0]?.[0]);
    expect(shop.sent).to.have.length(1);
  });

  it('is there again when a morph takes out nothing else', async () => {
    const shop = await page();
    await agree(shop.checkout);
    const frame = shop.checkout.querySelector('iframe');
    payButton(shop.checkout)!.remove();
    await Promise.resolve();
    expect(await buy(shop, shop.checkout)).to.equal(shop.sent[0]?.[0]);
    expect(frame?.isConnected, 'Klarna’s frame stays').to.equal(true);
  });

  it('is there again when the shop arranged the parts and empties its part', async () => {
    const shop = await page(
      `<klarna-checkout endpoint="/klarna" consent="granted"><klarna-checkout-status></klarna-checkout-status>
         <klarna-checkout-widget></klarna-checkout-widget>
         <klarna-checkout-pay-button></klarna-checkout-pay-button></klarna-checkout>`,
    );
    await reach(shop.checkout, 'ready');
    shop.checkout.querySelector('klarna-checkout-pay-button')!.replaceChildren();
    await Promise.resolve();
    expect(await buy(shop, shop.checkout)).to.equal(shop.sent[0]?.[0]);
  });

  for (const [how, copy] of [
    ['cloneNode(true)', (checkout) => checkout.replaceWith(checkout.cloneNode(true))],
    [
      'outerHTML',
      (checkout) => {
        const { outerHTML } = checkout;
        checkout.outerHTML = outerHTML;
      },
    ],
  ] as const satisfies readonly (readonly [string, (checkout: KlarnaCheckout) => void])[]) {
    it(`is the copy’s own when the element is replaced by its ${how}`, async () => {
      const shop = await page();
      await agree(shop.checkout);
      copy(shop.checkout);
      const [second] = checkouts(shop);
      await reach(second!, 'ready');
      expect(second!.querySelectorAll('iframe[id$="-main"]')).to.have.length(1);
      expect(second!.querySelectorAll('button')).to.have.length(1);
      expect(await buy(shop, second!)).to.equal(shop.sent[0]?.[0]);
      expect(shop.sent).to.have.length(1);
    });
  }

  it('is there in each element of a doubled section, and pays with its own', async () => {
    const shop = await page();
    await agree(shop.checkout);
    shop.form.append(shop.form.querySelector('section')!.cloneNode(true));
    const [first, second] = checkouts(shop);
    await reach(second!, 'ready');
    expect(document.querySelectorAll('iframe#klarna-pay-later-main')).to.have.length(1);
    first!.addEventListener('klarna-authorized', () => expect.fail('the other one was pressed'));
    expect(await buy(shop, second!)).to.equal(shop.sent[0]?.[0]);
    expect(shop.sent).to.have.length(1);
    expect(first!.state).to.equal('ready');
  });

  it('sends no token with another method that a script has chosen after the approval', async () => {
    const shop = await page(`<input type="radio" name="method" value="klarna" id="klarna" checked>
      <input type="radio" name="method" value="bank" id="bank">
      <klarna-checkout endpoint="/klarna" choice="#klarna"></klarna-checkout><button>Buy</button>`);
    await agree(shop.checkout);
    shop.checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
    await shop.checkout.authorize();
    shop.form.querySelector<HTMLInputElement>('#bank')!.checked = true;
    shop.form.requestSubmit(shop.form.querySelector('button:not([slot])'));
    expect(shop.sent).to.deep.equal([[]]);
  });

  it('leaves one token in the form, that of the last approval, which every later press sends', async () => {
    const shop = await page(`${ELEMENT}${ELEMENT}<button>Buy</button>`);
    const [first, second] = checkouts(shop);
    await agree(first!);
    await reach(second!, 'ready');
    for (const checkout of [first!, second!]) {
      checkout.addEventListener('klarna-authorized', (event) => event.preventDefault(), {
        once: true,
      });
      await checkout.authorize();
    }
    const { detail } = harness.events.filter(({ name }) => name === 'klarna-authorized').at(-1)!;
    const { authorizationToken } = detail as { authorizationToken: string };
    expect(new FormData(shop.form).getAll(NAME)).to.deep.equal([authorizationToken]);
    shop.form.requestSubmit();
    shop.form.requestSubmit(shop.form.querySelector('button:not([slot])'));
    expect(shop.sent).to.deep.equal([[authorizationToken], [authorizationToken]]);
    expect(first!.state).to.equal('ready');
  });

  it('is not taken for the shop’s own when another element stands in the same form', async () => {
    const shop = await page(ELEMENT + ELEMENT);
    const [first, second] = checkouts(shop);
    await agree(first!);
    await reach(second!, 'ready');
    for (const checkout of [first!, second!]) {
      await drawn(checkout);
      expect(payButton(checkout)?.checkVisibility()).to.equal(true);
    }
  });
});

describe('the shop’s button, drawn anew while Klarna decides', () => {
  const harness = useHarness();

  const ORDER = '<button name="step" value="order">Order</button>';
  const UPDATE = '<button name="step" value="update" formnovalidate>Update cart</button>';

  /** The entries of the one submit, and the button it came from, after `redraw` in the middle of a press of "Order". */
  async function buyAndRedraw(
    redraw: (footer: HTMLElement) => void,
    buttons = UPDATE + ORDER,
  ): Promise<{ readonly steps: readonly unknown[]; readonly by: string | undefined }> {
    const form = await fixture<HTMLFormElement>(
      `<form method="post" action="/order">${ELEMENT}<footer>${buttons}</footer></form>`,
    );
    const checkout = form.querySelector('klarna-checkout')!;
    const footer = form.querySelector('footer')!;
    const sent: { readonly steps: readonly unknown[]; readonly by: string | undefined }[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const { submitter } = event;
      const data = new FormData(form, submitter);
      expect(data.getAll(NAME)).to.deep.equal(['the-token']);
      sent.push({ steps: data.getAll('step'), by: submitter?.textContent });
    });
    await agree(checkout);
    const release = holdApproval(harness, 'the-token');
    const submitted = new Promise((resolve) => {
      form.addEventListener('submit', resolve, { once: true });
    });
    footer.querySelector<HTMLElement>('button:not([formnovalidate])')!.click();
    expect(checkout.state).to.equal('authorizing');
    redraw(footer);
    release();
    await submitted;
    expect(sent).to.have.length(1);
    return sent[0]!;
  }

  it('sends its name and value, from the new button', async () => {
    const sent = await buyAndRedraw((footer) => {
      footer.innerHTML = UPDATE + ORDER.replace('>Order', '>Order now');
    });
    expect(sent).to.deep.equal({ steps: ['order'], by: 'Order now' });
  });

  it('sends them without a button when there is no such one any more', async () => {
    const sent = await buyAndRedraw((footer) => {
      footer.innerHTML = `${UPDATE}<button name="gift" value="order">Order a gift</button>`;
    });
    expect(sent).to.deep.equal({ steps: ['order'], by: undefined });
  });

  it('sends them when the shop has disabled it against a second press', async () => {
    const sent = await buyAndRedraw((footer) => {
      for (const button of footer.querySelectorAll('button')) button.disabled = true;
    });
    expect(sent).to.deep.equal({ steps: ['order'], by: undefined });
  });

  it('sends them when a script has moved it to another form', async () => {
    const elsewhere = await fixture<HTMLFormElement>('<form></form>');
    const sent = await buyAndRedraw((footer) => {
      elsewhere.append(footer.lastElementChild!);
    });
    expect(sent).to.deep.equal({ steps: ['order'], by: undefined });
  });

  it('is not pressed again when it stands outside the form and the element was taken out of the page', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: { cancel: true } }),
    }));
    const block = await fixture<HTMLElement>(
      `<div><klarna-checkout endpoint="/klarna" submitter="#order"></klarna-checkout>
        <button id="order" type="button">Order</button></div>`,
    );
    const checkout = block.querySelector('klarna-checkout')!;
    const order = block.querySelector<HTMLElement>('#order')!;
    order.addEventListener('click', () => expect.fail('an order without a token'));
    const givenBack = new Promise<unknown>((resolve) => {
      harness.endpoint.on('authorization/cancel', ({ body }) => {
        resolve(body.authorization_token);
        return { status: 204, text: '' };
      });
    });
    checkout.addEventListener('klarna-authorized', () => checkout.remove());
    await agree(checkout);
    holdApproval(harness, 'the-token')();
    order.click();
    expect(await givenBack).to.equal('the-token');
  });

  it('is not taken for one that does not pay when both have no name', async () => {
    const plain = '<button formnovalidate>Update cart</button>';
    const sent = await buyAndRedraw((footer) => {
      footer.innerHTML = `${plain}<button>Order now</button>`;
    }, `${plain}<button>Order</button>`);
    expect(sent).to.deep.equal({ steps: [], by: 'Order now' });
  });
});
