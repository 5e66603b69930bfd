/**
 * Hands an approval over: to the page by event, to the form, or to the backend as an order; or gives it
 * back. The authorization tokens live in this file's keeping and leave it by these ways alone.
 */
import { configuration } from '../../configuration.js';
import type { OrderAnswer } from '../../endpoint/contract.js';
import type { Purchase } from '../../klarna/types.js';
import { onDeadline } from '../../shop-page/deadline.js';
import { go, guardLeaving, redirectFault } from '../../shop-page/leave.js';
import { requestCancel, requestOrder } from './call-endpoint.js';
import type { Flow } from '../ports.js';
import { timed } from './performance-marks.js';
import type { OrderResult } from '../machine/model.js';

/** Klarna keeps an authorization for 60 minutes. */
const AUTHORIZATION_LIFE = 60 * 60 * 1000;

export interface Approval {
  readonly token: string;
  /** Exactly what was authorized. */
  readonly purchase: Purchase;
  readonly category: string;
}

interface Kept extends Approval {
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** However often the order is sent for this approval, it is the same order. */
  readonly idempotencyKey: string;
}

export class Approvals {
  readonly #flow: Flow;
  readonly #kept = new Map<number, Kept>();
  #stopExpiry: (() => void) | undefined;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  keep(operation: number, approval: Approval): void {
    const expiresAt = Date.now() + AUTHORIZATION_LIFE;
    this.#kept.set(operation, { ...approval, expiresAt, idempotencyKey: randomKey() });
  }

  drop(): void {
    this.#stopExpiry?.();
    this.#kept.clear();
    this.#flow.host.clearToken();
  }

  handOver(operation: number): void {
    const approval = this.#kept.get(operation);
    if (!approval) return;
    const { host } = this.#flow;
    this.#stopExpiry?.();
    this.#stopExpiry = onDeadline(approval.expiresAt, () =>
      this.#flow.dispatch({ type: 'expired', what: 'authorization' }),
    );
    const { placeOrder } = host.element;
    // Prevented, it is the shop that sends the form; the token is in it all the same.
    if (!placeOrder) host.carryToken(approval.token);
    if (!this.#announce(approval, false)) return;
    if (placeOrder) this.#flow.dispatch({ type: 'order-wanted' });
    else host.sendForm();
  }

  /** Nobody waits for this one any more: it is given back, or announced where that cannot be done. */
  handOverLate(operation: number): void {
    const approval = this.#kept.get(operation);
    if (this.#flow.sessions.canCancel) this.giveBack(operation);
    else if (approval) this.#announce(approval, true);
  }

  giveBack(operation: number): void {
    const approval = this.#kept.get(operation);
    // A late one goes back alone: the present approval is none of its business.
    this.#kept.delete(operation);
    if (!this.#flow.model.held) this.drop();
    if (approval && this.#flow.sessions.canCancel) {
      void requestCancel(this.#flow.host, approval.token);
    }
  }

  async placeOrder(order: number, operation: number): Promise<void> {
    const approval = this.#kept.get(operation);
    let result: OrderResult = { type: 'stale-session' };
    if (approval) {
      const stopAsking = guardLeaving();
      const measure = timed('order');
      result = await requestOrder(this.#flow.host, approval.token, approval.idempotencyKey);
      measure(result.type);
      stopAsking();
    }
    this.#flow.dispatch({ type: 'order-settled', order, result });
  }

  followOrder({ status, order_id: orderId, redirect_url: redirectUrl }: OrderAnswer): void {
    const { host } = this.#flow;
    const isFollowed = host.wiring.emit('klarna-placed', { status, orderId, redirectUrl });
    if (!isFollowed || redirectUrl === undefined) return;
    const fault = redirectFault(redirectUrl, configuration().redirectHosts);
    if (fault) host.report(fault);
    else go(redirectUrl);
  }

  #announce({ token, category, purchase, expiresAt }: Kept, late: boolean): boolean {
    return this.#flow.host.wiring.emit('klarna-authorized', {
      authorizationToken: token,
      category,
      sessionId: this.#flow.sessions.sessionId,
      expiresAt: new Date(expiresAt).toISOString(),
      purchase,
      late,
    });
  }
}

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
