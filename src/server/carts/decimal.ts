/**
 * Exact decimal arithmetic. A cart's amounts are read as text and never become a binary fraction, so a sum
 * of a thousand lines is as exact as one line; only what leaves as minor units is rounded, once.
 */

/** `digits / 10^scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };

/** Beyond this many significant digits, a text is a binary fraction or a quotient written out. */
const WRITTEN_BY_PEOPLE = 15;
/** What of such a text is kept: `11.616999999999999` is 11.617. */
const SIGNIFICANT = 14;

/** The decimal that a text or number stands for; `undefined` when it is none (`1,99`, `''`, `NaN`). */
export function parseDecimal(value: string | number | bigint): Decimal | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,2}))?$/i.exec(String(value).trim());
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const decimal = shift({ digits, scale: fraction.length }, Number(exponent));
  return whole.length + fraction.length > WRITTEN_BY_PEOPLE ? withoutNoise(decimal) : decimal;
}

function withoutNoise(value: Decimal): Decimal {
  const length = String(absolute(value.digits)).length;
  if (length <= WRITTEN_BY_PEOPLE) return value;
  const scale = Math.max(0, value.scale - (length - SIGNIFICANT));
  return { digits: quotient(value.digits, 10n ** BigInt(value.scale - scale)), scale };
}

/** The decimal a whole number of minor units stands for. */
export const whole = (value: number | bigint): Decimal => ({ digits: BigInt(value), scale: 0 });

/** Moves the point: `shift(19.99, 2)` is 1999. */
export function shift({ digits, scale }: Decimal, places: number): Decimal {
  const moved = scale - places;
  return moved >= 0
    ? { digits, scale: moved }
    : { digits: digits * 10n ** BigInt(-moved), scale: 0 };
}

export function plus(a: Decimal, b: Decimal): Decimal {
  if (a.scale < b.scale) return plus(b, a);
  return { digits: a.digits + b.digits * 10n ** BigInt(a.scale - b.scale), scale: a.scale };
}

export const negated = ({ digits, scale }: Decimal): Decimal => ({ digits: -digits, scale });

export const minus = (a: Decimal, b: Decimal): Decimal => plus(a, negated(b));

export const times = (a: Decimal, b: Decimal): Decimal => ({
  digits: a.digits * b.digits,
  scale: a.scale + b.scale,
});

export const sum = (values: readonly Decimal[]): Decimal => values.reduce(plus, ZERO);

/** `value * percent / 100`. */
export const percentOf = (value: Decimal, percent: Decimal): Decimal =>
  shift(times(value, percent), -2);

export const magnitude = (value: Decimal): Decimal => (value.digits < 0n ? negated(value) : value);

export const isNegative = ({ digits }: Decimal): boolean => digits < 0n;

export const isZero = ({ digits }: Decimal): boolean => digits === 0n;

/** Whether it is a whole number. */
export const isWhole = ({ digits, scale }: Decimal): boolean =>
  digits % 10n ** BigInt(scale) === 0n;

/** Rounded to a whole number, halves away from zero. */
export const round = ({ digits, scale }: Decimal): bigint => quotient(digits, 10n ** BigInt(scale));

/** `a / b` rounded to a whole number, halves away from zero; `b` is not zero. */
export function roundedRatio(a: Decimal, b: Decimal): bigint {
  const scale = Math.max(a.scale, b.scale);
  return quotient(
    a.digits * 10n ** BigInt(scale - a.scale),
    b.digits * 10n ** BigInt(scale - b.scale),
  );
}

/** `a / b` rounded to a whole number, halves away from zero; `b` is not zero. */
export function quotient(a: bigint, b: bigint): bigint {
  const [over, under] = b < 0n ? [-a, -b] : [a, b];
  const rounded = (2n * absolute(over) + under) / (2n * under);
  return over < 0n ? -rounded : rounded;
}

export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** As people write it, without trailing zeros: `19.99`. */
export function toText({ digits, scale }: Decimal): string {
  const padded = String(absolute(digits)).padStart(scale + 1, '0');
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, '');
  const text = padded.slice(0, padded.length - scale) + (scale && fraction ? `.${fraction}` : '');
  return digits < 0n ? `-${text}` : text;
}
