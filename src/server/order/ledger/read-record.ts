/** Checks a record that came from a store; one with another shape is refused. */
import { isObject, type Json } from '../../../json.js';
import { type OrderRecord, type PlacementStatus, RECORD_SCHEMA, type Refusal } from './record.js';

type Check = (value: unknown) => boolean;

/** `undefined` when the value is no record of this order that this version understands. */
export function readRecord(value: unknown, reference: string): OrderRecord | undefined {
  return isRecord(value) && value['reference'] === reference
    ? // Every member that is used has been looked at.
      (value as unknown as OrderRecord)
    : undefined;
}

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isTime: Check = (value) => typeof value === 'number' && Number.isFinite(value);

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** An object whose named members pass. */
const having =
  (members: Readonly<Record<string, Check>>): ((value: unknown) => value is Json) =>
  (value): value is Json =>
    isObject(value) && Object.entries(members).every(([name, check]) => check(value[name]));

const textsOnly: Check = (value) => isObject(value) && Object.values(value).every(isText);

const STATUSES = {
  completed: true,
  pending: true,
  redirect: true,
  unconfirmed: true,
  rejected: true,
} as const satisfies Record<PlacementStatus, true>;

const PROOFS = {
  refused: true,
  released: true,
  expired: true,
  reported: true,
  resolved: true,
} as const satisfies Record<Refusal['proof'], true>;

const oneOf =
  (table: object): Check =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(table, value);

const isPlacement = having({
  status: oneOf(STATUSES),
  orderId: optional(isText),
  redirectUrl: optional(isText),
  upstream: textsOnly,
});

const OUTCOMES: Readonly<Record<string, Check>> = {
  sending: having({ silentAt: isTime }),
  unknown: having({ since: isTime, placement: optional(isPlacement) }),
  placed: having({ at: isTime, placement: isPlacement }),
  refused: having({
    at: isTime,
    refusal: having({ proof: oneOf(PROOFS), code: optional(isText) }),
  }),
};

const isOutcome: Check = (value) => {
  const state = isObject(value) ? value['state'] : undefined;
  return typeof state === 'string' && Object.hasOwn(OUTCOMES, state) && !!OUTCOMES[state]?.(value);
};

const isOrder = having({
  reference: isText,
  country: isText,
  currency: isText,
  locale: isText,
  amount: isTime,
  taxAmount: isTime,
  lines: (value) => Array.isArray(value) && value.every(isObject),
  urls: having({ confirmation: isText, back: isText }),
});

const isAttempt = having({
  number: isCount,
  nonce: isText,
  system: isText,
  reference: isText,
  session: having({ id: isText, data: textsOnly }),
  tokenHash: isText,
  digest: isText,
  order: isOrder,
  identity: isText,
  startedAt: isTime,
  sends: isCount,
  outcome: isOutcome,
  kept: optional(isText),
  check: optional(having({ tries: isCount, nextAt: isTime })),
  telling: optional(
    having({
      tries: isCount,
      nextAt: isTime,
      revision: isCount,
      told: (value) => typeof value === 'boolean',
    }),
  ),
  reportedAt: optional(isTime),
});

const isRecord = having({
  schema: (value) => value === RECORD_SCHEMA,
  reference: isText,
  revision: isCount,
  attempts: (value) =>
    Array.isArray(value) &&
    value.every((attempt, index) => isAttempt(attempt) && attempt['number'] === index + 1),
});
