#!/usr/bin/env node
/** `npx klarna-checkout-element check URL`: the contract checker for a terminal. */
import { parseArgs } from 'node:util';
import { checkEndpoint } from './check-endpoint.js';
import { formatFinding, hasBroken } from './findings.js';

const USAGE = `Usage: klarna-checkout-element check URL [options]

Holds a running token endpoint against the contract of <klarna-checkout>.
URL is the endpoint, such as http://localhost:8080/klarna or
"http://localhost:8080/?wc-ajax=klarna_{call}". No order is placed with a real system.

  --header "Name: value"  sent with each call; repeat it for several.
                          A visitor with a filled cart: --header "Cookie: session=…"
  --locale en-DE          the page's language

Ends with 0 when all conforms, 1 when something breaks, 2 for wrong arguments.`;

async function main(): Promise<number> {
  let args;
  try {
    args = parseArgs({
      allowPositionals: true,
      options: {
        header: { type: 'string', multiple: true },
        locale: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : ''}\n\n${USAGE}`);
    return 2;
  }
  const { positionals, values } = args;
  const [command, endpoint = ''] = positionals;
  if (values.help === true) {
    console.log(USAGE);
    return 0;
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

function readHeaders(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

process.exitCode = await main();
