/** A shop's order and the handler's context, as gateways get them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Order, OrderLine, PlacingContext } from '../../../src/server/gateways/gateway.js';
import { firstAttempt } from '../support/attempt.js';
import { GatewayProblem } from '../../../src/server/gateways/gateway.js';

/** Noon in Stockholm on 21 November 2026. */
export const NOW = Date.UTC(2026, 10, 21, 11);

export interface Logged {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

export function context(
  changes: Partial<PlacingContext> = {},
): PlacingContext & { logged: Logged[] } {
  const logged: Logged[] = [];
  return {
    signal: new AbortController().signal,
    idempotencyKey: 'a3f1c9e27b5d48f6a3f1c9e27b5d48f6',
    now: () => NOW,
    pause: () => Promise.resolve(),
    log: (level, message, fields) => logged.push({ level, message, fields }),
    urls: {
      success: 'https://shop.example/klarna/return/success',
      failure: 'https://shop.example/klarna/return/failure',
      cancel: 'https://shop.example/klarna/return/cancel',
      webhook: 'https://shop.example/klarna/hook',
    },
    attempt: firstAttempt('R-1001'),
    logged,
    ...changes,
  };
}

/** A line that adds up; the tax is what Klarna's rule says. */
export function line(changes: Partial<OrderLine> & Pick<OrderLine, 'unitPrice'>): OrderLine {
  const { quantity = 1, unitPrice, discount = 0, taxRate = 1900 } = changes;
  const total = quantity * unitPrice - discount;
  return {
    type: 'physical',
    reference: 'socks1',
    name: 'Socks',
    quantity,
    taxRate,
    total,
    taxAmount: taxInside(total, taxRate),
    ...changes,
  };
}

function taxInside(total: number, taxRate: number): number {
  return Math.round((total * taxRate) / (10_000 + taxRate)) || 0;
}

/** What Klarna takes where it is not the euro. */
const CURRENCIES = new Map(
  Object.entries({ CH: 'CHF', DK: 'DKK', GB: 'GBP', NO: 'NOK', SE: 'SEK', US: 'USD' }),
);

export function order(lines: readonly OrderLine[], changes: Partial<Order> = {}): Order {
  return {
    reference: 'R-1001',
    country: 'DE',
    currency: CURRENCIES.get(changes.country ?? 'DE') ?? 'EUR',
    locale: 'de-DE',
    amount: lines.reduce((sum, { total }) => sum + total, 0),
    taxAmount: lines.reduce((sum, { taxAmount }) => sum + taxAmount, 0),
    lines,
    customer: { date_of_birth: '1960-07-07', gender: 'male' },
    billing: {
      given_name: 'Testperson-de',
      family_name: 'Approved',
      email: 'klarna@approved.de',
      street_address: 'Hellersbergstraße 14',
      postal_code: '41460',
      city: 'Neuss',
      phone: '01522113356',
      country: 'DE',
    },
    shopper: { ip: '203.0.113.7', userAgent: 'Test/1.0', language: 'de-DE,de;q=0.9' },
    urls: { confirmation: 'https://shop.example/thanks', back: 'https://shop.example/cart' },
    ...changes,
  };
}

/** A copy without one member. */
export function without<T extends object, Name extends keyof T>(
  from: T,
  name: Name,
): Omit<T, Name> {
  const copy = { ...from };
  Reflect.deleteProperty(copy, name);
  return copy;
}

/** The problem that a call was rejected with. */
export async function problemOf(call: Promise<unknown>): Promise<GatewayProblem> {
  const outcome: unknown = await call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  assert.ok(outcome instanceof GatewayProblem, `expected a GatewayProblem, got ${String(outcome)}`);
  return outcome;
}

const taxes = (lines: readonly OrderLine[]): number =>
  lines.reduce((sum, { taxAmount }) => sum + taxAmount, 0);

/** Carts with discounts on lines, and vouchers that never exceed what the rest costs. */
export const carts: fc.Arbitrary<Order> = fc
  .record({
    goods: fc.array(
      fc.record({
        unitPrice: fc.integer({ min: 1, max: 500_000 }),
        quantity: fc.integer({ min: 1, max: 12 }),
        off: fc.integer({ min: 0, max: 100 }),
        taxRate: fc.constantFrom(0, 700, 1900, 2500),
        type: fc.constantFrom('physical' as const, 'digital' as const, 'shipping_fee' as const),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    vouchers: fc.array(
      fc.record({
        percent: fc.integer({ min: 1, max: 100 }),
        type: fc.constantFrom('discount' as const, 'gift_card' as const, 'store_credit' as const),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ goods, vouchers }) => {
    const lines = goods.map(({ unitPrice, quantity, off, taxRate, type }, index) => {
      const discount = Math.floor((unitPrice * quantity * off) / 300);
      const reference = `sku-${index}`;
      return line({ type, reference, unitPrice, quantity, taxRate, ...(discount && { discount }) });
    });
    let rest = lines.reduce((sum, { total }) => sum + total, 0);
    vouchers.forEach(({ percent, type }, index) => {
      const worth = Math.floor((rest * percent) / 100);
      rest -= worth;
      const reference = `voucher-${index}`;
      // Klarna takes no order whose taxes add up to less than nothing.
      const taxed = type !== 'gift_card' && taxInside(worth, 1900) <= taxes(lines);
      const money = { unitPrice: 0 - worth, taxRate: taxed ? 1900 : 0 };
      if (worth) lines.push(line({ type, reference, name: 'Voucher', ...money }));
    });
    return order(lines);
  });
