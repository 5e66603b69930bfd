import { expect, waitUntil } from '@open-wc/testing';

/** The strictest policy a shop may have, with the simulator as its only script. */
const POLICY = [
  "script-src 'nonce-n' 'strict-dynamic'",
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** A page of its own: its script waits for the simulator, buys, and leaves what came of it in `result`. */
const page = (before: string, attributes = ''): string => `<!doctype html>
  <meta http-equiv="Content-Security-Policy" content="${POLICY}">
  <body><div id="c"></div>
  <script nonce="n">
    var result = { violations: [], ready: 0 };
    document.addEventListener('securitypolicyviolation', (e) => result.violations.push(e.effectiveDirective + ' ' + e.blockedURI));
    ${before}
    window.klarnaAsyncCallback = async () => {
      result.ready += 1;
      const session = await fetch('/klarna-simulated/session', { method: 'POST', body: '{"locale":"de-DE"}' }).then((r) => r.json()).catch(() => undefined);
      Klarna.Payments.init({ client_token: session ? session.client_token : token });
      Klarna.Payments.load({ container: '#c', payment_method_category: 'klarna' }, {}, (load) => {
        result.load = load;
        klarnaSimulator.next.authorize({ answer: { approved: true }, overlay: 50 });
        Klarna.Payments.authorize({ payment_method_category: 'klarna' }, {}, (authorize) => { result.authorize = authorize; });
      });
    };
  </script>
  <script nonce="n" type="module" src="/src/simulator/script-tag.ts" ${attributes}></script>`;

interface Result {
  readonly violations: readonly string[];
  readonly ready: number;
  readonly load?: unknown;
  readonly authorize?: unknown;
}

type Page = Window & { result?: Result; klarnaSimulator?: object };

async function open(before: string, attributes?: string): Promise<Page> {
  const iframe = document.createElement('iframe');
  iframe.srcdoc = page(before, attributes);
  document.body.append(iframe);
  const view = (): Page => iframe.contentWindow as Page;
  await waitUntil(() => view().result?.authorize !== undefined, 'no answer', { timeout: 8000 });
  return view();
}

describe('simulator by script tag', () => {
  afterEach(() => document.querySelector('iframe')?.remove());

  it('buys under a strict policy with Trusted Types, without a violation', async () => {
    const {
      result,
      klarnaSimulator,
      document: opened,
    } = await open('window.klarnaSimulatorOptions = { endpoint: true };');
    expect(result!.violations).to.deep.equal([]);
    expect(result).to.deep.include({
      ready: 1,
      load: { show_form: true },
      authorize: { approved: true },
    });
    expect(klarnaSimulator).to.include.keys('next', 'always', 'uninstall');
    const widget = opened.querySelector<HTMLIFrameElement>('#klarna-klarna-main')!;
    expect(widget.contentDocument!.body.textContent).to.match(/TEST/);
    const banner = widget.contentDocument!.querySelector('.banner')!;
    expect(widget.contentWindow!.getComputedStyle(banner).fontWeight).to.equal('600');
  });

  it('answers the endpoint that its tag names, without a script of the page', async () => {
    const { result } = await open('', 'data-klarna-endpoint');
    expect(result).to.deep.include({ authorize: { approved: true }, violations: [] });
  });

  it('leaves the network alone unless told otherwise', async () => {
    const { result } = await open(
      `const part = (text) => btoa(text); const token = 'x.' + part(JSON.stringify({ base_url: 'https://js.klarna.com', purchase_country: 'SE' })) + '.x';`,
    );
    expect(result).to.deep.include({ load: { show_form: true }, violations: [] });
  });
});
