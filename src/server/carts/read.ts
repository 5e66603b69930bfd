/** Reads the members of a cart; an error names the member that cannot be read. */
import type { GatewayProblem } from '../gateways/gateway.js';
import { currencyExponent } from '../order/money.js';
import { problem } from '../problems.js';
import type { Cart, Numeric } from './cart.js';
import { type Decimal, isNegative, absolute, parseDecimal, round, shift } from './decimal.js';

/** A member of the cart: `lines[2].tax`, and the name of its line where it has one. */
export interface Place {
  readonly path: string;
  readonly name?: string | undefined;
}

export const member = ({ path, name }: Place, key: string): Place => ({
  path: `${path}.${key}`,
  name,
});

/** @returns the problem `invalid_order`; `what` says what was found and what was expected. */
export function refusal({ path, name }: Place, what: string): GatewayProblem {
  const line = name === undefined ? '' : ` (${JSON.stringify(name.slice(0, 80))})`;
  return problem('invalid_order', { detail: `${path}${line} ${what}`, invalidFields: [path] });
}

/** Klarna's OpenAPI, in minor units. */
const LARGEST_AMOUNT = 200_000_000n;

/** The amounts of one cart. */
export class AmountReader {
  readonly #currency: string;
  /** How far the point moves from an amount of this cart to minor units. */
  readonly #places: number;

  constructor({ amounts, currency }: Pick<Cart, 'amounts' | 'currency'>) {
    this.#currency = currency;
    this.#places = amounts === 'minor' ? 0 : currencyExponent(currency);
  }

  /** An amount of the cart that is zero or more, in minor units. */
  charge(value: Numeric, place: Place, cure = ''): Decimal {
    const amount = shift(readNumber(value, place), this.#places);
    if (isNegative(amount)) throw refusal(place, `is ${value}, expected zero or more${cure}`);
    if (round(amount) > LARGEST_AMOUNT) {
      throw refusal(place, `is ${value}, expected at most ${this.text(LARGEST_AMOUNT)}`);
    }
    return amount;
  }

  /** Minor units as people write them: `19.99 EUR`. */
  text(minor: bigint): string {
    const exponent = currencyExponent(this.#currency);
    const digits = String(absolute(minor)).padStart(exponent + 1, '0');
    const point = digits.length - exponent;
    const fraction = exponent > 0 ? `.${digits.slice(point)}` : '';
    return `${minor < 0n ? '-' : ''}${digits.slice(0, point)}${fraction} ${this.#currency}`;
  }
}

export function readNumber(value: unknown, place: Place): Decimal {
  const parsed = isNumeric(value) ? parseDecimal(value) : undefined;
  if (parsed) return parsed;
  throw refusal(place, `is ${found(value)}, expected a decimal with a point, such as 19.99`);
}

/** Describes a value in an error message. */
export function found(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 80);
}

const isNumeric = (value: unknown): value is Numeric =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';

/** A percentage from 0 to 100. */
export function readPercent(value: Numeric, place: Place): Decimal {
  const percent = readNumber(value, place);
  const hundred = 100n * 10n ** BigInt(percent.scale);
  if (isNegative(percent) || percent.digits > hundred) {
    throw refusal(place, `is ${value}, expected a percentage from 0 to 100, such as 19`);
  }
  return percent;
}
