/**
 * The contract between the element and the shop's backend, version 1: what travels over the wire.
 *
 * This file is shared by the browser code and by `klarna-checkout-element/server`, so that both mean the same.
 * The checks that turn unknown JSON into these types stand in `checks.ts`.
 */

/** The four calls of the contract. Only `session` is required of a backend. */
export type Call = 'session' | 'session_update' | 'order' | 'authorization_cancel';

/** Path of each call below the endpoint. */
export const CALL_PATHS: Readonly<Record<Call, string>> = {
  session: 'session',
  session_update: 'session/update',
  order: 'order',
  authorization_cancel: 'authorization/cancel',
};

/** `organization` opens Klarna's methods for companies. */
export type CustomerType = 'person' | 'organization';

/** A payment method category exactly as Klarna names it; `identifier` is never checked against a list. */
export interface PaymentMethodCategory {
  readonly identifier: string;
  /** Klarna's own wording in the session's language. */
  readonly name: string;
  /** Logos; `https:` only, empty where the backend sent none. */
  readonly asset_urls: { readonly descriptive?: string; readonly standard?: string };
}

/** What this backend can do beyond `POST session`. A missing member means that it cannot. */
export interface Capabilities {
  /** `in_place`: same session, new amounts. `new_session`: a new client token. `none`: no update call. */
  readonly update: 'in_place' | 'new_session' | 'none';
  /** `POST order` is served. */
  readonly order: boolean;
  /** `POST authorization/cancel` is served. */
  readonly cancel: boolean;
}

/** How the shopper agreed, so that the backend can keep a record of it. */
export interface ConsentRecord {
  /** `prompt`: by the element's prompt. `shop`: collected by the shop. */
  readonly source: 'prompt' | 'shop';
  /** Version of the wording that was shown, such as `2026-11-en`; `shop` where the prompt was not shown. */
  readonly text_version: string;
}

/** A name and address as Klarna spells it. All members are optional for `authorize`. */
export interface Address {
  given_name?: string;
  family_name?: string;
  email?: string;
  title?: string;
  street_address?: string;
  street_address2?: string;
  postal_code?: string;
  city?: string;
  region?: string;
  phone?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** Companies only. */
  organization_name?: string;
  /** Companies only: the contact person. */
  attention?: string;
}

/** The person or company that buys. */
export interface Customer {
  /** `YYYY-MM-DD`. */
  date_of_birth?: string;
  gender?: string;
  national_identification_number?: string;
  title?: string;
  type?: CustomerType;
  organization_registration_id?: string;
  organization_entity_type?: string;
  vat_id?: string;
}

/** The members of a customer, besides the type `person` or `organization`. */
export type CustomerField = Exclude<keyof Customer, 'type'>;

/** The members of an {@link Address}, in Klarna's order. */
export const ADDRESS_FIELDS = namesIn<keyof Address>({
  given_name: true,
  family_name: true,
  email: true,
  title: true,
  street_address: true,
  street_address2: true,
  postal_code: true,
  city: true,
  region: true,
  phone: true,
  country: true,
  organization_name: true,
  attention: true,
});

/** The members of a {@link Customer} that are text; `type` is said apart, as `customer_type`. */
export const CUSTOMER_FIELDS = namesIn<CustomerField>({
  date_of_birth: true,
  gender: true,
  national_identification_number: true,
  title: true,
  organization_registration_id: true,
  organization_entity_type: true,
  vat_id: true,
});

/** A table rather than a list, so that a new member does not compile until it is named here. */
function namesIn<Name extends string>(table: Readonly<Record<Name, true>>): readonly Name[] {
  return Object.keys(table) as Name[];
}

/** Personal data. Sent to the backend only when it answers `customer_data_required`. */
export interface PersonalData {
  readonly customer?: Customer;
  readonly billing_address?: Address;
  readonly shipping_address?: Address;
}

export interface SessionRequest extends PersonalData {
  /** BCP 47, such as `de-AT`. */
  readonly locale: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** ISO 4217. */
  readonly currency?: string;
  readonly category?: string;
  readonly customer_type?: CustomerType;
  readonly consent: ConsentRecord;
}

export interface SessionAnswer {
  /** Klarna's client token; public, and the only member a backend must send. */
  readonly client_token: string;
  readonly session_id?: string;
  readonly payment_method_categories?: readonly PaymentMethodCategory[];
  /** When the session ends, ISO 8601. Default: 48 hours after the answer. */
  readonly expires_at?: string;
  readonly capabilities: Capabilities;
  /** Present when there is nothing to sell, instead of a client token; which is empty then. */
  readonly order?: SessionOrder;
}

/**
 * This purchase is already placed: the shopper is sent there instead of to a widget. Or it is `unknown` whether an
 * earlier attempt placed it: nothing may be sold again until that is known.
 */
export type SessionOrder = OrderAnswer | { readonly status: 'unknown' };

/** The answer to `POST session` where there is nothing to sell. */
export interface HeldSessionAnswer {
  readonly capabilities: Capabilities;
  readonly order: SessionOrder;
}

/** A session answer that comes with the page; as over the wire, only `client_token` is required. */
export type GivenSession = Omit<SessionAnswer, 'capabilities'> & {
  readonly capabilities?: Partial<Capabilities>;
};

export interface UpdateRequest extends SessionRequest {
  readonly cart_version?: string;
}

export interface UpdateAnswer {
  /** `load`: call `load` again. `init`: a new client token came with this answer. `none`: nothing changed. */
  readonly reload: 'load' | 'init' | 'none';
  readonly client_token?: string;
  readonly payment_method_categories?: readonly PaymentMethodCategory[];
  readonly expires_at?: string;
}

export interface OrderRequest {
  readonly authorization_token: string;
}

export type OrderStatus = 'completed' | 'pending' | 'redirect';

export interface OrderAnswer {
  readonly status: OrderStatus;
  readonly order_id?: string;
  readonly redirect_url?: string;
}

export interface CancelRequest {
  readonly authorization_token: string;
}

export const PROBLEM_ACTIONS = [
  'retry',
  'fix',
  'recreate',
  'reauthorize',
  'other_method',
  'contact',
] as const;

/** What the element does about a problem; takes precedence over its other members. */
export type ProblemAction = (typeof PROBLEM_ACTIONS)[number];

/** An error answer: RFC 9457 `application/problem+json` with this contract's members. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly action: ProblemAction;
  /** For developers, in English. */
  readonly title?: string;
  readonly detail?: string;
  /** Klarna's dotted names, such as `billing_address.email`. */
  readonly invalid_fields?: readonly string[];
  /** Text that may be shown to the shopper as it is. */
  readonly customer_message?: string;
  /** What the shopper may quote to support. */
  readonly support_reference?: string;
}
