/**
 * Checks every order against Klarna's rules, whatever the payment system, so that a developer without credentials
 * sees Klarna's refusals immediately and not in production.
 */
import type { GatewayProblem, Order } from '../gateways/gateway.js';
import { parseUrl } from '../contract/allowed-hosts.js';
import { problem } from '../problems.js';
import { currencyOf } from './markets.js';
import { flawOf } from './validate-line.js';

/** Klarna's OpenAPI. */
const MOST_LINES = 1000;
const LONGEST_REFERENCE = 255;

/**
 * @throws GatewayProblem `invalid_order` that names the member, what was found and what was expected;
 * `locale_mismatch` for a country, currency or locale that is none, and for a currency that Klarna does not
 * take in that country.
 */
export function checkOrder(order: Order): void {
  checkMarket(order);
  const { reference, lines } = order;
  if (reference === '') throw broken('merchant_reference1', 'is empty, expected your own number');
  if (reference.length > LONGEST_REFERENCE) {
    throw broken(
      'merchant_reference1',
      `has ${reference.length} characters, expected at most ${LONGEST_REFERENCE}`,
    );
  }
  if (lines.length === 0) throw broken('order_lines', 'has no line, expected at least one');
  if (lines.length > MOST_LINES) {
    throw broken('order_lines', `has ${lines.length} lines, expected at most ${MOST_LINES}`);
  }
  checkLines(order);
  checkSums(order);
  checkUrl('confirmation', order.urls.confirmation);
  checkUrl('back', order.urls.back);
}

/** A URL of the shop, or a path below its origin. */
function checkUrl(name: string, url: string): void {
  const { protocol = '' } = parseUrl(url, 'https://shop.invalid') ?? {};
  if (!/^https?:$/.test(protocol)) {
    throw broken(
      `urls.${name}`,
      'is no address of a page, expected one such as https://shop.example/thanks',
    );
  }
}

/** @throws GatewayProblem `locale_mismatch`. */
export function checkMarket({
  country,
  currency,
  locale,
}: Pick<Order, 'country' | 'currency' | 'locale'>): void {
  if (!/^[A-Z]{2}$/.test(country)) {
    throw mismatch('purchase_country', country, 'two capital letters, such as DE');
  }
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw mismatch('purchase_currency', currency, 'three capital letters, such as EUR');
  }
  // As systems write them: `de-DE`, `de_DE`, `de_DE.UTF-8`, `de_AT@euro`.
  if (
    !/^(?=.{2,64}$)[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*(?:[.@][\w-]{1,20}){0,2}$/.test(locale)
  ) {
    throw mismatch('locale', locale, 'a language and a country, such as de-DE');
  }
  const expected = currencyOf(country);
  if (expected !== undefined && currency !== expected) {
    throw mismatch('purchase_currency', currency, `${expected}, the only one in ${country}`);
  }
}

function checkLines({ lines, country }: Order): void {
  lines.forEach((line, index) => {
    const flaw = flawOf(line, country === 'US');
    if (!flaw) return;
    const name = JSON.stringify(line.name.slice(0, 80));
    const path = `order_lines[${index}].${flaw.member}`;
    throw problem('invalid_order', {
      detail: `${path} (${name}) ${flaw.text}`,
      invalidFields: [path],
    });
  });
}

function checkSums({ lines, amount, taxAmount }: Order): void {
  const expected = lines.reduce((sum, line) => sum + line.total, 0);
  if (amount !== expected) {
    throw broken(
      'order_amount',
      `is ${amount}, expected ${expected}, the sum of the lines' totals`,
    );
  }
  if (amount < 0) throw broken('order_amount', `is ${amount}, expected zero or more`);
  const tax = lines.reduce(
    (sum, line) => sum + (line.type === 'sales_tax' ? line.total : line.taxAmount),
    0,
  );
  if (taxAmount !== tax) {
    throw broken(
      'order_tax_amount',
      `is ${taxAmount}, expected ${tax}, the sum of the lines' taxes`,
    );
  }
  if (tax < 0) throw broken('order_tax_amount', `is ${tax}, expected zero or more`);
}

const broken = (path: string, what: string): GatewayProblem =>
  problem('invalid_order', { detail: `${path} ${what}`, invalidFields: [path] });

function mismatch(path: string, found: string, expected: string): GatewayProblem {
  const detail = `${path} is ${JSON.stringify(found.slice(0, 40))}, expected ${expected}`;
  return problem('locale_mismatch', { detail, invalidFields: [path] });
}
