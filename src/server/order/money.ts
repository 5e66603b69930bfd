/**
 * Money is an integer of the currency's smallest unit everywhere in this package (cents, öre, yen).
 * This is the one place that turns it into anything else.
 */

/** ISO 4217 currencies whose smallest unit is not a hundredth. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** How many decimals a currency has: 2 for EUR, 0 for JPY. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency.toUpperCase()] ?? 2;
}

/**
 * The decimal string of an amount: `(2099, 'EUR')` is `20.99`, `(2099, 'JPY')` is `2099`.
 *
 * @throws RangeError when the amount is not a whole number that JavaScript holds exactly.
 */
export function toDecimal(amount: number, currency: string): string {
  assertMinorUnits(amount);
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  return `${amount < 0 ? '-' : ''}${whole}${exponent > 0 ? `.${fraction}` : ''}`;
}

/**
 * The amount that a decimal string stands for: `('20.99', 'EUR')` is 2099.
 *
 * @throws RangeError for anything but a plain decimal with at most the currency's decimals.
 */
export function fromDecimal(text: string, currency: string): number {
  const exponent = currencyExponent(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[3] ?? '';
  if (match?.[2] === undefined || fraction.length > exponent) {
    throw new RangeError(`Not an amount in ${currency} with at most ${exponent} decimals`);
  }
  const amount = Number(match[2] + fraction.padEnd(exponent, '0'));
  assertMinorUnits(amount);
  return match[1] === '-' && amount !== 0 ? -amount : amount;
}

/**
 * The tax inside a total that includes it, rounded half away from zero.
 *
 * @param taxRate basis points: 1900 is 19 %.
 */
export function taxInside(total: number, taxRate: number): number {
  assertMinorUnits(total);
  assertMinorUnits(taxRate);
  // In integers: total * rate / (10000 + rate); BigInt because the product may pass 2^53.
  const divisor = 10_000n + BigInt(taxRate);
  const doubled = 2n * BigInt(Math.abs(total)) * BigInt(taxRate);
  const tax = Number((doubled + divisor) / (2n * divisor));
  return total < 0 && tax !== 0 ? -tax : tax;
}

/** @throws RangeError unless `amount` is a whole number that JavaScript holds exactly. */
function assertMinorUnits(amount: number): void {
  if (!Number.isSafeInteger(amount)) throw new RangeError('Money is an integer in minor units');
}
