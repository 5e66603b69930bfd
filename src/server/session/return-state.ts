/**
 * The sealed end of the addresses that a payment system sends the shopper back to. Any site could lead a
 * shopper to an address that can be guessed, and so spoil an order that waits for its payment.
 */
import type { Endpoint } from '../context.js';
import { sha256 } from '../order/digest.js';
import type { Seal } from './seal.js';

/** Short: some systems take no address above 255 characters. */
const short = async (orderReference: string): Promise<string> =>
  (await sha256(orderReference)).slice(0, 16);

/** For a call of the gateway; nothing where the system sends no shopper back. */
export async function returnStateFor(
  { gateway, returns }: Pick<Endpoint, 'gateway' | 'returns'>,
  orderReference: string,
): Promise<{ readonly returnState?: string }> {
  if (gateway.sendsShoppersBack === false) return {};
  return { returnState: await returns.seal({ of: await short(orderReference) }) };
}

/** Whether this address was given out for this order. */
export async function provesReturn(
  sealed: string,
  orderReference: string,
  seal: Seal,
): Promise<boolean> {
  const claims = await seal.open(sealed);
  return claims?.['of'] === (await short(orderReference));
}
