/** What of the WooCommerce plug-in can be held without WooCommerce: syntax, order lines, refusals, its pack. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { missingBuild } from '../../harness/node/built.js';
import { missing } from '../support/databases.js';
import { assertKlarnaTakes } from '../carts/klarna-equations.js';
import type { Order, OrderLine } from '../../../src/server/index.js';

const PLUGIN = 'demo/integrations/woocommerce/klarna-checkout-element';

interface Part {
  readonly type: OrderLine['type'];
  readonly name: string;
  readonly quantity: number;
  readonly net: number;
  readonly tax: number;
  readonly rate: number;
}

interface KlarnaOrder {
  readonly order_amount: number;
  readonly order_tax_amount: number;
  readonly order_lines: readonly Readonly<Record<string, string | number>>[];
}

/** `CartOrder::from` for many carts in one process. */
function ordersOf(
  carts: readonly { parts: readonly Part[]; total: number; isTaxApart: boolean }[],
): readonly KlarnaOrder[] {
  const code = `
    namespace KlarnaCheckout\\WooCommerce;
    if (!function_exists('mb_substr')) { function mb_substr(string $text, int $from, int $length) { return substr($text, $from, $length); } }
    require '${PLUGIN}/includes/CartOrder.php';
    $carts = json_decode(file_get_contents('php://stdin'), true);
    echo json_encode(array_map(fn ($cart) => CartOrder::from(
      array_map(fn ($part) => ['net' => (float) $part['net'], 'tax' => (float) $part['tax'], 'rate' => (float) $part['rate']] + $part, $cart['parts']),
      $cart['total'], 2, $cart['isTaxApart']), $carts));`;
  const printed = execFileSync('php', ['-r', code], {
    input: JSON.stringify(carts),
    encoding: 'utf8',
  });
  return JSON.parse(printed) as readonly KlarnaOrder[];
}

interface Payment {
  /** The form of the classic checkout, or the block's `payment_data`: WooCommerce puts both into `$_POST`. */
  readonly sent: Readonly<Record<string, unknown>>;
  /** What the order was made of: `this cart`, or another one. */
  readonly cart: string;
}

/** What `Gateway::process_payment` answers, and what the shopper reads. */
function pay(payments: readonly Payment[]): readonly string[] {
  const printed = execFileSync('php', ['test/server/php/pay-without-woocommerce.php'], {
    input: JSON.stringify(payments),
    encoding: 'utf8',
  });
  return JSON.parse(printed) as readonly string[];
}

/** The references of the purchases that users have, each after logging in as a guest who may have had one. */
function referencesAfterLogin(
  visitors: readonly { readonly guest: string | null; readonly user: string | null }[],
): readonly string[] {
  const code = `
    const DAY_IN_SECONDS = 86400;
    $kept = [];
    function get_transient(string $name): mixed { return $GLOBALS['kept'][$name] ?? false; }
    function set_transient(string $name, mixed $value, int $seconds): void { $GLOBALS['kept'][$name] = $value; }
    final class Session {
      public function get_customer_id(): string { return $GLOBALS['id']; }
      public function save_data(): void {}
    }
    function WC(): object { return (object) ['session' => new Session()]; }
    require 'demo/integrations/php/src/load.php';
    require '${PLUGIN}/includes/Visit.php';
    $visit = new KlarnaCheckout\\WooCommerce\\Visit([]);
    $references = [];
    foreach (json_decode(file_get_contents('php://stdin'), true) as $number => $before) {
      foreach (array_filter($before) as $who => $reference) {
        $id = "$who-$number";
        $visit->remember(['reference' => $reference]);
      }
      $visit::follow("guest-$number", $id = "user-$number");
      $references[] = $visit->recall()['reference'] ?? '';
    }
    echo json_encode($references);`;
  const printed = execFileSync('php', ['-r', code], {
    input: JSON.stringify(visitors),
    encoding: 'utf8',
  });
  return JSON.parse(printed) as readonly string[];
}

/** In the words of the equations. */
const asOrder = (order: KlarnaOrder, country: string): Order =>
  ({
    reference: 'order-1',
    country,
    currency: country === 'US' ? 'USD' : 'EUR',
    locale: 'en-DE',
    amount: order.order_amount,
    taxAmount: order.order_tax_amount,
    lines: order.order_lines.map((line) => ({
      type: line['type'],
      name: line['name'],
      quantity: line['quantity'],
      unitPrice: line['unit_price'],
      taxRate: line['tax_rate'],
      total: line['total_amount'],
      taxAmount: line['total_tax_amount'],
    })),
    urls: { confirmation: '/', back: '/' },
  }) as Order;

describe('the WooCommerce plug-in', { skip: missing('php') }, () => {
  it('is PHP that compiles', () => {
    const files = readdirSync(PLUGIN, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.php'),
    );
    assert.ok(files.length > 4);
    for (const file of files) execFileSync('php', ['-l', join(PLUGIN, file)], { stdio: 'pipe' });
  });

  const packed = { skip: missingBuild('dist/cdn/klarna-checkout.js') };
  it('is put together with the endpoint and the script when the package is built', packed, () => {
    const folder = mkdtempSync(join(tmpdir(), 'klarna-plugin-'));
    try {
      execFileSync('demo/integrations/woocommerce/pack.sh', [folder]);
      for (const file of ['lib/Endpoint.php', 'assets/klarna-checkout.js', 'assets/messages/de.js'])
        assert.ok(existsSync(join(folder, 'klarna-checkout-element', file)), file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('sells nothing when an order comes without a token', () => {
    const tokens = [undefined, '', ' ', null, ['token'], { token: 'token' }];
    const answers = pay(
      tokens.map((token) => ({ sent: { klarna_authorization_token: token }, cart: 'this cart' })),
    );
    const [answer = ''] = answers;
    assert.match(answer, /^failure: Klarna has not approved this purchase yet/);
    assert.deepEqual(answers, Array<string>(tokens.length).fill(answer));
  });

  it('asks the endpoint when an order has a token, and says what came of it', () => {
    const answers = pay(
      ['declined', 'outcome_unknown'].map((token) => ({
        sent: { klarna_authorization_token: token },
        cart: 'this cart',
      })),
    );
    assert.match(answers[0] ?? '', /^failure: Klarna has declined this purchase/);
    assert.match(answers[1] ?? '', /^failure: We do not know yet .* do not pay again/);
  });

  it('sells nothing when the order is not that of the cart, which may cost less', () => {
    const [answer] = pay([
      { sent: { klarna_authorization_token: 'declined' }, cart: 'a cart of last week' },
    ]);
    assert.match(answer ?? '', /^failure: Klarna has approved your cart, and this is another/);
  });

  it('goes on with the purchase of the guest when one logs in, or with that of another device', () => {
    const references = referencesAfterLogin([
      { guest: 'of the guest', user: null },
      { guest: 'of the guest', user: 'of another device' },
      { guest: null, user: 'of another device' },
      { guest: null, user: null },
    ]);
    assert.deepEqual(references, ['of the guest', 'of the guest', 'of another device', '']);
  });

  it('divides a price that can be divided, and says the number in the name of one that cannot', () => {
    const part = { type: 'physical', quantity: 3, tax: 0, rate: 0 } as const;
    const parts = [
      { ...part, name: 'Cup', net: 9 },
      { ...part, name: 'Saucer', net: 10 },
    ];
    const [order] = ordersOf([{ parts, total: 1900, isTaxApart: false }]);
    assert.deepEqual(
      order?.order_lines.map((line) => [line['quantity'], line['name'], line['unit_price']]),
      [
        [3, 'Cup', 300],
        [1, '3 × Saucer', 1000],
      ],
    );
  });

  it('takes the tax as a line of its own when the country is the United States', () => {
    const parts = [
      { type: 'physical', name: 'Cup', quantity: 1, net: 10, tax: 0.83, rate: 8.25 } as const,
    ];
    const [order] = ordersOf([{ parts, total: 1083, isTaxApart: true }]);
    assert.ok(order);
    assert.equal(order.order_tax_amount, 83);
    assertKlarnaTakes(asOrder(order, 'US'));
  });

  it('keeps the equations of Klarna for any cart that WooCommerce has rounded', () => {
    const part = fc.record({
      quantity: fc.integer({ min: 1, max: 12 }),
      cents: fc.integer({ min: 1, max: 90_000 }),
      rate: fc.constantFrom(0, 7, 19, 20, 25.5),
      compound: fc.boolean(),
    });
    const cart = fc.record({
      parts: fc.array(part, { minLength: 1, maxLength: 6 }),
      off: fc.integer({ min: -3, max: 3 }),
      isTaxApart: fc.boolean(),
    });
    const carts = fc.sample(cart, { numRuns: 400, seed: 7 }).map(({ parts, off, isTaxApart }) => {
      const given = parts.map(({ quantity, cents, rate, compound }, index): Part => {
        // WooCommerce keeps more decimals than it shows.
        const net = (quantity * cents) / 100 / (1 + rate / 100);
        const tax = net * (rate / 100) * (compound ? 1.05 : 1);
        return { type: 'physical', name: `Part ${index}`, quantity, net, tax, rate };
      });
      const exact = given.reduce((sum, { net, tax }) => sum + net + tax, 0);
      return { parts: given, total: Math.round(exact * 100) + off, isTaxApart };
    });
    ordersOf(carts).forEach((order, index) => {
      assertKlarnaTakes(asOrder(order, carts[index]?.isTaxApart ? 'US' : 'DE'));
      assert.equal(order.order_amount, carts[index]?.total);
    });
  });
});
