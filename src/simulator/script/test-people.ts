/**
 * Klarna's published test people: the part of the e-mail address before the `@` says how the purchase ends.
 * Both spellings are understood: `customer+denied@email.se` and `customer+se+denied@klarna.com`.
 */
import { isRecord, type Options } from '../sdk/arguments.js';

export interface TestPerson {
  /** `false`: Klarna does not offer itself to this person at all (`+red`). */
  readonly offered: boolean;
  /** `false`: Klarna declines at the end (`+denied`, `+reject_reason_…`). */
  readonly approved: boolean;
  /** Present when the order waits for a decision after it is placed (`+pend-accept-05`, `+pend-reject-05`). */
  readonly pending?: 'accept' | 'reject';
}

const ORDINARY: TestPerson = { offered: true, approved: true };

/** The person behind an e-mail address. Unknown marks, and no address at all, are an ordinary approval. */
export function testPerson(email: string | undefined): TestPerson {
  const marks = (email ?? '').toLowerCase().split('@')[0]?.split('+').slice(1) ?? [];
  const pending = marks.map((mark) => /^pend-(accept|reject)/.exec(mark)?.[1]).find(Boolean);
  return {
    ...ORDINARY,
    offered: !marks.includes('red'),
    approved: !marks.some((mark) => mark === 'denied' || mark.startsWith('reject_reason_')),
    ...(pending === 'accept' || pending === 'reject' ? { pending } : {}),
  };
}

/** Returns the e-mail address in the page's data: that of the billing address, else of the shipping address. */
export function emailIn(known: Options): string | undefined {
  for (const key of ['billing_address', 'shipping_address']) {
    const address = known[key];
    if (isRecord(address) && typeof address['email'] === 'string') return address['email'];
  }
  return undefined;
}
