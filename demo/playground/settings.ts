/** What the controls say, and the markup that follows from it. */
export interface Settings {
  readonly country: Market;
  readonly locale: string;
  readonly direction: string;
  readonly theme: string;
  readonly accent: string;
  readonly radius: string;
  readonly customer: string;
  readonly categories: string;
  readonly place: string;
  /** Attributes that are on or off. */
  readonly granted: boolean;
  readonly steps: boolean;
  readonly order: boolean;
  readonly disabled: boolean;
}

/** Some of Klarna's markets, each with its currency and its locales. */
export const MARKETS = {
  AT: { currency: 'EUR', locales: ['de-AT', 'en-AT'] },
  CH: { currency: 'CHF', locales: ['de-CH', 'fr-CH', 'it-CH', 'en-CH'] },
  DE: { currency: 'EUR', locales: ['de-DE', 'en-DE'] },
  ES: { currency: 'EUR', locales: ['es-ES', 'en-ES'] },
  FI: { currency: 'EUR', locales: ['fi-FI', 'sv-FI', 'en-FI'] },
  FR: { currency: 'EUR', locales: ['fr-FR', 'en-FR'] },
  GB: { currency: 'GBP', locales: ['en-GB'] },
  IT: { currency: 'EUR', locales: ['it-IT', 'en-IT'] },
  NL: { currency: 'EUR', locales: ['nl-NL', 'en-NL'] },
  NO: { currency: 'NOK', locales: ['nb-NO', 'en-NO'] },
  PL: { currency: 'PLN', locales: ['pl-PL', 'en-PL'] },
  SE: { currency: 'SEK', locales: ['sv-SE', 'en-SE'] },
  US: { currency: 'USD', locales: ['en-US', 'es-US'] },
} as const;

export type Market = keyof typeof MARKETS;

const isMarket = (text: string): text is Market => Object.hasOwn(MARKETS, text);

export const CATEGORIES = {
  one: [{ identifier: 'klarna', name: 'Pay with Klarna' }],
  three: [
    { identifier: 'pay_now', name: 'Pay now' },
    { identifier: 'pay_later', name: 'Pay later' },
    { identifier: 'pay_over_time', name: 'Pay in parts' },
  ],
} as const;

/** Not the shop's own: what is played here must not meet a purchase on another page of the demo. */
export const ENDPOINT = '/playground';

export function readSettings(form: HTMLFormElement): Settings {
  const said = new FormData(form);
  const text = (name: string): string => {
    const value = said.get(name);
    return typeof value === 'string' ? value : '';
  };
  const country = text('country');
  return {
    country: isMarket(country) ? country : 'DE',
    locale: text('locale'),
    direction: text('direction'),
    theme: text('theme'),
    accent: text('accent'),
    radius: text('radius'),
    customer: text('customer'),
    categories: text('categories'),
    place: text('place'),
    granted: said.has('granted'),
    steps: said.has('steps'),
    order: said.has('order'),
    disabled: said.has('disabled'),
  };
}

/** The element's attributes, in the order in which one would write them. */
export function attributesOf(settings: Settings): readonly (readonly [string, string])[] {
  const { country, locale, customer, granted, steps, order, disabled } = settings;
  const attributes: [string, string][] = [
    ['endpoint', ENDPOINT],
    ['country', country],
    ['currency', MARKETS[country].currency],
    ['locale', locale],
  ];
  if (customer === 'organization') attributes.push(['customer-type', customer]);
  if (granted) attributes.push(['consent', 'granted']);
  if (steps) attributes.push(['auto-finalize', 'false']);
  if (order) attributes.push(['place-order', '']);
  if (disabled) attributes.push(['disabled', '']);
  return attributes;
}

/** Black or white, whichever can be read better on a colour. */
function textOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

/** Custom properties of a brand; none for the other themes. */
export function propertiesOf({
  theme,
  accent,
  radius,
}: Settings): readonly (readonly [string, string])[] {
  if (theme !== 'brand') return [];
  return [
    ['--klarna-checkout-accent', accent],
    ['--klarna-checkout-accent-text', textOn(accent)],
    ['--klarna-checkout-focus', accent],
    ['--klarna-checkout-radius', `${radius}px`],
  ];
}

/** What a shop copies. */
export function markupOf(settings: Settings): string {
  const attributes = attributesOf(settings)
    .map(([name, value]) => (value ? `${name}="${value}"` : name))
    .join('\n  ');
  const element = `<klarna-checkout\n  ${attributes}\n></klarna-checkout>`;
  const properties = propertiesOf(settings);
  const style = properties.length
    ? `<style>\n  klarna-checkout {\n${properties.map(([name, value]) => `    ${name}: ${value};`).join('\n')}\n  }\n</style>\n\n`
    : '';
  if (settings.place !== 'form') return style + element;
  const indented = element.replaceAll('\n', '\n  ');
  return `${style}<form method="post" action="/order">
  <label>E-mail <input name="email" type="email" autocomplete="email"></label>
  ${indented}
  <button>Buy now</button>
</form>`;
}
