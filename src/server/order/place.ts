/**
 * Places an order once, whichever road asks: the browser's `POST order`, its repetitions, another tab,
 * or the upstream system's own callback.
 *
 * On one machine all roads share the running call. Between machines the upstream system refuses the
 * second use of a token, which the gateway turns into a look-up; a store replays the first answer.
 */
import type { Placement, Placer, Placing } from '../context.js';
import { placingKey } from './digest.js';
import { GatewayProblem, type PlacedOrder, type SessionReference } from '../gateways/gateway.js';
import { describeError } from '../log.js';
import { problem } from '../problems.js';
import { readSessionStatus } from '../session/upstream-status.js';
import { SESSION_SECONDS } from '../session/cookie.js';
import type { ReplayStore } from './replay-store.js';
import { callUpstream } from '../gateways/call-gateway.js';

interface Recorded extends Placement {
  readonly placingKey: string;
  readonly requestKey?: string;
}

const storeKey = (session: SessionReference) => `klarna-checkout:order:${session.id}`;

export function createPlacer(store: ReplayStore | undefined): Placer {
  const running = new Map<string, Promise<Placement>>();

  const read = async (session: SessionReference) => {
    const text = await store?.get(storeKey(session));
    return text === undefined ? undefined : (JSON.parse(text) as Recorded);
  };

  const record = async (placing: Placing, key: string, placement: Placement) => {
    const recorded: Recorded = {
      ...placement,
      placingKey: key,
      ...(placing.requestKey !== undefined && { requestKey: placing.requestKey }),
    };
    try {
      await store?.put(storeKey(placing.session), JSON.stringify(recorded), SESSION_SECONDS);
    } catch {
      // The order exists whether or not the store took the note of it.
      placing.endpoint.log('error', 'klarna-checkout-element: store did not keep a placed order');
    }
  };

  const replayOrRun = async (placing: Placing, key: string): Promise<Placement> => {
    const known = await read(placing.session);
    const { requestKey } = placing;
    if (requestKey !== undefined && known?.requestKey === requestKey && known.placingKey !== key) {
      throw problem('idempotency_key_reused', { detail: 'The same key came with another token' });
    }
    if (known?.told === true) return known;
    const placed = known?.placed ?? (await placeUpstream(placing, key));
    // Noted before the shop is told: if its hook fails, the next try tells it again instead of placing.
    if (!known) await record(placing, key, { placed, told: false });
    const told = await tellShop(placing, placed);
    if (told) await record(placing, key, { placed, told });
    return { placed, told };
  };

  return {
    async place(placing) {
      const key = await placingKey(placing.session.id, placing.authorizationToken);
      const joined = running.get(key);
      if (joined) return joined;
      const run = store
        ? store.lock(storeKey(placing.session), () => replayOrRun(placing, key))
        : replayOrRun(placing, key);
      running.set(key, run);
      try {
        return await run;
      } finally {
        running.delete(key);
      }
    },
    async recall(session) {
      return (await read(session))?.placed;
    },
  };
}

async function placeUpstream(placing: Placing, idempotencyKey: string): Promise<PlacedOrder> {
  const { endpoint, address, session, authorizationToken, purchase } = placing;
  try {
    // Not ended when the shopper goes away: half a placing is worse than an answer nobody reads.
    return await callUpstream(
      {
        endpoint,
        address,
        operation: 'placeOrder',
        place: placing.place,
        milliseconds: endpoint.limits.orderMilliseconds,
        idempotencyKey,
        otherwise: 'outcome_unknown',
      },
      (context) => {
        const attempt = {
          number: 1,
          reference: purchase.order.reference,
          kept: {},
          keep: () => Promise.resolve(),
        };
        // The context's members are accessors, which a copy would read at once.
        const placingContext = Object.assign(context, { attempt });
        return endpoint.gateway.placeOrder(
          session,
          authorizationToken,
          purchase.order,
          placingContext,
        );
      },
    );
  } catch (error) {
    if (!(error instanceof GatewayProblem) || error.code !== 'duplicate') throw error;
    // The token was used before, so an earlier try came through after all.
    const status = await readSessionStatus(placing, session, {
      otherwise: 'outcome_unknown',
      place: 'none',
    });
    if (status?.status === 'placed') {
      return { status: 'completed', upstream: {} };
    }
    throw problem('outcome_unknown', { detail: 'The token was used, but no order is known' });
  }
}

async function tellShop(placing: Placing, placed: PlacedOrder): Promise<boolean> {
  try {
    await placing.endpoint.onPlaced?.(placing.purchase.order, placed);
    return true;
  } catch (error) {
    // The order stands: telling the shopper that it failed would bring a second one.
    placing.endpoint.log(
      'error',
      'klarna-checkout-element: onPlaced threw after an order was placed',
      {
        cause: describeError(error),
      },
    );
    return false;
  }
}
