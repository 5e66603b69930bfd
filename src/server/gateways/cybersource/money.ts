/** Minor units as CyberSource writes money: decimals with as many places as the currency has. */
import { problem } from '../upstream-problems.js';

/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const PLACES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3])),
};

/** `2099` in EUR is `20.99`, in JPY `2099`. */
export function decimal(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor) || minor < 0)
    throw problem(
      'invalid_order',
      'An amount must be a whole number of minor units, zero or more.',
    );
  const places = PLACES[currency] ?? 2;
  if (!places) return String(minor);
  const digits = String(minor).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
