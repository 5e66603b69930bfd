import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readXml } from '../../../../src/server/gateways/cybersource/read-xml.js';
import type { XmlElement, XmlNode } from '../../../../src/server/gateways/cybersource/xml.js';
import { canonical, XmlCharacterError } from '../../../../src/server/gateways/cybersource/xml.js';
import { exclusiveForm, missing } from './oracles.js';

const none = { prefix: '', uri: '' };
const element = (children: readonly XmlNode[], attributes: XmlElement['attributes'] = []) => ({
  name: 'a',
  namespace: none,
  attributes,
  children,
});

const name = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,6}$/)
  .filter((text) => !/^xml/i.test(text));
const namespace = fc.constantFrom(
  { prefix: '', uri: 'urn:one' },
  { prefix: '', uri: 'urn:two' },
  { prefix: 'p', uri: 'urn:one' },
  { prefix: 'p', uri: 'urn:three' },
  { prefix: 'q', uri: 'urn:two' },
  { prefix: '', uri: '' },
);
/** Any text that XML can carry. */
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => !NOT_XML.test(value));
/** An attribute's namespace needs a prefix, and not the one that its element uses for something else. */
const attributesOf = (own: { prefix: string }) =>
  fc.uniqueArray(
    fc.record(
      {
        name,
        value: text,
        namespace: fc.constant({ prefix: own.prefix === 'p' ? 'q' : 'p', uri: 'urn:attribute' }),
      },
      { requiredKeys: ['name', 'value'] },
    ),
    { selector: (attribute) => attribute.name, maxLength: 4 },
  );

const { tree } = fc.letrec<{ tree: XmlElement; node: XmlNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, text.filter(Boolean), tie('tree')),
  tree: namespace.chain((own) =>
    fc.record({
      name,
      namespace: fc.constant(own),
      attributes: attributesOf(own),
      children: fc.array(tie('node'), { maxLength: 3 }),
    }),
  ),
}));

/** Wraps text neighbours into one, as a reader sees them. */
function content(node: XmlElement): string {
  return node.children.map((child) => (typeof child === 'string' ? child : '')).join('');
}

describe('the canonical XML writer', () => {
  it(
    'writes the exclusive canonical form of xmllint, byte for byte',
    { skip: missing('xmllint') },
    () => {
      fc.assert(
        fc.property(tree, (root) => {
          const written = canonical(root);
          assert.equal(written, exclusiveForm(written).trimEnd());
        }),
        { numRuns: 60 },
      );
    },
  );

  it('writes what a strict reader gives back', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const read = readXml(canonical(root));
        assert.equal(read.name, root.name);
        assert.equal(read.namespace, root.namespace.uri);
        assert.equal(read.text, content(root).trim());
      }),
    );
  });

  it('sorts declarations by prefix and attributes by namespace and name', () => {
    const written = canonical({
      name: 'e',
      namespace: { prefix: 'z', uri: 'urn:z' },
      attributes: [
        { name: 'b', value: '1', namespace: { prefix: 'y', uri: 'urn:b' } },
        { name: 'c', value: '2', namespace: { prefix: 'x', uri: 'urn:a' } },
        { name: 'a', value: '3' },
      ],
      children: [],
    });
    assert.equal(
      written,
      '<z:e xmlns:x="urn:a" xmlns:y="urn:b" xmlns:z="urn:z" a="3" x:c="2" y:b="1"></z:e>',
    );
  });

  it('escapes what would be markup', () => {
    assert.equal(
      canonical(element(['<a>&"\r\n]]>'], [{ name: 'b', value: '<&">\t\n\r' }])),
      '<a b="&lt;&amp;&quot;>&#x9;&#xA;&#xD;">&lt;a&gt;&amp;"&#xD;\n]]&gt;</a>',
    );
  });

  for (const character of ['\u0000', '\u0008', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800'])
    it(`refuses U+${character.charCodeAt(0).toString(16).padStart(4, '0')} anywhere, naming where`, () => {
      for (const wrong of [
        element([`x${character}`]),
        element([], [{ name: 'b', value: character }]),
      ])
        assert.throws(
          () => canonical({ ...element([wrong]), name: 'root' }),
          (failure) => failure instanceof XmlCharacterError && failure.path.join('/') === 'root/a',
        );
    });

  it('refuses names that could break out', () => {
    for (const wrong of ['', 'a b', 'a>', '1a', 'a:b'])
      assert.throws(() => canonical({ ...element([]), name: wrong }), TypeError);
  });
});

describe('the XML reader', () => {
  for (const [what, xml] of [
    ['a DOCTYPE', '<!DOCTYPE a><a/>'],
    [
      'a DOCTYPE with an entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
    ['an unknown entity', '<a>&x;</a>'],
    ['an unclosed element', '<a><b></a>'],
    ['half a document', '<a><b>'],
    ['two documents', '<a/><a/>'],
    ['an undeclared prefix', '<c:a/>'],
    ['nothing', ''],
    ['HTML', '<!doctype html><html><br></html>'],
    ['a tower of elements', '<a>'.repeat(100) + '</a>'.repeat(100)],
  ] as const)
    it(`refuses ${what}`, () => {
      assert.throws(() => readXml(xml));
    });

  it('gives every text as text', () => {
    const { children } = readXml('<a><b>00000</b><c><![CDATA[4848446567036715804007]]></c></a>');
    assert.deepEqual(
      children.map(({ text: value }) => value),
      ['00000', '4848446567036715804007'],
    );
  });
});
