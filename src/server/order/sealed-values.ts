/** The sealed values of an attempt: the identity, and the results of steps that must not be repeated. */
import type { Endpoint } from '../context.js';
import type { Attempt } from './ledger/record.js';

type Tools = Pick<Endpoint, 'secrets'>;

export const sealIdentity = ({ secrets }: Tools, identity: string): Promise<string> =>
  secrets.seal({ identity });

/** `undefined` when no key of the ring opens it any more. */
export async function openIdentity(
  { secrets }: Tools,
  attempt: Attempt,
): Promise<string | undefined> {
  const claims = await secrets.open(attempt.identity);
  return typeof claims?.['identity'] === 'string' ? claims['identity'] : undefined;
}

export const sealKept = (
  { secrets }: Tools,
  values: Readonly<Record<string, string>>,
): Promise<string> => secrets.seal({ values });

export async function openKept(
  { secrets }: Tools,
  { kept }: Pick<Attempt, 'kept'>,
): Promise<Readonly<Record<string, string>>> {
  const claims = kept === undefined ? undefined : await secrets.open(kept);
  // Sealed here, for this purpose: its shape needs no second check.
  return (claims?.['values'] as Readonly<Record<string, string>> | undefined) ?? {};
}
