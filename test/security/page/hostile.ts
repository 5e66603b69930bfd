/** Hostile strings, and what they must not have done. */
import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';

const PAYLOADS = [
  '<xss-mark></xss-mark><img src=x onerror="window.pwned=1">',
  '"><xss-mark onclick="window.pwned=1"></xss-mark><script>window.pwned=1</script>',
  "' onmouseover='window.pwned=1' x='",
  '</script></style></textarea></title><xss-mark>',
  '<svg><script href="data:text/javascript,window.pwned=1"/></svg><xss-mark>',
  'javascript:window.pwned=1//',
  ' java\tscript:window.pwned=1',
  'data:text/html,<script>parent.pwned=1</script>',
  'https://evil.example/"><xss-mark>',
  '//evil.example/x',
  '\\\\evil.example\\x',
  '${window.pwned=1}',
  '{{constructor.constructor("window.pwned=1")()}}',
  '<!--<xss-mark>',
  '<?lit$123$?><xss-mark>',
  '$&$`{reference}<xss-mark>',
  '__proto__',
  'constructor',
  'constructor.prototype.polluted',
  '__proto__.polluted',
  '{"__proto__":{"polluted":1}}',
  '\u0000\u202e\ufeff\ud800',
  'x'.repeat(20_000),
  '',
];

/** The same strings each time; a counter-example prints its own seed and path. */
export const CHANCE = { seed: 20_261_121, numRuns: 12, includeErrorInReport: true };

export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PAYLOADS) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...PAYLOADS), fc.string()).map((both) => both.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

/** Objects as an attacker writes them: hostile names, hostile values, nested. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    hostile,
    fc.constantFrom(null, true, -1, 1e308),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(hostile, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const URLS = ['href', 'src', 'action', 'formaction', 'srcdoc', 'data', 'xlink:href'];

function* nodesIn(root: ParentNode): Generator<Element> {
  for (const node of root.querySelectorAll('*')) {
    yield node;
    if (node.shadowRoot) yield* nodesIn(node.shadowRoot);
  }
}

/** Nothing became an element, an attribute, a script's address, or a property of every object. */
export function expectHarmless(root: ParentNode): void {
  expect((window as { pwned?: unknown }).pwned, 'a script ran').to.equal(undefined);
  for (const node of nodesIn(root)) {
    expect(node.localName, 'an element').to.not.equal('xss-mark');
    for (const { name, value } of node.attributes) {
      expect(name, `attribute of <${node.localName}>`).to.not.match(/^on/i);
      if (!URLS.includes(name)) continue;
      expect(value, `${name} of <${node.localName}>`).to.not.match(
        /^[\s\0]*(?:java\s*script|data|vbscript):/i,
      );
      const { origin, protocol } = new URL(value, location.href);
      // A link may lead anywhere that is no script; what is fetched comes safely.
      const isLink = node.localName === 'a' && protocol === 'http:';
      const isSafe =
        ['https:', 'about:'].includes(protocol) || origin === location.origin || isLink;
      expect(isSafe, `${name} of <${node.localName}>: ${value.slice(0, 80)}`).to.be.true;
      const loads = name === 'src' && node.localName !== 'img';
      if (loads) expect(origin, `what <${node.localName}> loads`).to.equal(location.origin);
    }
  }
  expect(Object.keys(Object.prototype), 'Object.prototype').to.deep.equal([]);
  expect(({} as { polluted?: unknown }).polluted, 'prototype').to.equal(undefined);
}
