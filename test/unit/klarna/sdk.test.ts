import { expect } from '@open-wc/testing';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { loadSdk, payments, type SdkArrival, type SdkSource } from '../../../src/klarna/sdk.js';

let number = 0;
/**
 * A new address each time, so that no test sees what another one has loaded. A test that does not wait
 * for the end of `good` takes `empty`: a removed tag still runs, and would bring the SDK to the next test.
 */
const fixture = (name: string): string => {
  number += 1;
  return new URL(`/test/unit/klarna/fixtures/${name}.js?${number}`, location.href).href;
};

const source = (url: string, more: Partial<SdkSource> = {}): SdkSource => ({
  url,
  nonce: undefined,
  timeout: 15_000,
  retries: 2,
  ...more,
});

const tags = (url: string): HTMLScriptElement[] =>
  Array.from(document.scripts).filter(({ src }) => src === url);

const theTag = (url: string): HTMLScriptElement => {
  const [tag, second] = tags(url);
  expect(second, 'a second tag').to.equal(undefined);
  return tag!;
};

/** Resolves when the tag has come to its end; whoever listened before has been told by then. */
const ended = (tag: HTMLScriptElement): Promise<string> =>
  new Promise((resolve) => {
    for (const type of ['load', 'error']) {
      tag.addEventListener(type, () => resolve(type), { once: true });
    }
  });

/** A tag that the shop wrote into its page. */
function shopTag(url: string): HTMLScriptElement {
  const tag = document.createElement('script');
  tag.src = url;
  document.head.append(tag);
  return tag;
}

const stops: (() => void)[] = [];
let clock: SinonFakeTimers;

/** Starts to load, and collects what is reported. */
function start(from: SdkSource): { readonly arrivals: SdkArrival[]; readonly stop: () => void } {
  const arrivals: SdkArrival[] = [];
  const stop = loadSdk(from, (arrival) => arrivals.push(arrival));
  stops.push(stop);
  return { arrivals, stop };
}

const types = (arrivals: readonly SdkArrival[]): readonly string[] =>
  arrivals.map((arrival) => (arrival.type === 'ready' ? 'ready' : arrival.fault.code));

type FixtureWindow = Window & { fixtureArrives?: () => void };

describe("Klarna's script", () => {
  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  afterEach(() => {
    clock.restore();
    for (const stop of stops.splice(0)) stop();
    for (const tag of Array.from(document.scripts))
      if (tag.src.includes('/fixtures/')) tag.remove();
    delete window.Klarna;
    delete window.klarnaAsyncCallback;
  });

  describe('the SDK, with a tag of our own', () => {
    it('is reported as ready when its script has run', async () => {
      const url = fixture('good');
      const { arrivals } = start(source(url));
      const tag = theTag(url);
      expect(tag.async).to.equal(true);
      expect(tag.parentElement).to.equal(document.head);
      expect(tag.hasAttribute('data-klarna-checkout')).to.equal(true);
      expect(tag.nonce).to.equal('');
      expect(arrivals).to.deep.equal([]);
      expect(await ended(tag)).to.equal('load');
      expect(arrivals).to.deep.equal([{ type: 'ready' }]);
      expect(payments()).to.equal(window.Klarna?.Payments);
      expect(window.klarnaAsyncCallback).to.equal(undefined);
      clock.tick(60_000);
      expect(types(arrivals)).to.deep.equal(['ready']);
      expect(tag.isConnected, 'a tag that loaded is never removed').to.equal(true);
    });

    it('carries the nonce of the page', () => {
      const url = fixture('empty');
      start(source(url, { nonce: 'abc' }));
      expect(theTag(url).nonce).to.equal('abc');
    });

    it('is requested without CORS', () => {
      const url = fixture('empty');
      start(source(url));
      expect(theTag(url).crossOrigin).to.equal(null);
    });

    it('is not requested when it is already there', () => {
      window.Klarna = { Payments: { init: () => undefined } };
      const url = fixture('empty');
      const { arrivals } = start(source(url));
      expect(types(arrivals)).to.deep.equal(['ready']);
      expect(tags(url)).to.deep.equal([]);
      expect('klarnaAsyncCallback' in window).to.equal(false);
    });

    it('is reported as ready when it calls back after its script has run', async () => {
      const url = fixture('late');
      const { arrivals } = start(source(url));
      await ended(theTag(url));
      expect(arrivals).to.deep.equal([]);
      (window as FixtureWindow).fixtureArrives?.();
      expect(types(arrivals)).to.deep.equal(['ready']);
    });

    it('is tried twice more after a failure, in one tag, with a pause before each', async () => {
      const url = fixture('missing');
      const { arrivals } = start(source(url));
      for (const pause of [500, 1500]) {
        const tag = theTag(url);
        expect(await ended(tag)).to.equal('error');
        expect(arrivals).to.deep.equal([]);
        clock.tick(pause - 1);
        expect(theTag(url)).to.equal(tag);
        clock.tick(1);
        expect(theTag(url)).to.not.equal(tag);
        expect(tag.isConnected).to.equal(false);
      }
      await ended(theTag(url));
      expect(arrivals).to.deep.equal([
        {
          type: 'failed',
          fault: { code: 'sdk-blocked', phase: 'sdk', about: url, cause: undefined },
        },
      ]);
      clock.tick(60_000);
      expect(arrivals.length, 'nothing more is said').to.equal(1);
    });

    it('is tried as often as it is told to', async () => {
      const url = fixture('missing');
      const { arrivals } = start(source(url, { retries: 0 }));
      await ended(theTag(url));
      expect(types(arrivals)).to.deep.equal(['sdk-blocked']);
    });

    it('is requested again by the next caller when an earlier request failed', async () => {
      const url = fixture('missing');
      start(source(url, { retries: 0 }));
      const failed = theTag(url);
      await ended(failed);
      start(source(url, { retries: 0 }));
      expect(theTag(url)).to.not.equal(failed);
    });

    it('is used when another script provides it before the next retry', async () => {
      const url = fixture('missing');
      const { arrivals } = start(source(url));
      const tag = theTag(url);
      await ended(tag);
      window.Klarna = { Payments: { init: () => undefined } };
      clock.tick(500);
      expect(types(arrivals)).to.deep.equal(['ready']);
      expect(theTag(url)).to.equal(tag);
    });

    it('is requested once when two callers wait for a retry', async () => {
      const url = fixture('missing');
      start(source(url));
      start(source(url));
      await ended(theTag(url));
      const changes = new MutationObserver(() => undefined);
      changes.observe(document.head, { childList: true });
      clock.tick(500);
      const added = changes.takeRecords().flatMap(({ addedNodes }) => [...addedNodes]);
      changes.disconnect();
      const tag = theTag(url);
      expect(added).to.deep.equal([tag]);
      expect(await ended(tag)).to.equal('error');
      clock.tick(1500);
      expect(theTag(url), 'both try again').to.not.equal(tag);
    });

    it('is loaded by one tag when a second caller waits for it', async () => {
      const url = fixture('good');
      const first = start(source(url));
      const second = start(source(url));
      await ended(theTag(url));
      expect(types(first.arrivals)).to.deep.equal(['ready']);
      expect(types(second.arrivals)).to.deep.equal(['ready']);
    });
  });

  describe('the time limit', () => {
    it('ends with sdk-timeout when the script does not arrive', () => {
      const url = fixture('empty');
      const { arrivals } = start(source(url, { timeout: 1000 }));
      clock.tick(999);
      expect(arrivals).to.deep.equal([]);
      clock.tick(1);
      expect(types(arrivals)).to.deep.equal(['sdk-timeout']);
      expect(arrivals[0]).to.have.nested.property('fault.about', url);
    });

    it('ends with sdk-incomplete when the script has run without defining the SDK', async () => {
      const url = fixture('empty');
      const { arrivals } = start(source(url));
      await ended(theTag(url));
      expect(arrivals).to.deep.equal([]);
      clock.tick(15_000);
      expect(types(arrivals)).to.deep.equal(['sdk-incomplete']);
      const again = start(source(url));
      expect(theTag(url), 'a tag that loaded is never replaced').to.not.equal(undefined);
      clock.tick(15_000);
      expect(types(again.arrivals)).to.deep.equal(['sdk-incomplete']);
    });

    it('covers all tries together when the script fails', async () => {
      const url = fixture('missing');
      const { arrivals } = start(source(url, { timeout: 400 }));
      const tag = theTag(url);
      await ended(tag);
      clock.tick(400);
      expect(types(arrivals)).to.deep.equal(['sdk-timeout']);
      clock.tick(5000);
      expect(theTag(url), 'no try after the end').to.equal(tag);
    });

    it('still lets a success be reported when the SDK arrives after it', async () => {
      const url = fixture('good');
      const { arrivals } = start(source(url, { timeout: 1 }));
      const tag = theTag(url);
      clock.tick(1);
      await ended(tag);
      expect(types(arrivals)).to.deep.equal(['sdk-timeout', 'ready']);
    });

    it('reports no second failure and starts no retry when the script fails after it', async () => {
      const url = fixture('missing');
      const { arrivals } = start(source(url, { timeout: 1 }));
      const tag = theTag(url);
      clock.tick(1);
      await ended(tag);
      clock.tick(5000);
      expect(types(arrivals)).to.deep.equal(['sdk-timeout']);
      expect(theTag(url)).to.equal(tag);
    });
  });

  describe("the SDK, with the shop's own tag", () => {
    it('is waited for when the tag is still loading', async () => {
      const url = fixture('good');
      const tag = shopTag(url);
      const { arrivals } = start(source(url));
      expect(theTag(url)).to.equal(tag);
      await ended(tag);
      expect(types(arrivals)).to.deep.equal(['ready']);
    });

    it('is requested by a second tag when the first one fails', async () => {
      const url = fixture('missing');
      const tag = shopTag(url);
      start(source(url));
      await ended(tag);
      clock.tick(500);
      const [first, second, third] = tags(url);
      expect(first).to.equal(tag);
      expect(second?.hasAttribute('data-klarna-checkout')).to.equal(true);
      expect(third).to.equal(undefined);
      await ended(second!);
      clock.tick(1500);
      expect(tags(url).length, 'ours is replaced').to.equal(2);
      expect(tags(url)[0]).to.equal(tag);
      expect(tags(url)[1]).to.not.equal(second);
    });

    it('is not waited for when the tag ended before without defining the SDK', async () => {
      const url = fixture('empty');
      const tag = shopTag(url);
      await ended(tag);
      const { arrivals } = start(source(url));
      const [, ours] = tags(url);
      expect(tags(url).length).to.equal(2);
      expect(tag.isConnected).to.equal(true);
      expect(await ended(ours!)).to.equal('load');
      clock.tick(15_000);
      expect(types(arrivals)).to.deep.equal(['sdk-incomplete']);
    });

    it('is waited for when the tag is still loading a file that the page has fetched before', async () => {
      const url = fixture('good');
      await (await fetch(url)).text();
      const tag = shopTag(url);
      const { arrivals } = start(source(url));
      expect(theTag(url)).to.equal(tag);
      await ended(tag);
      expect(types(arrivals)).to.deep.equal(['ready']);
    });

    it('is not waited for when the tag has another address', () => {
      shopTag(fixture('empty'));
      const url = fixture('empty');
      start(source(url));
      expect(theTag(url).hasAttribute('data-klarna-checkout')).to.equal(true);
    });
  });

  describe('klarnaAsyncCallback', () => {
    it('still runs, after ours, and is restored when the shop had set it', async () => {
      const url = fixture('good');
      const calls: string[] = [];
      const shops = (): void => void calls.push('shop');
      window.klarnaAsyncCallback = shops;
      stops.push(loadSdk(source(url), ({ type }) => calls.push(type)));
      expect(window.klarnaAsyncCallback).to.not.equal(shops);
      await ended(theTag(url));
      expect(calls).to.deep.equal(['ready', 'shop']);
      expect(window.klarnaAsyncCallback).to.equal(shops);
    });

    it('is left alone when the shop sets it meanwhile', () => {
      const { stop } = start(source(fixture('empty')));
      const shops = (): void => undefined;
      window.klarnaAsyncCallback = shops;
      stop();
      expect(window.klarnaAsyncCallback).to.equal(shops);
    });

    it('is deleted when there was none before', () => {
      const { stop } = start(source(fixture('empty')));
      expect(window.klarnaAsyncCallback).to.be.a('function');
      stop();
      expect('klarnaAsyncCallback' in window).to.equal(false);
    });
  });

  describe('a caller that no longer waits', () => {
    it('gets no report when the SDK arrives', async () => {
      const url = fixture('good');
      const { arrivals, stop } = start(source(url, { timeout: 10 }));
      stop();
      await ended(theTag(url));
      clock.tick(60_000);
      expect(arrivals).to.deep.equal([]);
    });

    it('gets no report when the shop calls a callback that it has kept', () => {
      const { arrivals, stop } = start(source(fixture('empty')));
      const kept = window.klarnaAsyncCallback;
      stop();
      window.Klarna = { Payments: { init: () => undefined } };
      kept?.();
      expect(arrivals).to.deep.equal([]);
    });

    it('leaves a failed tag, which the next caller replaces', async () => {
      const url = fixture('missing');
      const { arrivals, stop } = start(source(url));
      const tag = theTag(url);
      stop();
      expect(await ended(tag)).to.equal('error');
      clock.tick(60_000);
      expect(theTag(url), 'no try for nobody').to.equal(tag);
      start(source(url));
      expect(theTag(url)).to.not.equal(tag);
      expect(arrivals).to.deep.equal([]);
    });

    it('starts no request when it gives up during the pause before a retry', async () => {
      const url = fixture('missing');
      const { arrivals, stop } = start(source(url));
      const tag = theTag(url);
      await ended(tag);
      stop();
      clock.tick(60_000);
      expect(theTag(url)).to.equal(tag);
      expect(arrivals).to.deep.equal([]);
    });
  });

  describe('Trusted Types', () => {
    const descriptor = Object.getOwnPropertyDescriptor(window, 'trustedTypes');
    const require = (createPolicy: unknown): void => {
      Object.defineProperty(window, 'trustedTypes', {
        configurable: true,
        value: { createPolicy },
      });
    };
    afterEach(() => {
      if (descriptor) Object.defineProperty(window, 'trustedTypes', descriptor);
      else delete (window as { trustedTypes?: unknown }).trustedTypes;
    });

    it('get the URL through a policy of this package that accepts no other URL', () => {
      const url = fixture('empty');
      const names: string[] = [];
      require((name: string, rules: { createScriptURL: (url: string) => string }) => {
        names.push(name);
        expect(rules.createScriptURL('https://evil.example/')).to.equal(url);
        return rules;
      });
      start(source(url));
      expect(names).to.deep.equal(['klarna-checkout']);
      expect(theTag(url).src).to.equal(url);
    });

    it('are not needed where the browser has none', () => {
      Object.defineProperty(window, 'trustedTypes', { configurable: true, value: undefined });
      const url = fixture('empty');
      start(source(url));
      expect(theTag(url).src).to.equal(url);
    });

    it('report why the SDK is blocked when the page does not allow the policy', () => {
      const cause = new TypeError('Policy disallowed');
      require(() => {
        throw cause;
      });
      const { arrivals } = start(source(fixture('empty')));
      expect(types(arrivals)).to.deep.equal(['sdk-blocked']);
      expect(arrivals[0]).to.have.nested.property('fault.cause', cause);
    });
  });

  describe('Klarna.Payments', () => {
    it('is the SDK only once it can be initialised', () => {
      expect(payments()).to.equal(undefined);
      window.Klarna = {};
      expect(payments()).to.equal(undefined);
      window.Klarna = { Payments: {} };
      expect(payments()).to.equal(undefined);
      const Payments = { init: () => undefined };
      window.Klarna = { Payments };
      expect(payments()).to.equal(Payments);
    });
  });
});
