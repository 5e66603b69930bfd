/** `reconcile` and `resolve` for a terminal: they call the endpoint that a module of the shop exports. */
import { resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TokenEndpoint } from '../endpoint.js';
import type { Resolution } from '../order/resolve-attempt.js';

/** What was asked of `resolve`. */
export interface ResolveArguments {
  readonly reference: string;
  readonly attempt: number;
  readonly resolution: Resolution;
}

/** @throws TypeError when the module exports no endpoint as `endpoint` or by default. */
async function loadEndpoint(file: string): Promise<TokenEndpoint> {
  const module = (await import(pathToFileURL(resolvePath(file)).href)) as {
    readonly endpoint?: unknown;
    readonly default?: unknown;
  };
  const found = [module.endpoint, module.default].find(isEndpoint);
  if (!found) {
    throw new TypeError(
      `${file} exports no endpoint: export const endpoint = createTokenEndpoint(…)`,
    );
  }
  return found;
}

const isEndpoint = (value: unknown): value is TokenEndpoint =>
  typeof value === 'function' && 'reconcile' in value && 'resolve' in value;

/** The lines to print. */
export async function runReconcile(file: string): Promise<readonly string[]> {
  const endpoint = await loadEndpoint(file);
  const { told, resolved, unresolved, failed } = await endpoint.reconcile();
  return [
    `told the shop: ${told}`,
    `found out: ${resolved}`,
    `still unknown: ${unresolved}`,
    `not reached: ${failed}`,
  ];
}

export async function runResolve(
  file: string,
  { reference, attempt, resolution }: ResolveArguments,
): Promise<readonly string[]> {
  const endpoint = await loadEndpoint(file);
  await endpoint.resolve(reference, attempt, resolution);
  const end = 'placed' in resolution ? 'placed' : 'refused';
  return [`Attempt ${attempt} of order ${reference} is ${end}.`];
}
