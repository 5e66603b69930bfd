/**
 * Hands an approval over: to the page by event, to the form, or to the backend as an order; or gives it
 * back. The authorization tokens live in this file's keeping and leave it by these ways alone.
 */
import { configuration } from '../configuration.js';
import type { OrderAnswer } from '../endpoint/contract.js';
import type { Purchase } from '../klarna/types.js';
import { onDeadline } from '../page/deadline.js';
import { go, guardLeaving, redirectFault } from '../page/leave.js';
import { requestCancel, requestOrder } from './backend.js';
import type { Host } from './host.js';
import { measure } from './marks.js';
import type { FlowEvent } from './machine/model.js';
import type { Sessions } from './sessions.js';

/** Klarna keeps an authorization for 60 minutes. */
const AUTHORIZATION_LIFE = 60 * 60 * 1000;

export interface Approval {
  readonly token: string;
  /** Exactly what was authorized. */
  readonly purchase: Purchase;
  readonly category: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** However often the order is sent for this approval, it is the same order. */
  readonly idempotencyKey: string;
}

export class Approvals {
  readonly #host: Host;
  readonly #sessions: Sessions;
  readonly #dispatch: (event: FlowEvent) => void;
  readonly #kept = new Map<number, Approval>();
  #current: number | undefined;
  #stopExpiry: (() => void) | undefined;

  constructor(host: Host, sessions: Sessions, dispatch: (event: FlowEvent) => void) {
    this.#host = host;
    this.#sessions = sessions;
    this.#dispatch = dispatch;
  }

  keep(operation: number, token: string, category: string, purchase: Purchase): void {
    const expiresAt = Date.now() + AUTHORIZATION_LIFE;
    this.#kept.set(operation, {
      token,
      purchase,
      category,
      expiresAt,
      idempotencyKey: randomKey(),
    });
  }

  drop(): void {
    this.#stopExpiry?.();
    this.#current = undefined;
    this.#kept.clear();
    this.#host.clearToken();
  }

  handOver(operation: number): void {
    const approval = this.#kept.get(operation);
    if (!approval) return;
    this.#current = operation;
    this.#stopExpiry?.();
    this.#stopExpiry = onDeadline(approval.expiresAt, () =>
      this.#dispatch({ type: 'expired', what: 'authorization' }),
    );
    const isWanted = this.#announce(approval, false);
    // Prevented, it is the shop that sends the form; the token is in it all the same.
    if (!this.#host.settings().placeOrder) this.#host.sendToken(approval.token, isWanted);
    else if (isWanted) this.#dispatch({ type: 'order-wanted' });
  }

  /** Nobody waits for this one any more: it is given back, or announced where that cannot be done. */
  handOverLate(operation: number): void {
    const approval = this.#kept.get(operation);
    if (!approval) return;
    if (this.#sessions.canCancel) void this.giveBack(operation);
    else this.#announce(approval, true);
  }

  async giveBack(operation: number): Promise<void> {
    const approval = this.#kept.get(operation);
    // A late one goes back alone: the present approval is none of its business.
    this.#kept.delete(operation);
    if (this.#current === operation || this.#current === undefined) this.drop();
    if (!approval || !this.#sessions.canCancel) return;
    const fault = await requestCancel(this.#request(), approval.token);
    if (fault) this.#host.report(fault);
  }

  async placeOrder(order: number, operation: number): Promise<void> {
    const approval = this.#kept.get(operation);
    if (!approval) {
      this.#dispatch({ type: 'order-settled', order, result: { type: 'stale-session' } });
      return;
    }
    const stopAsking = guardLeaving();
    const { token, idempotencyKey } = approval;
    const start = performance.now();
    const result = await requestOrder(this.#request(), token, idempotencyKey);
    measure('order', start, result.type);
    stopAsking();
    this.#dispatch({ type: 'order-settled', order, result });
  }

  followOrder({ status, order_id, redirect_url }: OrderAnswer): void {
    const isFollowed = this.#host.emit('klarna-placed', {
      status,
      orderId: order_id,
      redirectUrl: redirect_url,
    });
    if (!isFollowed || redirect_url === undefined) return;
    const fault = redirectFault(redirect_url, configuration().redirectHosts);
    if (fault) this.#host.report(fault);
    else go(redirect_url);
  }

  /** Not bound to the session's requests: neither an order nor a return may be cut off. */
  #request() {
    return this.#sessions.backendRequest(new AbortController().signal);
  }

  #announce({ token, category, purchase, expiresAt }: Approval, late: boolean): boolean {
    return this.#host.emit('klarna-authorized', {
      authorizationToken: token,
      category,
      sessionId: this.#sessions.sessionId,
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
