/** The modelled payment system: its books, and what it tells by itself. */
import type { Order } from '../../../src/server/index.js';
import type { Stage } from './machine.js';

export type SystemName = 'klarna' | 'payone' | 'cybersource' | 'tulo';

export interface Charge {
  readonly system: SystemName;
  readonly id: string;
  readonly token: string;
  readonly session: string;
  /** The shop's reference. */
  readonly orderReference: string;
  /** What the system was told. */
  readonly reference: string;
  readonly at: number;
  status: 'completed' | 'pending' | 'rejected';
  /** Where the shopper comes back to from the system's own page; only where there was one to finish. */
  readonly page?: Page;
  /** Whether the shopper left that page without finishing. */
  isLeft: boolean;
}

export interface Page {
  readonly success: string;
  readonly failure: string;
  readonly cancel: string;
}

interface Urls extends Page {
  readonly webhook: string;
}

interface Session {
  readonly id: string;
  readonly orderReference: string;
  amount: number;
  /** Where the system reports about this session. */
  webhook: string;
  /** Of the newest approval. */
  token?: string;
}

interface Token {
  readonly session: Session;
  readonly approvedAt: number;
  /** What the shopper has agreed to pay. */
  readonly amount: number;
  /** Made of it, the newest last. */
  readonly customerTokens: string[];
  /** Whether the shop's server has a customer token of it in its ledger. */
  isKept?: true;
  state: 'fresh' | 'used' | 'given back';
}

/** Why the system takes no order; nothing was booked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code:
    'declined' | 'duplicate' | 'authorization_expired' | 'session_expired' | 'order_mismatch';

  constructor(code: Refusal['code']) {
    super(code);
    this.code = code;
  }
}

type Notify = (url: string, body: object, after: readonly number[]) => void;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const TOKEN_LIFE = 60 * MINUTE;
const PAGE_LIFE = 30 * MINUTE;

/** When a notification is sent: early, twice, late or never. */
const TIMES = [
  [3 * SECOND],
  [],
  [1],
  [3 * SECOND, 3 * SECOND + 1],
  [3 * SECOND, 40 * SECOND],
  [80 * SECOND],
  [75 * MINUTE],
] as const satisfies readonly (readonly number[])[];

type Decision =
  | 'takes'
  | 'declines'
  | 'leaves open, then accepts'
  | 'leaves open, then rejects'
  | 'sends to its page';

const DECISIONS: Readonly<Record<SystemName, readonly Decision[]>> = {
  klarna: ['declines', 'leaves open, then accepts', 'leaves open, then rejects'],
  payone: [
    'declines',
    'leaves open, then accepts',
    'leaves open, then rejects',
    'sends to its page',
  ],
  cybersource: ['declines', 'leaves open, then accepts', 'leaves open, then rejects'],
  tulo: ['declines'],
};

export class Upstream {
  readonly system: SystemName;
  readonly charges: Charge[] = [];
  /** What should never happen there, as it was seen. */
  readonly breaches: string[] = [];
  readonly #sessions = new Map<string, Session>();
  readonly #tokens = new Map<string, Token>();
  /** Where it reports of charges that wait for the shopper. */
  readonly #pages = new Map<string, string>();
  readonly #stage: Stage;
  readonly #notify: Notify;
  #serial = 0;

  constructor(system: SystemName, stage: Stage, notify: Notify) {
    this.system = system;
    this.#stage = stage;
    this.#notify = notify;
  }

  openSession({ reference, amount }: Order, webhook: string): string {
    const id = this.#next('session');
    this.#sessions.set(id, { id, orderReference: reference, amount, webhook });
    return id;
  }

  updateSession(id: string, { amount }: Order, webhook: string): void {
    Object.assign(this.#session(id), { amount, webhook });
  }

  readSession(id: string): { readonly charge: Charge | undefined; readonly token?: string } {
    const { token } = this.#session(id);
    return {
      charge: this.charges.find((one) => one.session === id && one.status !== 'rejected'),
      ...(token !== undefined && { token }),
    };
  }

  /** The shopper approves; the system may tell the shop's server so. */
  approve(sessionId: string): string {
    const session = this.#session(sessionId);
    const token = this.#next('token');
    this.#tokens.set(token, {
      session,
      approvedAt: this.#stage.schedule.now,
      amount: session.amount,
      customerTokens: [],
      state: 'fresh',
    });
    session.token = token;
    if (this.system === 'klarna') {
      this.#report('the callback of the approval', session.webhook, {
        type: 'authorized',
        sessionId,
        authorizationToken: token,
      });
    }
    return token;
  }

  /** Of an authorization that has not been used yet. */
  makeCustomerToken(token: string): string {
    const { customerTokens, isKept } = this.#fresh(token);
    if (isKept) this.breaches.push(`a customer token of ${token} was made again`);
    const made = this.#next('customer-token');
    customerTokens.push(made);
    return made;
  }

  customerTokenKept(token: string): void {
    const known = this.#tokens.get(token);
    if (known) known.isKept = true;
  }

  /** What a shop may have stored as the customer token of this charge. */
  customerTokensOf({ token }: Charge): readonly string[] {
    return this.#tokens.get(token)?.customerTokens ?? [];
  }

  place(
    token: string,
    reference: string,
    { reference: orderReference, amount }: Order,
    urls: Urls,
  ): Charge {
    const { schedule, choices, tell } = this.#stage;
    const known = this.#fresh(token);
    if (known.amount !== amount) throw new Refusal('order_mismatch');
    if (this.system === 'payone' && this.charges.some((one) => one.reference === reference)) {
      throw new Refusal('duplicate');
    }
    const decision = choices.choose<Decision>('the payment system decides', [
      'takes',
      ...DECISIONS[this.system],
    ]);
    tell(`${this.system} ${decision} ${token} for ${reference}`);
    known.state = 'used';
    if (decision === 'declines') throw new Refusal('declined');
    const charge: Charge = {
      system: this.system,
      id: this.#next('charge'),
      token,
      session: known.session.id,
      orderReference,
      reference,
      at: schedule.now,
      status: decision === 'takes' ? 'completed' : 'pending',
      isLeft: false,
      ...(decision === 'sends to its page' && { page: urls }),
    };
    const other = this.charges.find(
      (one) => one.orderReference === orderReference && one.status !== 'rejected',
    );
    if (other) {
      this.breaches.push(`${orderReference} is charged twice: by ${other.token} and ${token}`);
    }
    this.charges.push(charge);
    const { webhook } = urls;
    if (charge.page) {
      // Whoever does not finish in time has not bought.
      schedule.after(PAGE_LIFE, () => this.#end(charge, false, webhook));
      this.#pages.set(charge.id, webhook);
      return charge;
    }
    this.#reportCharge(charge, webhook);
    if (charge.status === 'pending') {
      const accepts = decision === 'leaves open, then accepts';
      schedule.after(20 * SECOND, () => this.#end(charge, accepts, webhook));
    }
    return charge;
  }

  /** Whether the token can no longer be used. */
  giveBack(token: string): boolean {
    const known = this.#tokens.get(token);
    if (known?.state !== 'fresh') return false;
    known.state = 'given back';
    return true;
  }

  /** The shopper finishes on the system's page. */
  finish(charge: Charge): void {
    this.#end(charge, true, this.#pages.get(charge.id) ?? '');
  }

  /** Whether nothing can come of it any more. */
  release(reference: string): boolean {
    const charge = this.charges.find((one) => one.reference === reference);
    if (!charge || charge.status === 'completed') return false;
    if (!charge.isLeft) this.breaches.push(`${charge.id} is released under the shopper's hands`);
    if (charge.status === 'pending') charge.status = 'rejected';
    return true;
  }

  #end(charge: Charge, accepts: boolean, webhook: string): void {
    if (charge.status !== 'pending') return;
    charge.status = accepts ? 'completed' : 'rejected';
    this.#stage.tell(`${this.system} ${accepts ? 'accepts' : 'rejects'} ${charge.id}`);
    if (this.system === 'klarna') {
      const decision = accepts ? 'accepted' : 'rejected';
      this.#report('the decision', webhook, { type: 'decided', orderId: charge.id, decision });
    } else this.#reportCharge(charge, webhook);
  }

  #reportCharge(charge: Charge, webhook: string): void {
    const { id, reference, status } = charge;
    if (this.system === 'klarna') {
      this.#report('the push', webhook, { type: 'placed', orderId: id });
    } else if (this.system === 'payone') {
      const upstream = { txid: id };
      this.#report('the status', webhook, {
        type: 'status',
        reference,
        status,
        outcome: status,
        upstream,
      });
    }
  }

  #report(what: string, url: string, body: object): void {
    const [plain, ...others] = TIMES;
    const times = this.#stage.choices.choose<readonly number[]>(what, [plain, ...others]);
    if (times !== plain) {
      const when = times.map((time) => `after ${time / SECOND} s`).join(' and ');
      this.#stage.tell(`${what} comes ${when || 'never'}`);
    }
    this.#notify(url, body, times);
  }

  #fresh(token: string): Token {
    const known = this.#tokens.get(token);
    if (known?.state !== 'fresh' || this.#stage.schedule.now - known.approvedAt > TOKEN_LIFE) {
      throw new Refusal('authorization_expired');
    }
    return known;
  }

  #session(id: string): Session {
    const session = this.#sessions.get(id);
    if (!session) throw new Refusal('session_expired');
    return session;
  }

  #next(what: string): string {
    this.#serial += 1;
    return `${what}-${this.#serial}`;
  }
}
