/**
 * Places an order once, whichever way the token comes: from the browser, again, from another device, or from
 * the payment system's own callback. The ledger decides; no lock is held during calls to other systems.
 */
import type { Endpoint, Placing } from '../context.js';
import type { GatewayProblem } from '../gateways/gateway.js';
import { isProblemCode, problem } from '../problems.js';
import { tokenHash } from './digest.js';
import { giveBack } from './give-back.js';
import { decide, type Decision } from './ledger/decide.js';
import { recordedOrder } from './ledger/recorded-order.js';
import type { Known } from './ledger/records.js';
import type { Attempt, OrderRecord } from './ledger/record.js';
import { standingOf } from './ledger/standing.js';
import { begin, type NewAttempt, refused, sendAgain } from './ledger/transitions.js';
import { type LookUp, lookUp } from './look-up.js';
import { logAttempt } from './order-log.js';
import { sealIdentity } from './sealed-values.js';
import { abandon, isOpenEnd, sendAttempt } from './send.js';
import { tellDue } from './tell.js';

/** How long a process may take to record the end of its call; after that it counts as lost. In milliseconds. */
const TIME_TO_WRITE = 15_000;
/** Between two looks at an attempt that another machine is sending. */
const WAIT = 500;
/** A token that the system takes only once is sent once more when nothing came of the first try. */
const MOST_SENDINGS = 2;

export interface PlacedAttempt {
  readonly attempt: Attempt;
  /** `false` when this call told the shop, and the shop did not take it. */
  readonly told: boolean;
}

/**
 * The attempt that placed this order.
 *
 * @throws GatewayProblem the system's refusal; `outcome_unknown` where the outcome is unknown; `reference_reused`;
 * `ledger_unavailable` or `rate_limited` where nothing was sent.
 */
export function placeOrder(placing: Placing): Promise<PlacedAttempt> {
  const { background } = placing.endpoint;
  return background.keep(new Run(placing).toItsEnd(), placing.waitUntil);
}

type Step =
  | Exclude<Decision, { type: 'begin' | 'reopen' }>
  | { readonly type: 'send'; readonly attempt: Attempt };

/** One call: it looks up, waits and sends until the order has an end or the time is over. */
class Run {
  readonly #placing: Placing;
  readonly #endpoint: Endpoint;
  readonly #reference: string;
  #isOver = false;
  #sendings = 0;
  #told = true;
  /** What the last sending of this call ended with. */
  #problem: GatewayProblem | undefined;
  #lookedUp: (Pick<LookUp, 'status'> & { readonly attempt: number }) | undefined;

  constructor(placing: Placing) {
    this.#placing = placing;
    this.#endpoint = placing.endpoint;
    this.#reference = placing.purchase.order.reference;
  }

  async toItsEnd(): Promise<PlacedAttempt> {
    const { clock, limits } = this.#endpoint;
    const cancel = clock.after(limits.orderMilliseconds, () => (this.#isOver = true));
    try {
      const fresh = await newAttempt(this.#placing);
      for (;;) {
        const attempt = await this.#advance(fresh);
        if (attempt) return { attempt, told: this.#told };
      }
    } catch (error) {
      // After sending, an unavailable ledger must not look as if nothing had been sent.
      if (this.#sendings > 0 && error instanceof Error && isLedgerProblem(error)) {
        throw unknownOutcome(this.#problem);
      }
      throw error;
    } finally {
      cancel();
    }
  }

  /** The attempt that placed the order, or nothing where the call goes on. */
  async #advance(fresh: Omit<NewAttempt, 'nonce' | 'reference'>): Promise<Attempt | undefined> {
    const { step, known, leave } = await this.#nextStep(fresh);
    switch (step.type) {
      case 'send':
        try {
          return await this.#send(known, step.attempt);
        } finally {
          leave?.();
        }
      case 'wait':
        if (this.#isOver) throw unknownOutcome(this.#problem);
        await this.#endpoint.records.changed(this.#reference, WAIT);
        return undefined;
      case 'look-up':
        await this.#lookUp(step, known);
        return undefined;
      case 'answer':
        return await this.#answer(step);
      case 'refuse':
        throw this.#problem ?? refusalOf(step.attempt);
      case 'reference-reused':
        throw this.#referenceReused(step.attempt);
    }
  }

  /** Decides and, where this call is to send, writes the attempt down in the same change. */
  async #nextStep(fresh: Omit<NewAttempt, 'nonce' | 'reference'>): Promise<{
    readonly step: Step;
    readonly known: Known;
    readonly leave?: () => void;
  }> {
    const { records, gateway, limits, random } = this.#endpoint;
    const silence = limits.orderMilliseconds + TIME_TO_WRITE;
    const nonce = random();
    const found: { step?: Step; leave?: () => void } = {};
    const own = (record: OrderRecord | undefined) =>
      record?.attempts.find((attempt) => attempt.nonce === nonce);
    const write = (record: OrderRecord | undefined, now: number): OrderRecord | undefined => {
      if (own(record)) return record;
      const decision = decide(record, fresh, now);
      const again =
        decision.type === 'reopen' || (decision.type === 'look-up' && this.#maySendAgain(decision))
          ? decision.attempt
          : undefined;
      if (decision.type !== 'begin' && decision.type !== 'reopen' && !again) {
        found.step = decision;
        return undefined;
      }
      found.leave ??= this.#enter();
      if (record && again) return sendAgain(record, again.number, nonce, now, silence);
      const reference =
        gateway.attemptReference?.(this.#reference, (record?.attempts.length ?? 0) + 1) ??
        this.#reference;
      return begin(record, { ...fresh, nonce, reference }, now, silence);
    };
    try {
      const known = await records.change(this.#reference, write);
      const attempt = own(known.record);
      if (attempt) return { ...found, step: { type: 'send', attempt }, known };
      found.leave?.();
      if (!found.step) throw new Error('A change of the ledger decided nothing');
      return { step: found.step, known };
    } catch (error) {
      found.leave?.();
      // It may have been written all the same; it will not be sent.
      if (found.leave) abandon(this.#endpoint, this.#reference, nonce);
      throw error;
    }
  }

  /** Takes a place among the calls that wait for the system. Nothing is written when there is none. */
  #enter(): () => void {
    if (this.#endpoint.background.isDraining) {
      throw problem('rate_limited', { detail: 'This machine is going down', retryAfter: 1 });
    }
    const { purpose, shopper } = this.#placing.place;
    return this.#endpoint.admit(purpose, shopper);
  }

  #maySendAgain({ attempt, own }: Extract<Decision, { type: 'look-up' }>): boolean {
    return (
      own &&
      this.#endpoint.gateway.tokensWorkOnce === true &&
      this.#lookedUp?.attempt === attempt.number &&
      this.#lookedUp.status === 'none' &&
      attempt.system === this.#endpoint.gateway.system &&
      this.#sendings < MOST_SENDINGS &&
      !this.#isOver
    );
  }

  async #send(known: Known, attempt: Attempt): Promise<Attempt | undefined> {
    if (!known.record) throw new Error('An attempt without its record');
    this.#sendings += 1;
    this.#lookedUp = undefined;
    const begun = { now: known.now, record: known.record };
    const sent = await sendAttempt(this.#placing, begun, attempt);
    this.#problem = sent.problem;
    this.#told = sent.told;
    const after = sent.record.attempts[attempt.number - 1] ?? attempt;
    switch (standingOf(after, known.now)) {
      case 'placed':
        return after;
      case 'closed':
        throw sent.problem ?? refusalOf(after);
      default:
        return undefined;
    }
  }

  async #lookUp(
    { attempt, own }: Extract<Decision, { type: 'look-up' }>,
    { now }: Known,
  ): Promise<void> {
    const { number } = attempt;
    if (this.#lookedUp?.attempt !== number) {
      const { status } = await lookUp(this.#endpoint, this.#placing.address, attempt, now);
      this.#lookedUp = { attempt: number, status };
      return;
    }
    // Looked up already, and it may not be sent again: a token that is given back ends the attempt.
    if (own && this.#lookedUp.status === 'none' && (await giveBack(this.#placing))) {
      await this.#endpoint.records.change(
        this.#reference,
        (record, time) => record && refused(record, number, { proof: 'released' }, time),
      );
      // It is known now.
      if (this.#problem && isOpenEnd(this.#problem)) this.#problem = undefined;
      return;
    }
    throw unknownOutcome(this.#problem);
  }

  /** The first placed order is the result of every call; a further token is given back. */
  async #answer({ attempt, own }: Extract<Decision, { type: 'answer' }>): Promise<Attempt> {
    const { background } = this.#endpoint;
    const { waitUntil } = this.#placing;
    if (!own) void background.keep(giveBack(this.#placing), waitUntil);
    const telling = background.keep(tellDue(this.#endpoint, this.#reference), waitUntil);
    const told = telling.then(
      ({ due, taken }) => due === taken,
      () => true,
    );
    // What this call has found out itself is told before the shopper is answered.
    if (this.#lookedUp) this.#told = await told;
    return attempt;
  }

  #referenceReused(attempt: Attempt): GatewayProblem {
    void this.#endpoint.background.keep(giveBack(this.#placing), this.#placing.waitUntil);
    return referenceReused(this.#endpoint, attempt);
  }
}

async function newAttempt(placing: Placing): Promise<Omit<NewAttempt, 'nonce' | 'reference'>> {
  const { endpoint, session, authorizationToken, purchase, identity } = placing;
  const { system } = endpoint.gateway;
  return {
    system,
    session,
    tokenHash: await tokenHash(system, authorizationToken),
    digest: purchase.digest,
    order: recordedOrder(purchase.order),
    identity: await sealIdentity(endpoint, identity),
  };
}

const isLedgerProblem = (error: Error): boolean =>
  'code' in error && error.code === 'ledger_unavailable';

const unknownOutcome = (cause: GatewayProblem | undefined): GatewayProblem =>
  problem('outcome_unknown', {
    detail: 'It is not known whether this order was placed',
    ...(cause?.supportReference !== undefined && { supportReference: cause.supportReference }),
    ...(cause && { cause }),
  });

/** What a token gets whose attempt has come to nothing before. */
function refusalOf({ outcome }: Attempt): GatewayProblem {
  if (outcome.state === 'placed') {
    return problem('declined', { detail: 'The payment system rejected this order' });
  }
  const code = outcome.state === 'refused' ? outcome.refusal.code : undefined;
  return code !== undefined && isProblemCode(code)
    ? problem(code, { detail: 'This token was refused before' })
    : problem('authorization_expired', { detail: 'This token can no longer be used' });
}

/** The shop gave the number of a placed order to another cart. */
export function referenceReused(endpoint: Endpoint, attempt: Attempt): GatewayProblem {
  logAttempt(endpoint, 'error', 'a placed order’s reference came with another cart', attempt, {
    cure: 'resolveOrder gives each purchase a reference of its own: take a new one when an order is placed',
  });
  return problem('reference_reused', {
    detail: 'The reference of this order belongs to another order, which is placed',
  });
}
