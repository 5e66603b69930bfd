/** What is wrong with a booking before any system has seen it. */
import { problem } from '../problems.js';
import type { Booking, CallOptions } from './orders.js';

const TIME_LIMIT = 60_000;

/** @throws GatewayProblem `invalid_order`, naming the member. */
export function checkBooking(booking: Booking, longestReference: number): void {
  const { reference, amount, currency, lines } = booking;
  if (!reference || reference.length > longestReference)
    throw refused(`reference must be 1 to ${longestReference} characters.`);
  if (!Number.isSafeInteger(amount) || amount < 1)
    throw refused('amount must be a positive whole number of minor units.');
  checkCurrency(currency);
  if (lines && lines.reduce((sum, { total }) => sum + total, 0) !== amount)
    throw refused('The lines do not add up to the amount.');
}

export function checkCurrency(currency: string): void {
  if (!/^[A-Z]{3}$/.test(currency))
    throw refused('currency must be three capital letters (ISO 4217).');
}

const refused = (detail: string) => problem('invalid_order', { detail });

export const signalOf = ({ signal }: CallOptions): AbortSignal =>
  signal ?? AbortSignal.timeout(TIME_LIMIT);
