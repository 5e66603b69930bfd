/** The data that the shop gives the element itself: by properties, or as JSON that a server rendered into it. */
import type { Fault } from '../errors.js';
import { isObject } from '../json.js';
import type { Purchase } from '../klarna/types.js';
import { readJsonChild } from './json-child.js';
import type { PageElement } from './ports.js';

export class ElementData {
  readonly #element: PageElement;
  readonly #report: (fault: Fault) => void;

  constructor(element: PageElement, report: (fault: Fault) => void) {
    this.#element = element;
    this.#report = report;
  }

  /** The `session` property or JSON child, unchecked. */
  get session(): unknown {
    return this.#element.session ?? this.#jsonChild('data-session');
  }

  /** A fresh copy of the `purchase` property, or the JSON child. @throws where the property is no JSON. */
  get purchase(): Purchase | undefined {
    const { purchase } = this.#element;
    const given = purchase ?? this.#jsonChild('data-purchase');
    if (!isPurchase(given)) return undefined;
    // As JSON, which is how it travels: a framework's wrapper stays behind. The child was parsed for this call.
    return given === purchase ? (JSON.parse(JSON.stringify(given)) as Purchase) : given;
  }

  /** What the shop says of its fields: the attribute or property, and the JSON child. */
  get fields(): readonly unknown[] {
    return [this.#element.fields, this.#jsonChild('data-fields')];
  }

  #jsonChild(attribute: string): unknown {
    try {
      return readJsonChild(this.#element, attribute);
    } catch (cause) {
      this.#report({ code: 'json-invalid', phase: 'configuration', about: attribute, cause });
      return undefined;
    }
  }
}

/** Whatever else the page put there, Klarna is asked with data or with none. */
const isPurchase: (value: unknown) => value is Purchase = isObject;
