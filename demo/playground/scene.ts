/** The element with what stands around it on a page of a shop. */
import { TEST_PERSON } from '../test-person.js';
import { attributesOf, IDS, SELECTORS } from './attributes.js';
import type { Settings } from './settings.js';

/** Nothing here is alive: the stage gets a copy, and the text to copy is printed from the same nodes. */
const paper = document.implementation.createHTMLDocument();

type Child = Node | string;

/** Properties of the element, each with the attribute of the script that says the same. */
const DATA = { purchase: 'data-purchase', fields: 'data-fields' } as const;

function node(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElement {
  const made = paper.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * What a server would print into the element. The policy of this page allows no script to put text into another: until
 * it is printed, the text stands in the attribute.
 */
const data = (name: (typeof DATA)[keyof typeof DATA], value: object): HTMLElement =>
  node('script', { type: 'application/json', [name]: JSON.stringify(value) });

type Field = 'email' | 'postal_code' | 'city';

const LABELS: Readonly<Record<Field, string>> = {
  email: 'E-mail',
  postal_code: 'Postal code',
  city: 'City',
};

const TOKENS: Readonly<Record<Field, string>> = {
  email: 'email',
  postal_code: 'postal-code',
  city: 'address-level2',
};

/** How the templates of shop systems name these fields; last a page that has its own names. */
const NAMES: Readonly<Record<string, Readonly<Record<Field, string>>>> = {
  woocommerce: {
    email: 'billing_email',
    postal_code: 'billing_postcode',
    city: 'billing_city',
  },
  shopware: {
    email: 'email',
    postal_code: 'billingAddress[zipcode]',
    city: 'billingAddress[city]',
  },
  magento: { email: 'email', postal_code: 'postcode', city: 'city' },
  prestashop: { email: 'email', postal_code: 'postcode', city: 'city' },
  opencart: { email: 'email', postal_code: 'postcode', city: 'city' },
  [SELECTORS]: { email: 'mail', postal_code: 'zip', city: 'town' },
};

function fieldOf(field: Field, { fields }: Settings): HTMLElement {
  const names = NAMES[fields];
  return node(
    'label',
    {},
    LABELS[field],
    node('input', {
      name: names?.[field] ?? field,
      ...(field === 'email' ? { type: 'email' } : {}),
      ...(names ? {} : { autocomplete: TOKENS[field] }),
      value: TEST_PERSON[field],
    }),
  );
}

const selectors = (): HTMLElement =>
  data(
    'data-fields',
    Object.fromEntries(
      Object.entries(NAMES[SELECTORS] ?? {}).map(([field, name]) => [
        `billing_address.${field}`,
        `[name=${name}]`,
      ]),
    ),
  );

/** One entry of the shop's own list of payment methods. */
const method = (value: string, label: string, attributes: Readonly<Record<string, string>>) =>
  node('label', {}, node('input', { type: 'radio', name: 'payment', value, ...attributes }), label);

/** Without a button of anybody, one that asks the element by a command. */
const invoker = (): HTMLElement =>
  node('button', { type: 'button', command: '--authorize', commandfor: 'klarna' }, 'Buy now');

function alone(settings: Settings): readonly HTMLElement[] {
  const isByCommand = settings.button === 'hide';
  const element = node(
    'klarna-checkout',
    { ...(isByCommand ? { id: 'klarna' } : {}), ...attributesOf(settings) },
    data('data-purchase', { billing_address: { email: TEST_PERSON.email } }),
  );
  return isByCommand ? [element, invoker()] : [element];
}

function withForm(settings: Settings): readonly HTMLElement[] {
  const { place, choice, submitter, fields } = settings;
  const isInside = place === 'form';
  const element = node(
    'klarna-checkout',
    attributesOf(settings),
    ...(fields === SELECTORS ? [selectors()] : []),
  );
  const children = [
    ...(['email', 'postal_code', 'city'] as const).map((field) => fieldOf(field, settings)),
    ...(choice ? [method('klarna', 'Klarna', { id: IDS.choice, checked: '' })] : []),
    ...(isInside ? [element] : []),
    ...(choice ? [method('prepayment', 'Prepayment', {})] : []),
    ...(submitter ? [node('button', { name: 'save', value: 'yes' }, 'Save for later')] : []),
    node('button', submitter ? { id: IDS.submitter } : {}, 'Buy now'),
  ];
  const id: Readonly<Record<string, string>> = isInside ? {} : { id: IDS.form };
  const form = node('form', { ...id, method: 'post', action: '/order' }, ...children);
  return isInside ? [form] : [form, element];
}

/** What a shop writes. */
export const sceneOf = (settings: Settings): readonly HTMLElement[] =>
  settings.place === 'alone' ? alone(settings) : withForm(settings);

/** The same, alive. What would stand in scripts is given as properties. */
export function staged(scene: readonly HTMLElement[]): readonly HTMLElement[] {
  const copies = scene.map((one) => document.importNode(one, true));
  for (const copy of copies) {
    const element = copy.matches('klarna-checkout') ? copy : copy.querySelector('klarna-checkout');
    for (const [property, attribute] of Object.entries(DATA)) {
      const script = element?.querySelector(`script[${attribute}]`);
      const text = script?.getAttribute(attribute);
      script?.remove();
      if (element && text) Object.assign(element, { [property]: JSON.parse(text) as unknown });
    }
  }
  return copies;
}
