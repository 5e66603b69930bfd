/** What we use of a Custom Elements Manifest. */

export interface Described {
  readonly name: string;
  readonly description?: string;
}

/** Where a name in the text of a type comes from. */
interface Reference {
  readonly name: string;
  readonly package: string;
  /** Of the name in the text. */
  readonly start: number;
  readonly end: number;
}

interface Typed extends Described {
  type?: { text: string; references?: readonly Reference[] };
}

export interface Attribute extends Typed {
  readonly fieldName?: string;
  default?: string;
}

export interface Member extends Attribute {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly privacy?: 'public' | 'protected' | 'private';
  readonly inheritedFrom?: object;
  /** The attribute of the same property. */
  readonly attribute?: string;
  readonly parameters?: readonly Described[];
}

export interface CssProperty extends Described {
  default?: string;
}

export interface Declaration {
  readonly kind: string;
  readonly name: string;
  readonly description?: string;
  readonly customElement?: boolean;
  readonly tagName?: string;
  readonly superclass?: { module?: string };
  attributes?: Attribute[];
  members?: Member[];
  events?: Typed[];
  slots?: Described[];
  cssParts?: Described[];
  cssProperties?: CssProperty[];
  cssStates?: Described[];
}

export interface CustomElement extends Declaration {
  readonly tagName: string;
}

export interface Module {
  path: string;
  declarations: Declaration[];
  exports: { readonly kind: string; readonly name: string; readonly declaration: object }[];
}

export interface Manifest {
  modules: Module[];
}

/** Classes with a tag, the checkout first. */
export const elementsOf = ({ modules }: Manifest): [CustomElement, ...CustomElement[]] =>
  modules
    .flatMap(({ declarations }) => declarations)
    .filter((declaration): declaration is CustomElement => Boolean(declaration.tagName))
    .sort((a, b) => a.tagName.length - b.tagName.length || a.tagName.localeCompare(b.tagName)) as [
    CustomElement,
    ...CustomElement[],
  ];
