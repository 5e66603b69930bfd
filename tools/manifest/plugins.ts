/** What the analyzer cannot see by itself, and what a shop does not need to see. */
import type ts from 'typescript';
import { elementsOf, type Manifest } from './schema.js';

interface Visit {
  /** The analyzer's own copy of TypeScript. */
  readonly ts: typeof ts;
  readonly node: ts.Node;
}

interface Linked {
  readonly customElementsManifest: Manifest;
}

interface Plugin {
  readonly name: string;
  collectPhase?(visit: Visit): void;
  analyzePhase?(visit: Visit): void;
  packageLinkPhase?(linked: Linked): void;
}

/** `customer-type` is a `CustomerType`; an editor can only offer the words behind that name. */
export function wordsBehindNames(): Plugin {
  const words = new Map<string, string>();
  return {
    name: 'words-behind-names',
    collectPhase({ ts, node }) {
      if (!ts.isTypeAliasDeclaration(node) || !ts.isUnionTypeNode(node.type)) return;
      if (node.type.types.every((type) => ts.isLiteralTypeNode(type))) {
        words.set(node.name.text, node.type.getText());
      }
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const { attributes = [], members = [] } of elementsOf(customElementsManifest)) {
        for (const { type } of [...attributes, ...members]) {
          if (type) type.text = words.get(type.text) ?? type.text;
        }
      }
    },
  };
}

/** The default that a docstring names is truer than the empty text that the code begins with. */
export function defaultsInWords(): Plugin {
  const defaults = new Map<string, string>();
  return {
    name: 'defaults-in-words',
    analyzePhase({ ts, node }) {
      if (!ts.isPropertyDeclaration(node) || !ts.isClassLike(node.parent)) return;
      const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'default');
      const text = ts.getTextOfJSDocComment(tag?.comment);
      if (text !== undefined) {
        defaults.set(`${node.parent.name?.text ?? ''}.${node.name.getText()}`, text);
      }
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const { name, attributes = [], members = [] } of elementsOf(customElementsManifest)) {
        for (const each of [...attributes, ...members]) {
          const inWords = defaults.get(`${name}.${each.fieldName ?? each.name}`);
          if (inWords) each.default = inWords;
        }
      }
    },
  };
}

/** Attributes that take `false` as a text, which the platform's boolean attributes do not. */
const SWITCHES: Readonly<Record<string, string>> = {
  'auto-finalize': "'true' | 'false'",
  'place-order': "boolean | 'true' | 'false'",
};

/** The analyzer takes the type of an attribute from its property. */
export const switches: Plugin = {
  name: 'switches',
  packageLinkPhase({ customElementsManifest }) {
    for (const { attributes = [] } of elementsOf(customElementsManifest)) {
      for (const { name, type } of attributes) if (type) type.text = SWITCHES[name] ?? type.text;
    }
  },
};

/** Says where the type of each event's detail can be imported from. */
export const detailReferences: Plugin = {
  name: 'detail-references',
  packageLinkPhase({ customElementsManifest }) {
    for (const { events = [] } of elementsOf(customElementsManifest)) {
      for (const { type } of events) {
        const [, name] = /^CustomEvent<(\w+)>$/.exec(type?.text ?? '') ?? [];
        if (!type || name === undefined) continue;
        const start = type.text.indexOf(name);
        type.references = [
          { name, package: 'klarna-checkout-element', start, end: start + name.length },
        ];
      }
    }
  },
};

/** The default of a custom property is the fallback of every `var()` that reads it. */
export function defaultsInStyles(): Plugin {
  const defaults = new Map<string, Set<string>>();
  return {
    name: 'defaults-in-styles',
    collectPhase({ ts, node }) {
      if (!ts.isSourceFile(node)) return;
      const fallbacks = /var\(\s*(--[\w-]+)\s*,\s*((?:[^()]|\([^()]*\))+)\)/g;
      for (const [, name = '', fallback = ''] of node.text.matchAll(fallbacks)) {
        defaults.set(name, (defaults.get(name) ?? new Set<string>()).add(fallback.trim()));
      }
    },
    packageLinkPhase({ customElementsManifest }) {
      const [checkout] = elementsOf(customElementsManifest);
      for (const property of checkout.cssProperties ?? []) {
        property.default = [...(defaults.get(property.name) ?? [])].join(' or ');
      }
    },
  };
}

/** The parts inside the small elements can be styled from outside of the big one. */
export const partsOfParts: Plugin = {
  name: 'parts-of-parts',
  packageLinkPhase({ customElementsManifest }) {
    const [checkout, ...others] = elementsOf(customElementsManifest);
    checkout.cssParts?.push(...others.flatMap(({ cssParts = [] }) => cssParts));
  },
};

/** Nothing private, nothing that the platform calls or our base class has, and the paths of what is published. */
export const publicOnly: Plugin = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const element of elementsOf(customElementsManifest)) {
      element.members = (element.members ?? []).filter(
        ({ name, privacy = 'public', static: isStatic }) =>
          privacy === 'public' &&
          !name.endsWith('Callback') &&
          !(isStatic && name === 'formAssociated'),
      );
    }
    customElementsManifest.modules = customElementsManifest.modules.filter(
      ({ declarations, exports }) =>
        declarations.some(({ customElement, tagName }) => customElement && tagName) ||
        exports.some(({ kind }) => kind === 'custom-element-definition'),
    );
    const elements = elementsOf(customElementsManifest);
    const published = (path: string): string =>
      path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
    const homes = new Map<string, string>();
    for (const module of customElementsManifest.modules) {
      module.path = published(module.path);
      for (const { name } of module.declarations) homes.set(name, module.path);
    }
    for (const module of customElementsManifest.modules) {
      module.declarations = module.declarations.filter(({ kind }) => kind === 'class');
      module.exports = module.declarations.length
        ? module.declarations.map(({ name }) => ({
            kind: 'js',
            name,
            declaration: { name, module: module.path },
          }))
        : // `define.ts` goes through a list, which the analyzer cannot follow.
          elements.map(({ name, tagName }) => ({
            kind: 'custom-element-definition',
            name: tagName,
            declaration: { name, module: homes.get(name) },
          }));
      for (const { superclass } of module.declarations) {
        if (superclass?.module) superclass.module = published(superclass.module);
      }
    }
  },
};
