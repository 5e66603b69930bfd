/**
 * Hostile requests over the handler with each gateway, while its payment system misbehaves too.
 *
 * `ATTACK_REQUESTS` says how many, `ATTACK_SEED` repeats a run; both are printed.
 */
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { build, hostileRequests } from './hostile-requests.js';
import { facing, upstreams } from './hostile-upstreams.js';
import { judge } from './judge.js';
import { GATEWAYS, openTarget } from './targets.js';

const names = Object.keys(GATEWAYS);
const requests = Number(process.env['ATTACK_REQUESTS'] ?? 1_250);
const seed = Number(process.env['ATTACK_SEED'] ?? 1);
/** Sent side by side, so that none waits for another's retries. */
const AT_ONCE = 25;

const attacks = fc.array(
  fc.record({ request: hostileRequests, upstream: fc.array(upstreams, { maxLength: 4 }) }),
  { minLength: AT_ONCE, maxLength: AT_ONCE },
);

describe(`an attack of ${requests} requests, seed ${seed}`, () => {
  for (const name of names)
    it(`finds nothing over ${name}`, async (test) => {
      const target = await openTarget(name);
      target.takeLog();
      const statuses = new Map<number, number>();
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(attacks, async (salvo) => {
          const sent = salvo.flatMap(({ request: hostile, upstream }) => {
            const request = build(hostile, target.cookieFor(hostile.cookie));
            if (!request) refused += 1;
            return request ? [{ request, upstream }] : [];
          });
          const answered = await Promise.all(
            sent.map(async ({ request, upstream }) => ({
              request,
              response: await facing(upstream, () => target.handler(request)),
            })),
          );
          const log = target.takeLog();
          for (const { request, response } of answered) {
            statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
            await judge(target, request, response, log);
          }
        }),
        {
          numRuns: Math.ceil(requests / names.length / AT_ONCE),
          seed,
          // The salvo in the report is enough to find the one; a smaller one is not worth minutes.
          endOnFailure: true,
          includeErrorInReport: true,
        },
      );
      const counts = [...statuses].sort(([one], [other]) => one - other);
      test.diagnostic(
        `${counts.map(([status, count]) => `${status}: ${count}`).join(', ')}; not HTTP: ${refused}`,
      );
    });
});
