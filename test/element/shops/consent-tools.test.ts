/** A consent tool of the page, joined to the element as the guide says: its samples are built and bought from. */
import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import {
  endOfTask,
  eventNames,
  holdApproval,
  next,
  reach,
  useHarness,
} from '../../harness/checkout.js';
import { guideSample, runSample } from '../../harness/guide.js';

const GUIDE = 'consent-tools';
const NAME = 'klarna_authorization_token';

/** What the shopper decides in the tool. */
const decide = (klarna: boolean): boolean =>
  dispatchEvent(new CustomEvent('consent-changed', { detail: { klarna } }));

interface Page {
  readonly form: HTMLFormElement;
  readonly checkout: KlarnaCheckout;
  /** The token of each submit that reached the shop. */
  readonly sent: (readonly FormDataEntryValue[])[];
}

describe('a checkout beside a consent tool', () => {
  const harness = useHarness();

  /** The form of the guide, with the attribute as it is there or without it. */
  async function page(change = (markup: string): string => markup): Promise<Page> {
    const host = await fixture<HTMLElement>('<div></div>');
    host.innerHTML = change(await guideSample(GUIDE, 'html', 'consent="granted"'));
    const form = host.querySelector('form')!;
    form.querySelector('input')!.value = 'anna@example.com';
    const sent: (readonly FormDataEntryValue[])[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push(new FormData(form, event.submitter).getAll(NAME));
    });
    return { form, sent, checkout: form.querySelector('klarna-checkout')! };
  }

  const unasked = (): Promise<Page> => page((markup) => markup.replace(' consent="granted"', ''));

  async function buy({ form, checkout, sent }: Page): Promise<void> {
    const authorized = next(checkout, 'klarna-authorized');
    const submitted = new Promise((resolve) => {
      form.addEventListener('submit', resolve, { once: true });
    });
    form.querySelector<HTMLElement>('button:not([slot])')!.click();
    await submitted;
    expect(sent).to.deep.equal([[(await authorized).detail.authorizationToken]]);
  }

  it('is bought from at once when the server has rendered the consent', async () => {
    const shop = await page();
    await reach(shop.checkout, 'ready');
    expect(eventNames(harness)).to.not.include('state:consent');
    await buy(shop);
  });

  it('asks nothing before the tool says so, and is bought from then', async () => {
    const shop = await unasked();
    runSample(await guideSample(GUIDE, 'js', 'grantConsent'), shop.form);
    await reach(shop.checkout, 'consent');
    await endOfTask();
    expect(harness.endpoint.asked).to.deep.equal([]);
    decide(true);
    await reach(shop.checkout, 'ready');
    await buy(shop);
  });

  it('leaves nothing of Klarna’s when it is taken back in the tool', async () => {
    const shop = await unasked();
    runSample(await guideSample(GUIDE, 'js', 'grantConsent'), shop.form);
    await reach(shop.checkout, 'consent');
    decide(true);
    await reach(shop.checkout, 'ready');
    decide(false);
    await reach(shop.checkout, 'consent');
    expect(document.querySelector('iframe[id^=klarna-]') === null).to.equal(true);
    shop.form.querySelector<HTMLElement>('button:not([slot])')!.click();
    expect(shop.sent).to.deep.equal([]);
  });

  it('gives the approval back when it is taken back during the payment', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: { cancel: true } }),
    }));
    const shop = await unasked();
    runSample(await guideSample(GUIDE, 'js', 'grantConsent'), shop.form);
    await reach(shop.checkout, 'consent');
    decide(true);
    await reach(shop.checkout, 'ready');
    const release = holdApproval(harness, 'the-token');
    shop.form.querySelector<HTMLElement>('button:not([slot])')!.click();
    decide(false);
    expect(shop.checkout.state, 'it waits for the outcome').to.equal('authorizing');
    release();
    await reach(shop.checkout, 'consent');
    const [given] = harness.endpoint.calls('authorization/cancel');
    expect(given?.body.authorization_token).to.equal('the-token');
    expect(shop.sent).to.deep.equal([]);
  });
});
