import { expect, waitUntil } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import { en } from '../../src/messages/en.js';
import {
  agree,
  button,
  drawn,
  next,
  part,
  mount,
  reach,
  eventNames,
  useHarness,
} from '../harness/checkout.js';

/** Addresses of everything that the page asked for since it was called. */
function recordRequests(): { readonly urls: string[]; stop: () => void } {
  const urls: string[] = [];
  const observer = new PerformanceObserver((list) =>
    urls.push(...list.getEntries().map(({ name }) => name)),
  );
  observer.observe({ type: 'resource' });
  return {
    urls,
    stop: () => {
      urls.push(...observer.takeRecords().map(({ name }) => name));
      observer.disconnect();
    },
  };
}

describe('<klarna-checkout> consent', () => {
  const harness = useHarness();

  afterEach(() => resetMouse());

  it('sends nothing, adds no script and stores nothing before the shopper agrees', async () => {
    const requests = recordRequests();
    const scripts = document.scripts.length;
    const links = document.querySelectorAll('link').length;
    const checkout = await mount();
    await reach(checkout, 'consent');
    await new Promise(requestAnimationFrame);
    requests.stop();
    expect(requests.urls).to.deep.equal([]);
    expect(harness.endpoint.asked).to.deep.equal([]);
    expect(document.scripts.length).to.equal(scripts);
    expect(document.querySelectorAll('link').length).to.equal(links);
    expect(sessionStorage.length + localStorage.length).to.equal(0);
    expect(document.querySelectorAll('iframe[id^="klarna-"]').length).to.equal(0);
  });

  it('ends with the prompt, and what comes after it keeps no room below', async () => {
    const checkout = await mount(
      '<form method="post"><klarna-checkout endpoint="/klarna"></klarna-checkout><button>Buy</button></form>',
    );
    await reach(checkout, 'consent');
    const prompt = part(checkout, 'consent').getBoundingClientRect();
    expect(checkout.getBoundingClientRect().bottom).to.be.closeTo(prompt.bottom, 0.5);
  });

  it('says what is shared with whom, and links the notices', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" privacy-url="/privacy"></klarna-checkout>',
    );
    await reach(checkout, 'consent');
    const prompt = part(checkout, 'consent').shadowRoot;
    expect(prompt?.textContent).to.include('Klarna Bank AB');
    expect(prompt?.querySelector('details')?.open).to.be.false;
    const links = Array.from(prompt?.querySelectorAll('a') ?? [], ({ href }) => href);
    expect(links[0]).to.match(/^https:\/\/cdn\.klarna\.com\//);
    expect(links[1]).to.equal(new URL('/privacy', location.href).href);
  });

  it('names the recipient in the country of the purchase, and links the notice for it', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" locale="de" country="CH"></klarna-checkout>',
    );
    await reach(checkout, 'consent');
    const prompt = part(checkout, 'consent').shadowRoot;
    const notice = () => prompt?.querySelector('a')?.href;
    expect(prompt?.textContent).to.include('Empfänger: Klarna Bank AB (publ), Stockholm\n');
    expect(notice()).to.include('/de_ch/');
    checkout.country = 'UK';
    await drawn(checkout);
    expect(prompt?.textContent).to.include('und Klarna Financial Services UK Limited');
    expect(notice()).to.include('/en_gb/');
    checkout.country = '';
    checkout.locale = 'fr';
    await waitUntil(() => notice()?.includes('/fr_fr/'));
  });

  it('links no privacy notice that is a script', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" privacy-url="javascript:alert(1)"></klarna-checkout>',
    );
    await reach(checkout, 'consent');
    expect(part(checkout, 'consent').shadowRoot?.querySelectorAll('a').length).to.equal(1);
  });

  it('starts session and SDK side by side once the shopper agrees', async () => {
    const checkout = await mount();
    await reach(checkout, 'consent');
    const consent = next(checkout, 'klarna-consent');
    button(checkout, 'agree').click();
    expect((await consent).detail).to.deep.equal({
      granted: true,
      source: 'prompt',
      textVersion: en.consentVersion,
    });
    await reach(checkout, 'ready');
    expect(harness.endpoint.calls('session')).to.have.length(1);
  });

  it('keeps focus when the prompt goes away with its button', async () => {
    const checkout = await mount();
    await reach(checkout, 'consent');
    const agreeButton = button(checkout, 'agree');
    agreeButton.focus();
    agreeButton.click();
    await drawn(checkout);
    const focused = checkout.shadowRoot?.activeElement;
    expect(focused?.getAttribute('part')).to.equal('base');
    // What can be chosen comes after it.
    expect(focused?.contains(part(checkout, 'methods'))).to.be.true;
    await reach(checkout, 'ready');
    expect(checkout.shadowRoot?.activeElement).to.equal(focused);
  });

  it('offers no other way to pay where it cannot lead to one', async () => {
    const checkout = await mount();
    await reach(checkout, 'consent');
    const prompt = part(checkout, 'consent').shadowRoot;
    expect(prompt?.querySelector('[part=other]') === null).to.be.true;
  });

  it('leads to the shop’s own list, in which nothing is chosen any more', async () => {
    const checkout = await mount(
      `<input type="radio" name="payment" value="card" />
      <input type="radio" name="payment" value="klarna" checked />
      <klarna-checkout endpoint="/klarna" choice="[value=klarna]"></klarna-checkout>`,
    );
    await reach(checkout, 'consent');
    const consent = next(checkout, 'klarna-consent');
    const { left, top } = button(checkout, 'other').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.ceil(left) + 9, Math.ceil(top) + 9] });
    expect((await consent).detail.granted).to.be.false;
    await drawn(checkout);
    expect(document.querySelector('[name=payment]:checked') === null).to.be.true;
    expect(document.activeElement?.matches('[value=card]:focus-visible')).to.be.true;
    expect(checkout.getBoundingClientRect().height).to.equal(0);
    expect(harness.endpoint.asked).to.deep.equal([]);
  });

  it('starts by itself where the shop has collected the consent', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" consent="granted"></klarna-checkout>',
    );
    await reach(checkout, 'ready');
    expect(harness.endpoint.asked[0]?.body.consent).to.deep.equal({
      source: 'shop',
      text_version: 'shop',
    });
    expect(eventNames(harness)).to.not.include('state:consent');
  });

  it('takes everything back when consent is withdrawn', async () => {
    const checkout = await mount();
    await agree(checkout);
    expect(sessionStorage.length).to.equal(1);
    checkout.withdrawConsent();
    await reach(checkout, 'consent');
    expect(sessionStorage.length).to.equal(0);
    expect(checkout.children.length).to.equal(0);
    expect(document.querySelectorAll('iframe').length).to.equal(0);
  });

  it('offers to take the consent back below the widget, and keeps focus', async () => {
    const checkout = await mount();
    await agree(checkout);
    const link = part(checkout, 'status').shadowRoot?.querySelector<HTMLElement>('[part=withdraw]');
    link?.click();
    await reach(checkout, 'consent');
    expect(checkout.shadowRoot?.activeElement?.localName).to.equal('klarna-checkout-consent');
    expect(harness.events.at(-1)?.detail).to.include({ granted: false, source: 'prompt' });
  });

  it('has nothing to take back where the shop has asked for it', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" consent="granted"></klarna-checkout>',
    );
    await reach(checkout, 'ready');
    expect(part(checkout, 'status').shadowRoot?.querySelector('[part=withdraw]') === null).to.be
      .true;
  });

  it('gives the token back when consent is withdrawn during authorize', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: { cancel: true } }),
    }));
    const checkout = await mount();
    await agree(checkout);
    const settled = checkout.authorize();
    checkout.withdrawConsent();
    expect(checkout.state, 'it waits for the outcome').to.equal('authorizing');
    expect((await settled).type).to.equal('cancelled');
    expect(checkout.state).to.equal('consent');
    expect(eventNames(harness)).to.not.include('authorized');
    expect(harness.endpoint.calls('authorization/cancel')).to.have.length(1);
  });

  it('remembers the consent for a reload of the page, not for the next purchase', async () => {
    const first = await mount();
    await agree(first);
    first.remove();
    const second = await mount();
    await reach(second, 'ready');
    expect(eventNames(harness).filter((name) => name === 'state:consent')).to.have.length(1);
  });
});
