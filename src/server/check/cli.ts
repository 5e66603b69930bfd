#!/usr/bin/env node
/** `npx klarna-checkout-element …`: the contract checker, and what an operator calls, for a terminal. */
import { parseArgs } from 'node:util';
import type { Resolution } from '../order/resolve-attempt.js';
import { checkEndpoint } from './check-endpoint.js';
import { runReconcile, runResolve } from './endpoint-commands.js';
import { formatFinding, hasBroken } from './findings.js';

const USAGE = `Usage: klarna-checkout-element check URL [options]

Holds a running token endpoint against the contract of <klarna-checkout>.
URL is the endpoint, such as http://localhost:8080/klarna or
"http://localhost:8080/?wc-ajax=klarna_{call}". No order is placed with a real system.

  --header "Name: value"  sent with each call; repeat it for several.
                          A visitor with a filled cart: --header "Cookie: session=…"
  --locale en-DE          the page's language

       klarna-checkout-element reconcile MODULE
       klarna-checkout-element resolve MODULE REFERENCE ATTEMPT --placed [--order-id ID]
       klarna-checkout-element resolve MODULE REFERENCE ATTEMPT --refused

MODULE is a file that exports the endpoint: export const endpoint = createTokenEndpoint(…).
reconcile does what is due about open orders. resolve ends an attempt as a person has seen it
at the payment system; onUnresolved and the log name REFERENCE and ATTEMPT.

Ends with 0 when all is well, 1 when something breaks, 2 for wrong arguments.`;

async function main(): Promise<number> {
  let args;
  try {
    args = parseArgs({
      allowPositionals: true,
      options: {
        header: { type: 'string', multiple: true },
        locale: { type: 'string' },
        placed: { type: 'boolean' },
        'order-id': { type: 'string' },
        refused: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n\n${USAGE}`);
    return 2;
  }
  const { positionals, values } = args;
  const [command, endpoint = '', reference = '', attempt = ''] = positionals;
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  if (command === 'reconcile' && endpoint !== '') return print(runReconcile(endpoint));
  const resolution = resolutionOf(values);
  if (command === 'resolve' && /^[1-9]\d*$/.test(attempt) && resolution) {
    return print(runResolve(endpoint, { reference, attempt: Number(attempt), resolution }));
  }
  if (command !== 'check' || !/^https?:\/\//.test(endpoint)) {
    console.error(USAGE);
    return 2;
  }
  const findings = await checkEndpoint({
    endpoint,
    headers: readHeaders(values.header ?? []),
    ...(values.locale !== undefined && { locale: values.locale }),
  });
  for (const finding of findings) console.log(formatFinding(finding));
  const broken = hasBroken(findings);
  console.log(broken ? '\nThe endpoint breaks the contract.' : '\nThe endpoint conforms.');
  return broken ? 1 : 0;
}

/** Exactly one of the two ends. */
function resolutionOf(values: {
  readonly placed?: boolean;
  readonly refused?: boolean;
  readonly 'order-id'?: string;
}): Resolution | undefined {
  const id = values['order-id'];
  if (values.placed === values.refused) return undefined;
  if (values.refused === true) return id === undefined ? { refused: true } : undefined;
  return {
    placed: id === undefined ? {} : { order_id: id, upstream: { order_id: id } },
  };
}

async function print(lines: Promise<readonly string[]>): Promise<number> {
  try {
    for (const line of await lines) console.log(line);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

// Not only its code: the database of a shop's module keeps a process alive.
process.exit(await main());
