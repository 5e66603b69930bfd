/**
 * The address of a page that has no script to fill it in: it comes filled in with a test person.
 * Klarna's element finds each value by its `autocomplete`.
 */
import { TEST_PERSON } from '../test-person.js';
import type { AddressField } from './address.js';
import { html, NOTHING, type Html } from './html.js';
import type { ShopSession } from './sessions.js';
import { COUNTRY_NAMES, TEXTS } from './texts.js';

interface Field {
  readonly name: AddressField;
  readonly autocomplete: string;
  readonly type: 'text' | 'email' | 'tel';
  readonly width: '' | 'half' | 'third' | 'two-thirds';
  readonly isOptional?: true;
}

const FIELDS: readonly Field[] = [
  { name: 'email', autocomplete: 'email', type: 'email', width: '' },
  { name: 'given_name', autocomplete: 'given-name', type: 'text', width: 'half' },
  { name: 'family_name', autocomplete: 'family-name', type: 'text', width: 'half' },
  { name: 'street_address', autocomplete: 'street-address', type: 'text', width: '' },
  { name: 'postal_code', autocomplete: 'postal-code', type: 'text', width: 'third' },
  { name: 'city', autocomplete: 'address-level2', type: 'text', width: 'two-thirds' },
  { name: 'phone', autocomplete: 'tel', type: 'tel', width: 'half', isOptional: true },
];

/** `section` keeps two addresses on one page apart, for the browser and in the ids. */
export function addressFields({ address, language }: ShopSession, section = ''): Html {
  const id = (name: string) => (section ? `${section}_${name}` : name);
  const token = (name: string) => `${section ? `section-${section} ` : ''}billing ${name}`;
  const fields = FIELDS.map(
    ({ name, autocomplete, type, width, isOptional }) =>
      html`<div class="field ${width}">
        <label for="${id(name)}"
          >${TEXTS[name][language]}
          ${isOptional ? html`<span class="note">(${TEXTS.optional[language]})</span>` : NOTHING}</label
        >
        <input
          id="${id(name)}"
          name="${name}"
          type="${type}"
          autocomplete="${token(autocomplete)}"
          value="${address[name] ?? TEST_PERSON[name]}"
          ${isOptional ? NOTHING : html`required`}
        />
      </div>`,
  );
  return html`<div class="fields">
    ${fields}
    <div class="field half">
      <label for="${id('country')}">${TEXTS.country[language]}</label>
      <select
        id="${id('country')}"
        name="country"
        autocomplete="${token('country')}"
        aria-describedby="${id('country-note')}"
        required
      >
        <option value="${address.country}">${COUNTRY_NAMES[address.country][language]}</option>
      </select>
      <span class="note" id="${id('country-note')}">${TEXTS.oneCountry[language]}</span>
    </div>
  </div>`;
}
