/**
 * Hands an approval over: to the page by event, to the form, or to the backend as an order; or cancels it.
 * Authorization tokens are stored here and leave this file in no other way.
 */
import { configuration } from '../../configuration.js';
import type { OrderAnswer } from '../../endpoint/contract.js';
import { keepLane, noteRemovedEnd, noteUntold, type LaneTicket } from '../../klarna/lane.js';
import { watchSdk } from '../../klarna/sdk.js';
import type { Purchase } from '../../klarna/types.js';
import { onDeadline } from '../../shop-page/deadline.js';
import { guardUnload, navigate, redirectFault } from '../../shop-page/navigate.js';
import type { OrderResult, Outcome, PromisedOutcome } from '../machine/model.js';
import type { EffectContext } from '../ports.js';
import { requestCancel, requestOrder } from './call-endpoint.js';
import { timed } from './performance-marks.js';
import type { Sessions } from './session.js';

/** Klarna's lifetime of an authorization, in milliseconds: 60 minutes. */
const AUTHORIZATION_LIFE = 60 * 60 * 1000;

/** Milliseconds after which an approval whose token no script has read is reported in the console. */
const READ_WAIT = 10_000;

const UNREAD =
  'Klarna approved, there is no form to carry the token, and no script has read it. ' +
  'Listen to `klarna-authorized` before the shopper presses. ' +
  'React attaches no listener while it hydrates a page: klarna-checkout-element/docs/frameworks.md.';

export interface Approval {
  readonly token: string;
  /** Exactly what was authorized. */
  readonly purchase: Purchase;
  readonly category: string;
}

interface StoredApproval extends Approval {
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** However often the order is sent for this approval, it is the same order. */
  readonly idempotencyKey: string;
  /** A script has the token, by the event or by the promise. */
  isRead: boolean;
}

export class Approvals {
  readonly #context: EffectContext;
  readonly #sessions: Sessions;
  readonly #stored = new Map<number, StoredApproval>();
  #stopExpiry: (() => void) | undefined;
  /** While the order is placed no other element asks Klarna. */
  #ticket: LaneTicket | undefined;

  constructor(context: EffectContext, sessions: Sessions) {
    this.#context = context;
    this.#sessions = sessions;
  }

  store(operation: number, approval: Approval): void {
    const expiresAt = Date.now() + AUTHORIZATION_LIFE;
    const idempotencyKey = randomKey();
    this.#stored.set(operation, { ...approval, expiresAt, idempotencyKey, isRead: false });
  }

  drop(): void {
    this.#stopExpiry?.();
    this.#stored.clear();
    this.#context.page.clearToken();
  }

  /** Another token has replaced this one. */
  forget(operation: number): void {
    this.#stored.delete(operation);
  }

  /** What the promise of an operation resolves with: with the token, unless a listener has given that back already. */
  promise(outcome: Outcome): PromisedOutcome {
    if (outcome.type !== 'approved') return outcome;
    const { held } = this.#context.model;
    const approval = held && this.#stored.get(held.operation);
    if (!approval) return { type: 'cancelled', phase: 'authorize' };
    return Object.assign(this.#detail(approval), outcome);
  }

  handOver(operation: number): void {
    const approval = this.#stored.get(operation);
    if (!approval) return;
    const { element, page } = this.#context;
    this.#stopExpiry?.();
    this.#stopExpiry = onDeadline(approval.expiresAt, () =>
      this.#context.dispatch({ type: 'expired', what: 'authorization' }),
    );
    const { placeOrder } = element.settings;
    // Prevented, it is the shop that sends the form; the token is in it all the same.
    if (!placeOrder) page.carryToken(approval.token);
    if (!this.#announce(approval, false)) return;
    if (placeOrder) this.#context.dispatch({ type: 'order-wanted' });
    else page.sendForm();
    if (!placeOrder && !page.form) setTimeout(() => this.#missReader(operation), READ_WAIT);
  }

  /** Its operation was given up: it is cancelled, or announced where the backend cannot cancel. */
  handOverLate(operation: number): void {
    const approval = this.#stored.get(operation);
    if (this.#sessions.canCancel) this.giveBack(operation);
    else if (approval) this.#announce(approval, true);
  }

  giveBack(operation: number): void {
    const approval = this.#stored.get(operation);
    // Cancelling a late one leaves the current approval as it is.
    this.#stored.delete(operation);
    if (!this.#context.model.held) {
      this.#stopExpiry?.();
      this.#context.page.clearToken();
    }
    if (approval && this.#sessions.canCancel) {
      void requestCancel(this.#context, approval.token);
    }
  }

  async placeOrder(order: number, operation: number): Promise<void> {
    const approval = this.#stored.get(operation);
    let result: OrderResult = { type: 'stale-session' };
    if (approval) {
      const stopGuarding = guardUnload();
      const measure = timed('order');
      this.#ticket = keepLane();
      result = await requestOrder(this.#context, approval.token, approval.idempotencyKey);
      measure(result.type);
      stopGuarding();
      this.#leaveLane(result);
    }
    this.#context.dispatch({ type: 'order-settled', order, result });
  }

  /** The backend is asked for the order. */
  get isPlacing(): boolean {
    return this.#ticket !== undefined;
  }

  /** The element was taken out of the page: others tell the shopper why they wait. */
  afterRemoval(): void {
    this.#ticket?.giveUp(watchSdk());
  }

  /** While the outcome of an order is unknown, the elements that are left show so. */
  #leaveLane({ type }: OrderResult): void {
    const { connected } = this.#context.model;
    if (!connected && type === 'unknown') return;
    if (!connected) {
      if (type !== 'answered') noteUntold();
      noteRemovedEnd();
    }
    this.#ticket?.release();
    this.#ticket = undefined;
  }

  followOrder({ status, order_id: orderId, redirect_url: redirectUrl }: OrderAnswer): void {
    const isFollowed = this.#context.element.emit('klarna-placed', {
      status,
      orderId,
      redirectUrl,
    });
    if (!isFollowed || redirectUrl === undefined) return;
    const fault = redirectFault(redirectUrl, configuration().redirectHosts);
    if (fault) this.#context.report(fault);
    else navigate(redirectUrl);
  }

  #missReader(operation: number): void {
    if (this.#stored.get(operation)?.isRead === false) this.#context.page.advise(UNREAD);
  }

  #announce(approval: StoredApproval, late: boolean): boolean {
    const { category, purchase } = approval;
    const detail = Object.assign(this.#detail(approval), { category, purchase, late });
    return this.#context.element.emit('klarna-authorized', detail);
  }

  #detail(approval: StoredApproval) {
    return {
      get authorizationToken() {
        approval.isRead = true;
        return approval.token;
      },
      sessionId: this.#sessions.sessionId,
      expiresAt: new Date(approval.expiresAt).toISOString(),
    };
  }
}

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
