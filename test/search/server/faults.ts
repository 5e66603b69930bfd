/** Faults that can be turned on in a simulated world: a search that does not find them proves nothing. */
import type { OrderLedger } from '../../../src/server/order/ledger/ledger.js';
import type { OrderRecord } from '../../../src/server/order/ledger/record.js';
import { problem } from '../../../src/server/problems.js';
import type { Seal } from '../../../src/server/session/seal.js';
import { type Kind, searchAll, type Searched, SETUPS } from './search.js';
import type { Sabotage, Setup } from './world.js';

/** A ledger that keeps something else than it is given. */
const keeping =
  (change: (record: OrderRecord) => OrderRecord) =>
  (ledger: OrderLedger): OrderLedger => ({
    ...ledger,
    write: (written) => ledger.write({ ...written, record: change(written.record) }),
  });

/** Writes over whatever is there by then. */
const overwriting =
  (ledger: OrderLedger): OrderLedger['write'] =>
  async (change) => {
    const { entry } = await ledger.read(change.record.reference);
    return ledger.write({ ...change, expected: entry?.version ?? 0 });
  };

/** Takes every address for one that it has given out itself. */
function openingAnything(seal: Seal): Seal {
  let last: Readonly<Record<string, unknown>> = {};
  return {
    seal(claims) {
      last = claims;
      return seal.seal(claims);
    },
    open: () => Promise.resolve(last),
  };
}

interface Fault {
  readonly sabotage: Sabotage;
  /** Where it shows; default everywhere. */
  readonly setups?: readonly Setup[];
  /** What has to go another way for it to show; default one thing of any kind. */
  readonly kinds?: readonly Kind[];
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'the ledger takes every write, whoever was quicker': {
    sabotage: {
      ledger: (ledger) => ({ ...ledger, write: overwriting(ledger) }),
    },
  },
  'the ledger forgets what is not ended': {
    sabotage: {
      ledger: (ledger) => ({
        ...ledger,
        async read(reference) {
          const { now, entry } = await ledger.read(reference);
          const record = entry?.record as OrderRecord | undefined;
          const isOpen = record?.attempts.some(
            ({ outcome }) => outcome.state === 'sending' || outcome.state === 'unknown',
          );
          return { now, ...(entry && !isOpen && { entry }) };
        },
        write: overwriting(ledger),
      }),
    },
  },
  'the ledger is kept by each reader on its own': {
    sabotage: {
      ledger: (ledger) => ({
        ...ledger,
        read: async (reference) => ({ now: (await ledger.read(reference)).now }),
        write: () => Promise.resolve(true),
      }),
    },
  },
  'an attempt is free again when its process is silent': {
    sabotage: {
      ledger: (ledger) => ({
        ...ledger,
        async read(reference) {
          const { now, entry } = await ledger.read(reference);
          const record = entry?.record as OrderRecord | undefined;
          if (!entry || !record) return { now };
          const attempts = record.attempts.map((attempt) =>
            attempt.outcome.state === 'sending' && attempt.outcome.silentAt <= now
              ? {
                  ...attempt,
                  outcome: {
                    state: 'refused',
                    at: now,
                    refusal: { proof: 'refused', code: 'ledger_unavailable' },
                  } as const,
                }
              : attempt,
          );
          return { now, entry: { ...entry, record: { ...record, attempts } } };
        },
      }),
    },
  },
  'a pending order is told as completed': {
    sabotage: {
      gateway: (gateway) => ({
        ...gateway,
        async placeOrder(...call) {
          return { ...(await gateway.placeOrder(...call)), status: 'completed' };
        },
      }),
    },
  },
  'a lost answer counts as a refusal': {
    sabotage: {
      gateway: (gateway) => ({
        ...gateway,
        placeOrder: (...call) =>
          gateway.placeOrder(...call).catch(() => {
            throw problem('upstream_unavailable', { detail: 'broke off' });
          }),
      }),
    },
  },
  'the shop is told once, whether it took it or not': {
    sabotage: {
      ledger: keeping((record) => ({
        ...record,
        attempts: record.attempts.map((attempt) =>
          attempt.telling && attempt.telling.tries > 0
            ? { ...attempt, telling: { ...attempt.telling, told: true } }
            : attempt,
        ),
      })),
    },
  },
  'nothing is ever due': {
    sabotage: {
      ledger: (ledger) => ({ ...ledger, due: () => Promise.resolve([]) }),
    },
  },
  'an update whose answer was lost leaves no mark': {
    sabotage: {
      seal: (seal, purpose) =>
        purpose === 'session'
          ? { ...seal, seal: (claims) => seal.seal({ ...claims, isStale: undefined }) }
          : seal,
    },
    setups: SETUPS.filter(({ browsers }) => browsers === 1),
    kinds: ['somebody acts', 'somebody acts'],
  },
  'any site may send a shopper back as if the payment had failed': {
    sabotage: { seal: (seal, purpose) => (purpose === 'return' ? openingAnything(seal) : seal) },
    setups: SETUPS.filter(({ system, browsers }) => system === 'payone' && browsers === 1),
    kinds: ['somebody acts', 'somebody acts'],
  },
  'a customer token is made again at each try': {
    sabotage: {
      gateway: (gateway) => ({
        ...gateway,
        placeOrder(reference, token, order, context) {
          const attempt = { ...context.attempt, kept: {} };
          return gateway.placeOrder(reference, token, order, Object.assign(context, { attempt }));
        },
      }),
    },
    setups: SETUPS.filter(({ tokenizes }) => tokenizes),
  },
};

export const FAULT_NAMES = Object.keys(FAULTS);

/** Searches with this fault turned on. */
export async function findFault(name: string): Promise<Searched> {
  const { sabotage, setups = SETUPS, kinds = ['anything'] } = FAULTS[name] ?? { sabotage: {} };
  let schedules = 0;
  for (const setup of setups) {
    const searched = await searchAll(setup, kinds, { sabotage });
    schedules += searched.schedules;
    if (searched.found) return { schedules, found: searched.found };
  }
  return { schedules, found: undefined };
}
