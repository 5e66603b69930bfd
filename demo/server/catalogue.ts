/** What the shop sells. Prices are gross, in minor units; the browser never sends one. */
import type { Language } from './texts.js';

/** Which VAT rate of the country applies. */
export type TaxClass = 'standard' | 'book';

export interface Product {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly note: Readonly<Record<Language, string>>;
  /** Including VAT, in cents. */
  readonly price: number;
  readonly taxClass: TaxClass;
}

export const CATALOGUE: readonly Product[] = [
  {
    id: 'mug',
    name: { en: 'Mug “Watt”', de: 'Becher „Watt“' },
    note: { en: 'Stoneware, 300 ml, sand glaze', de: 'Steinzeug, 300 ml, Sandglasur' },
    price: 2900,
    taxClass: 'standard',
  },
  {
    id: 'bowl',
    name: { en: 'Bowl “Priel”', de: 'Schale „Priel“' },
    note: { en: 'Stoneware, 18 cm, tidal blue', de: 'Steinzeug, 18 cm, Gezeitenblau' },
    price: 3400,
    taxClass: 'standard',
  },
  {
    id: 'teapot',
    name: { en: 'Teapot “Siel”', de: 'Kanne „Siel“' },
    note: { en: 'Stoneware, 1.1 l, willow handle', de: 'Steinzeug, 1,1 l, Weidengriff' },
    price: 8900,
    taxClass: 'standard',
  },
  {
    id: 'towel',
    name: { en: 'Tea towel “Düne”', de: 'Geschirrtuch „Düne“' },
    note: { en: 'Washed linen, 50 × 70 cm', de: 'Gewaschenes Leinen, 50 × 70 cm' },
    price: 1950,
    taxClass: 'standard',
  },
  {
    id: 'board',
    name: { en: 'Board “Mole”', de: 'Brett „Mole“' },
    note: { en: 'Oiled oak, 38 × 20 cm', de: 'Geölte Eiche, 38 × 20 cm' },
    price: 4200,
    taxClass: 'standard',
  },
  {
    id: 'book',
    name: { en: 'Soups for Stormy Days', de: 'Suppen für Sturmtage' },
    note: { en: 'Cookbook, 144 pages, in German', de: 'Kochbuch, 144 Seiten' },
    price: 2800,
    taxClass: 'book',
  },
];

const PRODUCTS = new Map(CATALOGUE.map((product) => [product.id, product]));

export function findProduct(id: string): Product | undefined {
  return PRODUCTS.get(id);
}

/** Where the shop delivers, with the VAT rates in basis points: 1900 is 19 %. */
export const COUNTRIES = {
  DE: { standard: 1900, book: 700 },
  AT: { standard: 2000, book: 1000 },
  NL: { standard: 2100, book: 900 },
} as const satisfies Record<string, Record<TaxClass, number>>;

export type Country = keyof typeof COUNTRIES;

export function isCountry(value: string): value is Country {
  return Object.hasOwn(COUNTRIES, value);
}

export const CURRENCY = 'EUR';
/** In cents, including VAT. */
export const SHIPPING_FEE = 490;
/** Goods worth this much after the voucher are delivered free of charge. */
export const FREE_SHIPPING_FROM = 10_000;
/** Voucher code → percentage taken off the goods. */
export const VOUCHERS: ReadonlyMap<string, number> = new Map([['EBBE10', 10]]);
