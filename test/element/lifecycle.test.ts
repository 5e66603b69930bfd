import { expect, fixture } from '@open-wc/testing';
import {
  agree,
  endOfTask,
  holdApproval,
  next,
  part,
  payButton,
  mount,
  reach,
  eventNames,
  useHarness,
} from '../harness/checkout.js';
import { EVENT_NAMES } from '../harness/events.js';
import type { KlarnaCheckout } from '../../src/index.js';

describe('<klarna-checkout> lifecycle', () => {
  const harness = useHarness();

  it('is unknown, unlocked and leaves nothing behind when removed during authorize', async () => {
    const form = await fixture<HTMLFormElement>(
      '<form method="post"><input id="field"><klarna-checkout endpoint="/klarna"></klarna-checkout></form>',
    );
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    await agree(checkout);
    harness.klarna.next.authorize('never');
    const settled = checkout.authorize();
    expect(form.querySelector('#field')?.hasAttribute('inert')).to.be.true;
    checkout.remove();
    expect(await settled).to.deep.equal({ type: 'unknown', phase: 'authorize' });
    expect(form.querySelector('#field')?.hasAttribute('inert')).to.be.false;
    expect(document.querySelectorAll('iframe[id^="klarna-"][id$="-main"]').length).to.equal(0);
  });

  it('does not take its widget for lost when removed together with the shop’s list', async () => {
    const checkout = await mount(
      `<input type="radio" name="payment" value="klarna" checked />
      <klarna-checkout endpoint="/klarna" choice="[value=klarna]"></klarna-checkout>`,
    );
    await agree(checkout);
    const states: string[] = [];
    checkout.addEventListener('klarna-state', ({ detail }) => states.push(detail.state));
    checkout.parentElement?.remove();
    await new Promise(requestAnimationFrame);
    expect(states).to.deep.equal(['idle']);
  });

  it('loads the widget again when removed and put back in one task', async () => {
    const checkout = await mount();
    await agree(checkout);
    const home = checkout.parentElement;
    const ready = next(checkout, 'klarna-ready');
    checkout.remove();
    home?.append(checkout);
    await ready;
    expect((await checkout.authorize()).type).to.equal('approved');
    expect(harness.endpoint.calls('session')).to.have.length(1);
  });

  it('starts again with the same session when removed and put back later', async () => {
    const checkout = await mount();
    await agree(checkout);
    const home = checkout.parentElement;
    checkout.remove();
    await reach(checkout, 'idle');
    expect(checkout.querySelectorAll('iframe').length).to.equal(0);
    home?.append(checkout);
    await reach(checkout, 'ready');
    expect((await checkout.authorize()).type).to.equal('approved');
    expect(harness.endpoint.calls('session')).to.have.length(1);
  });

  it('throws and changes nothing later when removed while it starts, loads or asks for consent', async () => {
    // The session, then Klarna's widget, do not answer: the checkout stays where the loop wants it.
    harness.endpoint.on('session', () => 'silence');
    for (const state of ['consent', 'starting', 'loading'] as const) {
      sessionStorage.clear();
      if (state === 'loading') {
        harness.endpoint.on('session', () => ({ json: harness.endpoint.session() }));
        harness.klarna.next.load('never');
      }
      const checkout = await mount();
      await reach(checkout, 'consent');
      if (state !== 'consent') checkout.grantConsent();
      await reach(checkout, state);
      checkout.remove();
      await reach(checkout, 'idle');
    }
    await new Promise(requestAnimationFrame);
    expect(document.querySelectorAll('iframe[id^="klarna-"][id$="-main"]').length).to.equal(0);
  });

  it('moveBefore keeps Klarna’s frame where the engine has it', async () => {
    const checkout = await mount('<p></p><klarna-checkout endpoint="/klarna"></klarna-checkout>');
    await agree(checkout);
    const target = checkout.previousElementSibling as Element;
    const move: unknown = Reflect.get(target, 'moveBefore');
    const before = eventNames(harness).length;
    if (typeof move === 'function') {
      Reflect.apply(move, target, [checkout, null]);
      expect((await checkout.authorize()).type).to.equal('approved');
      expect(eventNames(harness).slice(before)).to.not.include('state:loading');
    } else {
      target.append(checkout);
      await reach(checkout, 'loading', 'ready');
      await reach(checkout, 'ready');
      expect((await checkout.authorize()).type).to.equal('approved');
    }
  });

  it('loads again into a new mount when the page deletes the old one', async () => {
    const checkout = await mount();
    await agree(checkout);
    const ready = next(checkout, 'klarna-ready');
    checkout.querySelector('iframe')?.parentElement?.remove();
    await ready;
    expect((await checkout.authorize()).type).to.equal('approved');
  });

  it('survives a library that morphs its children away, and one that renders it anew', async () => {
    const checkout = await mount();
    await agree(checkout);
    const again = next(checkout, 'klarna-ready');
    checkout.replaceChildren();
    await again;
    expect(checkout.querySelectorAll('iframe').length).to.equal(1);
    const html = checkout.outerHTML;
    const home = checkout.parentElement as HTMLElement;
    home.innerHTML = html;
    const second = home.querySelector('klarna-checkout') as KlarnaCheckout;
    await reach(second, 'ready');
    expect((await second.authorize()).type).to.equal('approved');
  });

  it('asks again for the session when the page comes back from the browser’s cache', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ order: { status: 'completed', order_id: 'order-9' } }),
    }));
    const placed = next(checkout, 'klarna-placed');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect((await placed).detail.orderId).to.equal('order-9');
  });

  it('is unknown when the page deletes the mount during authorize', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize('never');
    const settled = checkout.authorize();
    checkout.querySelector('iframe')?.parentElement?.remove();
    expect((await settled).type).to.equal('unknown');
  });

  it('works inside one, two and three shadow roots', async () => {
    for (const depth of [1, 2, 3]) {
      sessionStorage.clear();
      const outer = await fixture<HTMLElement>('<div></div>');
      let home: HTMLElement = outer;
      for (let level = 0; level < depth; level += 1) {
        const inner = document.createElement('div');
        home.attachShadow({ mode: level % 2 ? 'closed' : 'open' }).append(inner);
        home = inner;
      }
      const checkout = document.createElement('klarna-checkout');
      checkout.endpoint = '/klarna';
      home.append(checkout);
      await agree(checkout);
      const frame = outer.querySelector('iframe');
      expect(frame?.getRootNode() === document, `depth ${depth}`).to.be.true;
      expect(frame?.getBoundingClientRect().width).to.be.greaterThan(200);
      expect((await checkout.authorize()).type).to.equal('approved');
      outer.remove();
    }
  });

  it('says so where a host hands out its slots by script only', async () => {
    const outer = await fixture<HTMLElement>('<div></div>');
    const checkout = document.createElement('klarna-checkout');
    checkout.endpoint = '/klarna';
    outer.attachShadow({ mode: 'open', slotAssignment: 'manual' }).append(checkout);
    await reach(checkout, 'consent');
    checkout.grantConsent();
    await reach(checkout, 'failed');
    expect(checkout.error?.code).to.equal('cannot-slot');
  });

  it('takes parts that the shop arranged, wherever they stand inside', async () => {
    const checkout = await mount(`
      <klarna-checkout endpoint="/klarna">
        <header><klarna-checkout-status></klarna-checkout-status></header>
        <klarna-checkout-consent></klarna-checkout-consent>
        <section><klarna-checkout-widget></klarna-checkout-widget></section>
        <footer><klarna-checkout-pay-button></klarna-checkout-pay-button></footer>
      </klarna-checkout>`);
    await reach(checkout, 'consent');
    expect(checkout.renderRoot.querySelector('klarna-checkout-consent') === null).to.be.true;
    checkout.grantConsent();
    await reach(checkout, 'ready');
    expect(checkout.querySelector('section iframe') !== null).to.be.true;
    const authorized = next(checkout, 'klarna-authorized');
    checkout.querySelector<HTMLElement>('footer button')?.click();
    await authorized;
  });

  it('answers to invoker buttons anywhere on the page', async () => {
    const checkout = await mount(`
      <klarna-checkout id="pay" endpoint="/klarna" pay-button="hide"></klarna-checkout>
      <button type="button" command="--authorize" commandfor="pay">Pay</button>`);
    await agree(checkout);
    expect(payButton(checkout) === null).to.be.true;
    const authorized = next(checkout, 'klarna-authorized');
    checkout.parentElement?.querySelector<HTMLElement>('[command]')?.click();
    await authorized;
  });

  it('lets one element of the page pay at a time, and each with its own session', async () => {
    const host = await fixture<HTMLElement>(`<div>
      <klarna-checkout id="a" endpoint="/klarna?a" session-a></klarna-checkout>
      <klarna-checkout id="b" endpoint="/klarna"></klarna-checkout></div>`);
    const [a, b] = host.querySelectorAll('klarna-checkout');
    if (!a || !b) throw new Error('two elements were asked for');
    a.endpoint = '/klarna';
    await agree(a);
    // The shopper's consent holds for every element of this endpoint.
    await reach(b, 'ready');
    const release = holdApproval(harness, 'token-a');
    const first = a.authorize();
    expect(await b.authorize()).to.deep.equal({ type: 'busy' });
    release();
    expect((await first).type).to.equal('approved');
    expect((await b.authorize()).type).to.equal('approved');
  });

  it('updates and loads again when the cart changes, coalesced and never during authorize', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ capabilities: { update: 'in_place' } }),
    }));
    const checkout = await mount();
    await agree(checkout);
    checkout.cartVersion = '2';
    await checkout.updateComplete;
    checkout.cartVersion = '3';
    checkout.refresh();
    checkout.refresh();
    await reach(checkout, 'ready');
    const updates = harness.endpoint.calls('session/update');
    expect(updates.length).to.equal(2);
    expect(updates[1]?.body.cart_version).to.equal('3');
    const settled = checkout.authorize();
    checkout.refresh();
    expect(harness.endpoint.calls('session/update').length).to.equal(2);
    await settled;
    await reach(checkout, 'loading', 'ready');
    await reach(checkout, 'ready');
    expect(harness.endpoint.calls('session/update').length).to.equal(3);
  });

  for (const [what, change] of [
    ['names another control', (checkout: KlarnaCheckout) => void (checkout.choice = 'input')],
    [
      'moves the element',
      (checkout: KlarnaCheckout) => checkout.form!.querySelector('p')!.append(checkout),
    ],
  ] as const)
    it(`updates when the page that sets another cart ${what} as well`, async () => {
      harness.endpoint.on('session', () => ({
        json: harness.endpoint.session({ capabilities: { update: 'in_place' } }),
      }));
      const checkout = await mount(
        `<form method="post"><input type="radio" value="klarna" checked><p></p>
         <klarna-checkout endpoint="/klarna" choice="[value=klarna]"></klarna-checkout></form>`,
      );
      checkout.purchase = { order_amount: 11_900 };
      await agree(checkout);
      change(checkout);
      checkout.purchase = { order_amount: 5_900 };
      await endOfTask();
      await reach(checkout, 'ready');
      expect(harness.endpoint.calls('session/update')).to.have.length(1);
    });

  it('shows the state as a custom state', async () => {
    const checkout = await mount();
    await agree(checkout);
    expect(checkout.matches(':state(ready)')).to.be.true;
    expect(checkout.matches(':state(loading)')).to.be.false;
  });

  it('has its state and custom state in place when it fires an event', async () => {
    const seen: string[] = [];
    const listening = new AbortController();
    for (const name of EVENT_NAMES) {
      document.addEventListener(
        name,
        ({ target, type, detail }) => {
          const checkout = target as KlarnaCheckout;
          if (!checkout.matches(`:state(${checkout.state})`)) seen.push(`${type}: custom state`);
          if ('previous' in detail && checkout.matches(`:state(${detail.previous})`))
            seen.push(`${type}: previous custom state`);
          if ('state' in detail && checkout.state !== detail.state) seen.push(`${type}: state`);
        },
        { signal: listening.signal },
      );
    }
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize({ answer: { show_form: true, approved: false } });
    await checkout.authorize();
    await checkout.authorize();
    checkout.cancelAuthorization();
    harness.klarna.next.authorize({ answer: { show_form: false, approved: false } });
    await checkout.authorize();
    listening.abort();
    expect(eventNames(harness)).to.include.members([
      'consent',
      'ready',
      'before-authorize',
      'cancelled',
      'authorized',
      'declined',
    ]);
    expect(seen).to.deep.equal([]);
  });

  it('drops the language for English when its file does not come, and never waits for it twice', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" locale="de-DE"></klarna-checkout>',
    );
    await reach(checkout, 'consent');
    expect(part(checkout, 'consent').shadowRoot?.textContent).to.include('Zustimmen');
  });
});
