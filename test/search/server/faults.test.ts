/** Faults that were made on purpose: a search that does not find them proves nothing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderLedger } from '../../../src/server/order/ledger/ledger.js';
import type { OrderRecord } from '../../../src/server/order/ledger/record.js';
import { problem } from '../../../src/server/problems.js';
import { searchAll, SETUPS } from './search.js';
import type { Sabotage } from './world.js';

/** A ledger that keeps something else than it is given. */
const keeping =
  (change: (record: OrderRecord) => OrderRecord) =>
  (ledger: OrderLedger): OrderLedger => ({
    ...ledger,
    write: (written) => ledger.write({ ...written, record: change(written.record) }),
  });

const FAULTS: Readonly<Record<string, Sabotage>> = {
  'the ledger takes every write, whoever was quicker': {
    ledger: (ledger) => ({
      ...ledger,
      async write(change) {
        const { entry } = await ledger.read(change.record.reference);
        return ledger.write({ ...change, expected: entry?.version ?? 0 });
      },
    }),
  },
  'the ledger forgets what is not ended': {
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
      write: async (change) => {
        const { entry } = await ledger.read(change.record.reference);
        return ledger.write({ ...change, expected: entry?.version ?? 0 });
      },
    }),
  },
  'the ledger is kept by each reader on its own': {
    ledger: (ledger) => ({
      ...ledger,
      read: async (reference) => ({ now: (await ledger.read(reference)).now }),
      write: () => Promise.resolve(true),
    }),
  },
  'an attempt is free again when its process is silent': {
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
  'a pending order is told as completed': {
    gateway: (gateway) => ({
      ...gateway,
      async placeOrder(...call) {
        return { ...(await gateway.placeOrder(...call)), status: 'completed' };
      },
    }),
  },
  'a lost answer counts as a refusal': {
    gateway: (gateway) => ({
      ...gateway,
      placeOrder: (...call) =>
        gateway.placeOrder(...call).catch(() => {
          throw problem('upstream_unavailable', { detail: 'broke off' });
        }),
    }),
  },
  'the shop is told once, whether it took it or not': {
    ledger: keeping((record) => ({
      ...record,
      attempts: record.attempts.map((attempt) =>
        attempt.telling && attempt.telling.tries > 0
          ? { ...attempt, telling: { ...attempt.telling, told: true } }
          : attempt,
      ),
    })),
  },
  'nothing is ever due': {
    ledger: (ledger) => ({ ...ledger, due: () => Promise.resolve([]) }),
  },
};

describe('the search of the server', () => {
  for (const [name, sabotage] of Object.entries(FAULTS)) {
    it(`finds the fault when ${name}`, async (t) => {
      for (const setup of SETUPS) {
        const { schedules, found } = await searchAll(setup, 1, sabotage);
        if (!found) continue;
        t.diagnostic(`${setup.system}, ${schedules} schedules: ${found.broken.join('; ')}`);
        return;
      }
      assert.fail('No schedule of any setup shows it');
    });
  }
});
