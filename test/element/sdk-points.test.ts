/**
 * What the measured behaviour of Klarna’s SDK asks of an element. The simulator stands in for the SDK, and
 * each call that the element makes of it is recorded.
 */
import { expect, fixture } from '@open-wc/testing';
import { KlarnaCheckout } from '../../src/index.js';
import {
  agree,
  button,
  drawn,
  next,
  mount,
  reach,
  eventNames,
  useHarness,
} from '../harness/checkout.js';
import { category } from '../harness/endpoint-wire.js';

type Members = Record<string, (...given: unknown[]) => unknown>;
interface Call {
  readonly name: string;
  readonly given: readonly unknown[];
}

const payments = (): Members =>
  (window as unknown as { Klarna: { Payments: Members } }).Klarna.Payments;

/** Every call of the SDK from now on, in order. */
function record(): Call[] {
  const calls: Call[] = [];
  const sdk = payments();
  for (const name of ['init', 'load', 'authorize', 'finalize', 'reauthorize']) {
    const original = sdk[name];
    sdk[name] = (...given: unknown[]): unknown => {
      calls.push({ name, given });
      return original?.apply(sdk, given);
    };
  }
  return calls;
}

const names = (calls: readonly Call[]): string[] => calls.map(({ name }) => name);

const containers = (calls: readonly Call[]): Element[] =>
  calls
    .filter(({ name }) => name === 'load')
    .map(({ given }) => (given[0] as { container: Element }).container);

describe('What Klarna’s SDK asks of an element', () => {
  const harness = useHarness();

  it('keeps one container in the document when the element is rendered again', async () => {
    const calls = record();
    const checkout = await mount();
    await agree(checkout);
    const [container] = containers(calls);
    if (!container) throw new Error('no container');
    expect(container.getRootNode() === document).to.be.true;
    expect(container.parentElement === checkout).to.be.true;
    expect(container.getAttribute('slot')).to.be.a('string').and.not.empty;
    const frame = container.querySelector('iframe');
    checkout.messages = { consentTitle: 'Another title' };
    checkout.disabled = true;
    checkout.requestUpdate();
    await drawn(checkout);
    expect(container.parentElement === checkout).to.be.true;
    expect(container.querySelector('iframe') === frame && frame?.isConnected).to.be.true;
  });

  it('makes a container of its own for each category', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({
        payment_method_categories: [category('pay_later'), category('pay_over_time')],
      }),
    }));
    const calls = record();
    const checkout = await mount();
    await agree(checkout);
    checkout.select('pay_over_time');
    await reach(checkout, 'loading');
    await reach(checkout, 'ready');
    const [first, second] = containers(calls);
    expect(first && second && first !== second).to.be.true;
    expect(first?.querySelectorAll('iframe').length).to.equal(1);
    expect(second?.querySelectorAll('iframe').length).to.equal(1);
  });

  it('fails when load never answers, and retries with an empty container', async () => {
    const calls = record();
    harness.klarna.conditions.frame = 'silent';
    const checkout = await mount();
    await reach(checkout, 'consent');
    button(checkout, 'agree').click();
    await reach(checkout, 'failed');
    expect(checkout.error).to.include({ code: 'load-timeout', retryable: true });
    harness.klarna.conditions.frame = 'works';
    button(checkout, 'action').click();
    await reach(checkout, 'ready');
    const last = containers(calls).at(-1);
    expect(last?.querySelectorAll('iframe').length).to.equal(1);
  });

  for (const [how, type] of [
    ['throw', 'failed'],
    ['throw-only', 'failed'],
    ['same-task', 'failed'],
    ['twice', 'approved'],
  ] as const) {
    it(`settles an operation once when it answers by "${how}"`, async () => {
      const checkout = await mount();
      await agree(checkout);
      harness.klarna.next.authorize(
        how === 'same-task' ? { answer: { approved: false }, atOnce: 'answer' } : how,
      );
      let settled = 0;
      const outcome = checkout.authorize();
      void outcome.then(() => (settled += 1));
      expect((await outcome).type).to.equal(type);
      await new Promise(requestAnimationFrame);
      expect(settled).to.equal(1);
      expect(eventNames(harness).filter((name) => name === 'authorized' || name === 'error').length)
        .to // one of both
        .equal(1);
    });
  }

  for (const message of [
    'Invalid client token',
    'the client_token could not be read',
    'InvalidClientTokenError',
  ]) {
    it(`recognises a bad token by the message "${message}"`, async () => {
      const checkout = await mount();
      await reach(checkout, 'consent');
      payments()['init'] = () => {
        throw new Error(message);
      };
      if (message.startsWith('InvalidClientTokenError')) {
        payments()['init'] = () => {
          throw Object.assign(new Error('no'), { name: message });
        };
      }
      const error = next(checkout, 'klarna-error');
      button(checkout, 'agree').click();
      expect((await error).detail.code).to.equal('client-token-invalid');
    });
  }

  it('does not report a decline when Klarna refuses without its frame', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize({ answer: { approved: false, show_form: false } });
    const settled = checkout.authorize();
    for (const frame of checkout.querySelectorAll('iframe')) frame.remove();
    expect((await settled).type).to.equal('failed');
    expect(eventNames(harness)).to.not.include('declined');
  });

  it('calls init with its own token immediately before each load and each authorize', async () => {
    const tokens = ['a', 'b'].map((id) => ({ id, token: `${harness.endpoint.clientToken}${id}` }));
    const host = await fixture<HTMLElement>(
      `<div><klarna-checkout endpoint="/klarna" country="SE"></klarna-checkout>
        <klarna-checkout endpoint="/klarna" country="DE"></klarna-checkout></div>`,
    );
    const calls = record();
    const [a, b] = host.querySelectorAll('klarna-checkout');
    if (!a || !b) throw new Error('two elements were asked for');
    harness.endpoint.on('session', ({ body }) => ({
      json: harness.endpoint.session({
        client_token: tokens[body['country'] === 'SE' ? 0 : 1]?.token,
      }),
    }));
    await agree(a);
    await reach(b, 'ready');
    await a.authorize();
    await b.authorize();
    expect(names(calls)).to.deep.equal([
      ...['init', 'load', 'init', 'load'],
      ...['init', 'authorize', 'init', 'authorize'],
    ]);
    const used = calls
      .filter(({ name }) => name === 'init')
      .map(({ given }) => (given[0] as { client_token: string }).client_token.at(-1));
    expect(used.slice(0, 2), 'loads').to.have.members(['a', 'b']);
    expect(used.slice(2), 'payments').to.deep.equal(['a', 'b']);
  });

  it('asks Klarna once when it is pressed twice in one task and once later', async () => {
    const checkout = await mount();
    await agree(checkout);
    const calls = record();
    const first = checkout.authorize();
    const second = checkout.authorize();
    await new Promise((resolve) => setTimeout(resolve));
    const third = checkout.authorize();
    expect(first === second && second === third).to.be.true;
    await first;
    expect(names(calls)).to.deep.equal(['init', 'authorize']);
  });

  it('calls authorize before the press returns', async () => {
    const checkout = await mount();
    await agree(checkout);
    const calls = record();
    checkout.querySelector<HTMLElement>('button[slot="klarna-pay"]')?.click();
    expect(names(calls)).to.deep.equal(['init', 'authorize']);
    await reach(checkout, 'authorized');
  });

  it('passes personal data to authorize only, as its second argument', async () => {
    const calls = record();
    const checkout = await mount();
    checkout.purchase = {
      order_amount: 100,
      billing_address: { given_name: 'Anna', email: 'anna@example.com' },
      customer: { date_of_birth: '1990-01-01' },
    };
    await agree(checkout);
    await checkout.authorize();
    const [load, authorize] = ['load', 'authorize'].map((name) =>
      calls.find((call) => call.name === name),
    );
    expect(load?.given[1]).to.deep.equal({ order_amount: 100 });
    expect(JSON.stringify(load?.given)).to.not.include('anna');
    expect(authorize?.given[0]).to.not.have.property('billing_address');
    expect(authorize?.given[1]).to.have.nested.property('billing_address.given_name', 'Anna');
  });

  it('leaves a page that scrolls when it is removed under an open overlay', async () => {
    const checkout = await mount();
    await agree(checkout);
    harness.klarna.next.authorize({ overlay: 60_000 });
    const settled = checkout.authorize();
    await new Promise<void>((resolve) => {
      const watcher = new MutationObserver(() => {
        if (!document.body.classList.contains('klarna-payments-fso-open')) return;
        watcher.disconnect();
        resolve();
      });
      watcher.observe(document.body, { attributes: true });
    });
    checkout.remove();
    expect((await settled).type).to.equal('unknown');
    for (const node of [document.documentElement, document.body]) {
      expect(node.classList.contains('klarna-payments-fso-open')).to.be.false;
    }
    expect(checkout.querySelectorAll('iframe').length).to.equal(0);
  });

  it('keeps usable what Klarna adds to the body while it decides', async () => {
    const form = await fixture<HTMLFormElement>(
      '<form method="post"><input><klarna-checkout endpoint="/klarna" lock="body"></klarna-checkout></form>',
    );
    const checkout = form.querySelector('klarna-checkout') as KlarnaCheckout;
    await agree(checkout);
    harness.klarna.next.authorize('never');
    const settled = checkout.authorize();
    const added = document.createElement('div');
    document.body.append(added);
    expect(form.querySelector('input')?.closest('[inert]') !== null).to.be.true;
    expect(added.closest('[inert]') === null).to.be.true;
    for (const frame of document.querySelectorAll('iframe[id^="klarna-"]')) {
      expect(frame.closest('[inert]') === null).to.be.true;
    }
    added.remove();
    checkout.remove();
    await settled;
  });

  it('calls init before finalize on a later page', async () => {
    const checkout = await mount(
      '<klarna-checkout endpoint="/klarna" auto-finalize="false"></klarna-checkout>',
    );
    await agree(checkout);
    await checkout.authorize();
    const calls = record();
    await checkout.finalize();
    expect(names(calls)).to.deep.equal(['init', 'finalize']);
  });

  it('leaves the shop’s own SDK listeners in place when it removes its own', async () => {
    const checkout = await mount();
    await agree(checkout);
    let heard = 0;
    payments()['on']?.('fullscreenOverlayShown', () => (heard += 1));
    harness.klarna.always.authorize({
      answer: { approved: true, authorization_token: 'token' },
      overlay: 1,
      delay: 50,
    });
    await checkout.authorize();
    checkout.remove();
    const again = await mount();
    await agree(again);
    await again.authorize();
    expect(heard).to.equal(2);
  });

  it('accepts categories and results that it does not know', async () => {
    harness.endpoint.on('session', () => ({
      json: harness.endpoint.session({ payment_method_categories: [category('pay_by_moon')] }),
    }));
    const calls = record();
    const checkout = await mount();
    await reach(checkout, 'consent');
    payments()['load'] = (...given: unknown[]) => {
      setTimeout(() => (given[2] as (answer: unknown) => void)({ show_form: true, moon: 'full' }));
    };
    button(checkout, 'agree').click();
    await reach(checkout, 'ready');
    expect(checkout.categories.map(({ identifier }) => identifier)).to.deep.equal(['pay_by_moon']);
    harness.klarna.next.authorize({
      answer: { approved: true, authorization_token: 'token', moon: 'new' },
    });
    payments()['authorize'] = (...given: unknown[]) => {
      setTimeout(() =>
        (given[2] as (answer: unknown) => void)({
          approved: true,
          authorization_token: 'token',
          moon: 'new',
        }),
      );
    };
    expect((await checkout.authorize()).type).to.equal('approved');
    expect(names(calls).filter((name) => name === 'init').length).to.equal(2);
  });

  it('gives load a container of at least 280 px', async () => {
    const widths: number[] = [];
    const sdk = payments();
    const { load } = sdk;
    sdk['load'] = (...given: unknown[]) => {
      const { container } = given[0] as { container: HTMLElement };
      widths.push(container.getBoundingClientRect().width);
      return load?.apply(sdk, given);
    };
    const checkout = await mount();
    await agree(checkout);
    expect(widths.length).to.equal(1);
    expect(widths[0]).to.be.at.least(280);
  });

  it('reports load-blocked at once when the page’s policy blocks the frame', async () => {
    harness.klarna.conditions.frame = 'blocked';
    const checkout = await mount();
    await reach(checkout, 'consent');
    const error = next(checkout, 'klarna-error');
    button(checkout, 'agree').click();
    expect((await error).detail.code).to.equal('load-blocked');
  });

  it('calls nothing of the SDK before consent', async () => {
    const calls = record();
    const checkout = await mount();
    await reach(checkout, 'consent');
    checkout.cartVersion = '2';
    checkout.refresh();
    await checkout.authorize();
    await drawn(checkout);
    expect(calls).to.deep.equal([]);
    await agree(checkout);
    expect(names(calls)).to.deep.equal(['init', 'load']);
  });

  it('reads errors of the older builds in the same way', async () => {
    const checkout = await mount();
    await agree(checkout);
    payments()['authorize'] = () => {
      throw Object.assign(new Error('Load must be called first'), {
        name: 'ApplicationNotLoadedError',
      });
    };
    const outcome = await checkout.authorize();
    expect(outcome.type).to.equal('failed');
    expect(checkout.error).to.include({ code: 'operation-failed', retryable: true });
  });
});
