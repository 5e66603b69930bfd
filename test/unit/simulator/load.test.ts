import { expect } from '@open-wc/testing';
import {
  call,
  container,
  frame,
  init,
  install,
  loaded,
  PAY_LATER,
  pass,
  recorder,
  tearDown,
  tasks,
  thrown,
} from './stage.js';

const REFUSED = [[{ show_form: false }]];

describe('simulated load', () => {
  afterEach(tearDown);

  it('throws errors called "Error" with a telling message in new mode', () => {
    install();
    const error = thrown(() => call('load', { container: 'body' }));
    expect(error).to.include({ name: 'Error' });
    expect(error!.message).to.match(/not yet been initialized/);
  });

  for (const [what, options, name] of [
    ['a selector without an element', { container: '#nope' }, 'InvalidContainerSelectorError'],
    ['a null container', { container: null }, 'TypeError'],
    ['no container', {}, 'TypeError'],
    [
      'an SVG element',
      { container: document.createElementNS('http://www.w3.org/2000/svg', 'g') },
      'TypeError',
    ],
    [
      'an unknown category',
      { container: '#c', payment_method_category: 'zzz' },
      'PaymentMethodCategoryNotSupportedError',
    ],
    [
      'the plural form without an id',
      { container: '#c', payment_method_categories: ['pay_later'] },
      'InstanceIDNotProvidedError',
    ],
    [
      'the plural form with a bad id',
      { container: '#c', payment_method_categories: ['pay_later'], instance_id: 'a b' },
      'InvalidInstanceIDError',
    ],
    [
      'an unknown category among several',
      { container: '#c', payment_method_categories: ['pay_later', 'x'], instance_id: 'a' },
      'PaymentMethodCategoryNotSupportedError',
    ],
    [
      'an unknown preference',
      { container: '#c', ...PAY_LATER, preferred_payment_method: 'x' },
      'PreferredPaymentMethodNotSupportedError',
    ],
  ] as const) {
    it(`calls back and then throws ${name} for ${what}`, () => {
      install();
      container();
      init();
      const order: string[] = [];
      const answer = recorder(() => order.push('callback'));
      const error = thrown(() => call('load', options, {}, answer));
      order.push('throw');
      expect(error).to.include({ name });
      expect(answer.calls).to.deep.equal(REFUSED);
      expect(order).to.deep.equal(['callback', 'throw']);
    });
  }

  it('checks the session before the container and the container before the category', () => {
    install();
    const broken = { container: '#nope', payment_method_category: 'zzz' };
    expect(thrown(() => call('load', broken))!.message).to.match(/not yet been initialized/);
    init();
    expect(thrown(() => call('load', broken))).to.include({
      name: 'InvalidContainerSelectorError',
    });
  });

  it('throws without a callback when the selector is invalid', () => {
    install();
    init();
    const answer = recorder();
    expect(thrown(() => call('load', { container: '##(' }, answer))).to.be.instanceOf(DOMException);
    expect(answer.calls).to.deep.equal([]);
  });

  it('throws what the callback throws instead of its own error', () => {
    install();
    init();
    const mine = new Error('mine');
    const throwing = (): never => {
      throw mine;
    };
    expect(thrown(() => call('load', { container: '#nope' }, throwing))).to.equal(mine);
  });

  it('returns nothing from load, inserts its frame in a microtask and calls back once', async () => {
    install({ height: 200 });
    const place = container();
    init();
    const answer = recorder();
    expect(call('load', { container: place, ...PAY_LATER }, {}, answer)).to.equal(undefined);
    expect(place.childElementCount).to.equal(0);
    await Promise.resolve();
    const [mark, loader, iframe] = [...place.children] as HTMLElement[];
    expect(mark!.localName).to.equal('style');
    expect(loader!.id).to.equal('klarna-pay-later-main-loader');
    expect(loader!.getBoundingClientRect().height).to.equal(230);
    expect(iframe!.style.display).to.equal('none');
    expect(answer.calls).to.deep.equal([]);
    await pass(1000);
    expect(answer.calls).to.deep.equal([[{ show_form: true }]]);
    expect(loader!.isConnected).to.equal(false);
    expect(iframe!.style.display).to.equal('inline');
  });

  it('gives the frame the measured attributes and style', async () => {
    install({ height: 200 });
    container();
    init();
    await loaded();
    const iframe = frame()!;
    expect(
      Object.fromEntries(
        [...iframe.attributes]
          .filter(({ name }) => name !== 'style')
          .map(({ name, value }) => [name, value]),
      ),
    ).to.deep.equal({
      id: 'klarna-pay-later-main',
      name: 'klarna-pay-later-main',
      title: 'Klarna',
      scrolling: 'no',
      frameborder: '0',
    });
    const { height, width, maxWidth, minWidth } = iframe.style;
    expect([height, width, maxWidth, minWidth]).to.deep.equal(['200px', '100%', '600px', '280px']);
  });

  it('shows no loader and allows the camera in Italy', async () => {
    install();
    const place = container();
    init({ purchase_country: 'IT' });
    call('load', { container: place, ...PAY_LATER });
    await Promise.resolve();
    expect([...place.children].map((one) => one.localName)).to.deep.equal(['iframe']);
    expect(frame()!.allow).to.equal('camera');
    expect(frame()!.style.display).to.equal('');
  });

  it('keeps the content of the container, and adds the overlay frame to body after half a second', async () => {
    install();
    const place = container();
    const old = place.appendChild(document.createElement('p'));
    init();
    call('load', { container: place, ...PAY_LATER });
    await pass(400);
    expect(frame('pay-later', 'fullscreen') === null).to.equal(true);
    await pass(600);
    const overlay = frame('pay-later', 'fullscreen')!;
    expect(overlay.parentElement === document.body).to.equal(true);
    const { position, height, opacity, zIndex } = overlay.style;
    expect([position, height, opacity, zIndex]).to.deep.equal(['fixed', '0px', '0', '2147483647']);
    expect([...place.children].map((one) => one.localName)).to.deep.equal(['p', 'iframe', 'style']);
    expect(place.lastElementChild!.getClientRects()).to.have.length(0);
    expect(place.firstChild === old).to.equal(true);
    expect(place.lastElementChild!.textContent).to.equal('');
  });

  it('answers load in a shadow root, where the widget dies with the overlay frame', async () => {
    install();
    const root = container('host').attachShadow({ mode: 'open' });
    const place = root.appendChild(document.createElement('div'));
    init();
    expect((await loaded({ container: place })).calls).to.deep.equal([[{ show_form: true }]]);
    await pass(300);
    expect(frame('pay-later', 'fullscreen') === null).to.equal(true);
    const answer = recorder();
    call('authorize', PAY_LATER, {}, answer);
    await pass(1000);
    expect(answer.calls).to.deep.equal([[{ show_form: false, approved: false }]]);
    await loaded({ container: place });
    expect(place.querySelectorAll('iframe')).to.have.length(2);
  });

  it('works in a light-DOM child that is slotted', async () => {
    install();
    const host = container('host');
    host.attachShadow({ mode: 'open' }).append(document.createElement('slot'));
    const place = host.appendChild(document.createElement('div'));
    init();
    await loaded({ container: place });
    const answer = recorder();
    call('authorize', PAY_LATER, {}, answer);
    await pass(1000);
    expect(answer.calls[0]![0]).to.include({ approved: true });
  });

  it('ends the widget when its container is removed, and works in a new one', async () => {
    install();
    const place = container();
    init();
    await loaded();
    place.remove();
    await pass(200);
    expect(frame('pay-later', 'fullscreen') === null).to.equal(true);
    const answer = recorder();
    call('authorize', PAY_LATER, {}, answer);
    await pass(100);
    expect(answer.calls).to.deep.equal([[{ show_form: false, approved: false }]]);
    container();
    expect((await loaded()).calls).to.deep.equal([[{ show_form: true }]]);
  });

  it('stays dead when the same node returns later, until it is emptied', async () => {
    install();
    const place = container();
    init();
    await loaded();
    place.remove();
    await pass(500);
    document.body.append(place);
    await pass(1000);
    const answer = recorder();
    call('authorize', PAY_LATER, {}, answer);
    expect((await loaded()).calls).to.deep.equal([]);
    await pass(40_000);
    expect(answer.calls).to.deep.equal([]);
    place.replaceChildren();
    expect((await loaded()).calls).to.deep.equal([[{ show_form: true }]]);
  });

  it('goes on when its container is moved within one task', async () => {
    install();
    const place = container();
    init();
    await loaded();
    const before = frame()!.contentWindow;
    place.remove();
    document.body.append(place);
    await pass(1000);
    expect(frame()!.contentWindow === before).to.equal(false);
    expect(frame()!.contentDocument!.body.textContent).to.match(/TEST/);
    const answer = recorder();
    call('authorize', PAY_LATER, {}, answer);
    await pass(1000);
    expect(answer.calls[0]![0]).to.include({ approved: true });
  });

  it('keeps the frame of a container, makes another for another container, and stacks another name', async () => {
    install();
    container();
    init();
    await loaded();
    const first = frame();
    await loaded();
    expect(frame() === first).to.equal(true);
    await loaded({ payment_method_category: 'pay_now' });
    expect(document.querySelectorAll('#c > iframe')).to.have.length(2);
    const other = container('d');
    await loaded({ container: other });
    expect(first!.isConnected).to.equal(false);
    expect(frame()!.parentElement === other).to.equal(true);
    expect(document.querySelectorAll('#klarna-pay-later-main')).to.have.length(1);
  });

  it('takes its name from the instance id, the category or the session type', async () => {
    install();
    container();
    init();
    await loaded({ instance_id: 'My_Id-1' });
    await loaded();
    await loaded({ payment_method_category: undefined });
    expect([...document.querySelectorAll('#c > iframe')].map(({ id }) => id)).to.deep.equal([
      'klarna-my-id-1-main',
      'klarna-pay-later-main',
      'klarna-payments-main',
    ]);
  });

  for (const condition of ['silent', 'http-error', 'blocked'] as const) {
    it(`never calls back when its frame is ${condition}`, async () => {
      install({ conditions: { frame: condition } });
      container();
      init();
      const load = await loaded();
      const authorize = recorder();
      call('authorize', PAY_LATER, {}, authorize);
      await pass(40_000);
      expect(load.calls).to.deep.equal([]);
      expect(authorize.calls).to.deep.equal([]);
      expect(frame()!.style.display).to.equal('inline');
    });
  }

  it('causes a violation of frame-src when its frame is blocked', async () => {
    install({ conditions: { frame: 'blocked' } });
    container();
    init();
    const directives: string[] = [];
    const hear = (event: SecurityPolicyViolationEvent): number =>
      directives.push(event.effectiveDirective);
    document.addEventListener('securitypolicyviolation', hear);
    await loaded();
    document.removeEventListener('securitypolicyviolation', hear);
    expect(directives).to.deep.equal(['frame-src']);
  });

  it('answers show_form false after 30 seconds when the frame’s request hangs', async () => {
    install({ conditions: { frame: 'hangs' } });
    const place = container();
    init();
    const answer = await loaded();
    await pass(28_000);
    expect(answer.calls).to.deep.equal([]);
    await pass(2000);
    expect(answer.calls).to.deep.equal(REFUSED);
    expect(place.querySelector('#klarna-pay-later-main-loader') === null).to.equal(false);
    expect(frame()!.style.display).to.equal('none');
  });

  it('answers when a detached container is attached', async () => {
    install();
    const place = container();
    place.remove();
    init();
    const answer = await loaded({ container: place });
    expect(answer.calls).to.deep.equal([]);
    document.body.append(place);
    await pass(1000);
    expect(answer.calls).to.deep.equal([[{ show_form: true }]]);
  });

  it('load answers are relayed untouched, and the frame stays when Klarna refuses', async () => {
    const simulator = install();
    container();
    init();
    const answer = { show_form: false, error: { invalid_fields: ['billing_address.email'] }, x: 1 };
    simulator.next.load({ answer });
    expect((await loaded()).calls).to.deep.equal([[answer]]);
    expect(frame()!.isConnected).to.equal(true);
  });

  it('shows who sells and for how much, and what a later load says', async () => {
    install();
    container();
    init({ merchant_name: 'Hutladen', order_amount: 12_345, purchase_currency: 'EUR' });
    await loaded();
    const text = (): string => frame()!.contentDocument!.body.textContent;
    expect(text()).to.match(/TEST.*Hutladen.*123[.,]45/);
    await loaded({}, { order_amount: 99_900 });
    expect(text()).to.match(/999[.,]00/);
  });

  it('two loads in one task are both answered, the second first', async () => {
    const simulator = install();
    container();
    init();
    simulator.next.load({ answer: { show_form: true, nth: 'first answered' } });
    const order: string[] = [];
    for (const name of ['one', 'two']) {
      call('load', { container: '#c', ...PAY_LATER }, {}, () => order.push(name));
    }
    await pass(1000);
    expect(order).to.deep.equal(['two', 'one']);
  });

  it('loadPaymentReview is for the US and GB, without an overlay', async () => {
    install();
    container();
    init({ purchase_country: 'SE' });
    const refused = recorder();
    expect(thrown(() => call('loadPaymentReview', { container: '#c' }, refused))).to.include({
      name: 'OperationNotSupportedError',
    });
    expect(refused.calls).to.deep.equal(REFUSED);
    init({ purchase_country: 'US' });
    const answer = recorder();
    call('loadPaymentReview', { container: '#c' }, answer);
    await pass(1000);
    expect(answer.calls).to.deep.equal([[{ show_form: true }]]);
    expect(frame('payment-review')!.title).to.equal('Klarna Payment Review');
    expect(frame('payment-review', 'fullscreen') === null).to.equal(true);
  });

  it('is never narrower than 280 px and never wider than 600', async () => {
    install();
    const place = container();
    place.style.width = '200px';
    init();
    await loaded();
    expect(frame()!.getBoundingClientRect().width).to.equal(280);
    place.style.width = '1000px';
    await tasks();
    expect(frame()!.getBoundingClientRect().width).to.equal(600);
  });
});
