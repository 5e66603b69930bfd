/** Who is shopping: a cookie with a random id, everything else in this process's memory. */
import { startingCart, type Cart } from './cart.js';
import type { Address, PaymentMethod } from './address.js';
import { orderNumber, type PlacedShopOrder } from './placed-order.js';
import type { Language } from './texts.js';

export interface ShopSession {
  readonly id: string;
  cart: Cart;
  /** The number that the next order will bear; a new one after each order. */
  reference: string;
  language: Language;
  address: Address;
  payment: PaymentMethod;
  /** What Klarna said on an earlier page of the checkout. The token never goes back to the browser. */
  klarna:
    | { readonly status: 'none' }
    | { readonly status: 'finalize-required' }
    | { readonly status: 'approved'; readonly authorizationToken: string };
  /** Said once, on the next page. */
  notice: Notice | undefined;
  readonly orders: Map<string, PlacedShopOrder>;
}

export type Notice = 'address' | 'voucher' | 'terms' | 'payment' | 'empty';

const COOKIE = 'demo_shop';
/** The oldest visitor is forgotten when more come: this is a demo, not a database. */
const MAX_SESSIONS = 500;

function preferredLanguage(request: Request): Language {
  const first = request.headers.get('accept-language')?.trim().toLowerCase() ?? '';
  return first.startsWith('de') ? 'de' : 'en';
}

export class Sessions {
  readonly #byId = new Map<string, ShopSession>();

  byId(id: string): ShopSession | undefined {
    return this.#byId.get(id);
  }

  /** Whose next order bears this number. */
  byReference(reference: string): ShopSession | undefined {
    return [...this.#byId.values()].find((session) => session.reference === reference);
  }

  /** The session that the request's cookie names. */
  known(request: Request): ShopSession | undefined {
    const cookies = request.headers.get('cookie') ?? '';
    const id = new RegExp(`(?:^|; *)${COOKIE}=([\\w-]+)`).exec(cookies)?.[1];
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** The visitor's session; a new one for a visitor without a known cookie. */
  of(request: Request): ShopSession {
    const known = this.known(request);
    if (known) return known;
    const session: ShopSession = {
      id: crypto.randomUUID(),
      cart: startingCart(),
      reference: orderNumber(),
      language: preferredLanguage(request),
      address: { country: 'DE' },
      payment: 'klarna',
      klarna: { status: 'none' },
      notice: undefined,
      orders: new Map(),
    };
    this.#byId.set(session.id, session);
    const oldest = this.#byId.keys().next().value;
    if (this.#byId.size > MAX_SESSIONS && oldest) this.#byId.delete(oldest);
    return session;
  }

  /** `Secure` is left out: the demo runs on plain http on the loopback. */
  cookie(session: ShopSession): string {
    return `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax`;
  }
}
