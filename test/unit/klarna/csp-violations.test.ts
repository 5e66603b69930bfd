import { expect } from '@open-wc/testing';
import { onFrameBlocked } from '../../../src/klarna/csp-violations.js';

/** As the browser would say it, to whoever listens on the document. */
function violate(more: Partial<SecurityPolicyViolationEventInit>): void {
  document.dispatchEvent(
    new SecurityPolicyViolationEvent('securitypolicyviolation', {
      effectiveDirective: 'frame-src',
      violatedDirective: 'frame-src',
      blockedURI: 'https://js.playground.klarna.com/eu/kp/main.html',
      disposition: 'enforce',
      documentURI: location.href,
      originalPolicy: "frame-src 'none'",
      statusCode: 200,
      ...more,
    }),
  );
}

describe("a frame that the page's CSP blocks", () => {
  let heard: string[];
  let listening: AbortController;
  beforeEach(() => {
    heard = [];
    listening = new AbortController();
    onFrameBlocked((directive) => heard.push(directive), listening.signal);
  });
  afterEach(() => listening.abort());

  for (const effectiveDirective of ['frame-src', 'child-src']) {
    it(`is reported when the directive is ${effectiveDirective}`, () => {
      violate({ effectiveDirective });
      expect(heard).to.deep.equal([effectiveDirective]);
    });
  }

  for (const blockedURI of [
    'https://klarna.com',
    'https://js.klarna.com/x',
    'https://x.klarnacdn.net',
    'https://frame.eu.klarnaservices.com/',
  ]) {
    it(`is reported when its address is ${blockedURI}`, () => {
      violate({ blockedURI });
      expect(heard.length).to.equal(1);
    });
  }

  for (const [name, more] of [
    ['script', { effectiveDirective: 'script-src' }],
    ['report', { disposition: 'report' as const }],
    ['frame of somebody else', { blockedURI: 'https://video.example/' }],
    ['frame of a lookalike', { blockedURI: 'https://klarna.com.evil.example/' }],
    ['frame of another lookalike', { blockedURI: 'https://notklarna.com/' }],
    ['frame behind a prefix', { blockedURI: 'about:https://klarna.com/' }],
    ['frame without TLS', { blockedURI: 'http://js.klarna.com/' }],
  ] as const) {
    it(`is not reported when the violation is of a ${name}`, () => {
      violate(more);
      expect(heard).to.deep.equal([]);
    });
  }

  it('is not reported any more when the signal is aborted', () => {
    listening.abort();
    violate({});
    expect(heard).to.deep.equal([]);
  });
});
