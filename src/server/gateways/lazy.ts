/** Functions of a module that is loaded beside the first lines of a shop, not before them. */

type Operation = (...call: never[]) => Promise<unknown>;

/**
 * The named functions of `loading`, each of which waits until it is loaded.
 *
 * The gateways are imported by every shop, what they do only by the shops that name them: `loading` begins
 * when the gateway is made, since what cannot be loaded must not wait for a purchase.
 */
export function lazy<Operations extends Record<Name, Operation>, Name extends string>(
  loading: Promise<Operations>,
  ...names: readonly Name[]
): Pick<Operations, Name> {
  const operations = names.map((name) => [
    name,
    async (...call: never[]) => (await loading)[name](...call),
  ]);
  return Object.fromEntries(operations) as Pick<Operations, Name>;
}
