/**
 * Turns what came over the wire into the contract's types, or says which field is wrong.
 * Browser and server both read through here, so that neither trusts the other.
 */
import { defined } from '../defined.js';
import { isObject, type Json } from '../json.js';
import {
  PROBLEM_ACTIONS,
  type Capabilities,
  type OrderAnswer,
  type PaymentMethodCategory,
  type Problem,
  type SessionAnswer,
  type SessionOrder,
  type UpdateAnswer,
} from './contract.js';

/** The value, or the first field that breaks the contract, as a sentence for developers. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string };

/** The first breach of the contract in an answer; never leaves this file. */
class Breach extends Error {}

/** Reads an answer with a function that throws at the first field that is wrong. */
const checking =
  <T>(read: (answer: Json) => T) =>
  (body: unknown): Checked<T> => {
    try {
      return { ok: true, value: read(object(body, 'the answer')) };
    } catch (error) {
      if (error instanceof Breach) return { ok: false, fault: error.message };
      throw error;
    }
  };

function object(value: unknown, where: string): Json {
  if (!isObject(value)) throw new Breach(`${where} is no object`);
  return value;
}

/** Undefined unless there is something to read. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** A missing or empty optional string is left out: PHP and Java backends like to send null. */
function optional(json: Json, name: string): string | undefined {
  const value = json[name] ?? '';
  if (typeof value !== 'string') throw new Breach(`"${name}" is no string`);
  return text(value);
}

function oneOf<T extends string>(value: unknown, name: string, ...allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value);
  if (!found) throw new Breach(`"${name}" is none of ${allowed.join(', ')}`);
  return found;
}

/** Klarna's client token is a JWT: three parts, the middle one base64url JSON. Nothing more is read here. */
export const isClientToken = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value);

function clientToken(value: unknown): string {
  if (!isClientToken(value)) throw new Breach('"client_token" is missing or no token of Klarna');
  return value;
}

const httpsOnly = (value: unknown): string | undefined =>
  /^https:\/\/\S+$/i.test(text(value) ?? '') ? text(value) : undefined;

function category(value: unknown, index: number): PaymentMethodCategory {
  const where = `payment_method_categories[${index}]`;
  const { identifier, name, asset_urls } = object(value, where);
  if (typeof identifier !== 'string' || !identifier)
    throw new Breach(`${where}.identifier is missing`);
  const urls = isObject(asset_urls) ? asset_urls : {};
  return {
    identifier,
    name: text(name) ?? 'Klarna',
    asset_urls: defined({
      descriptive: httpsOnly(urls.descriptive),
      standard: httpsOnly(urls.standard),
    }),
  };
}

/** Accepts a list that PHP has sent as an object with numbers as keys, as it does for an array that lost an entry. */
function categories({ payment_method_categories: list }: Json) {
  if (list === undefined || list === null) return undefined;
  if (typeof list !== 'object') throw new Breach('"payment_method_categories" is no list');
  return Object.values(list).map(category);
}

function expiry(json: Json): string | undefined {
  const date = optional(json, 'expires_at');
  if (date && Number.isNaN(Date.parse(date))) throw new Breach('"expires_at" is no date');
  return date;
}

/** A capability that is not claimed counts as missing. */
function capabilities(value: unknown): Capabilities {
  const { update = 'none', order, cancel } = isObject(value) ? value : {};
  return {
    update: oneOf(update, 'capabilities.update', 'in_place', 'new_session', 'none'),
    order: order === true,
    cancel: cancel === true,
  };
}

function orderAnswer(json: Json): OrderAnswer {
  const status = oneOf(json.status, 'status', 'completed', 'pending', 'redirect');
  const redirect_url = optional(json, 'redirect_url');
  if (status === 'redirect' && !redirect_url)
    throw new Breach('"redirect_url" is missing with status "redirect"');
  return defined({ status, order_id: optional(json, 'order_id'), redirect_url });
}

const sessionOrder = (order: Json): SessionOrder =>
  order.status === 'unknown' ? { status: order.status } : orderAnswer(order);

export const checkSessionAnswer = checking((json): SessionAnswer => {
  const order = isObject(json.order) ? sessionOrder(json.order) : undefined;
  return defined({
    // Where nothing is sold, no token is needed.
    client_token: order && !json.client_token ? '' : clientToken(json.client_token),
    capabilities: capabilities(json.capabilities),
    session_id: optional(json, 'session_id'),
    payment_method_categories: categories(json),
    expires_at: expiry(json),
    order,
  });
});

export const checkUpdateAnswer = checking((json): UpdateAnswer => {
  const reload = oneOf(json.reload, 'reload', 'load', 'init', 'none');
  const token = json.client_token ?? undefined;
  if (reload === 'init' && token === undefined)
    throw new Breach('"client_token" is missing with reload "init"');
  return defined({
    reload,
    client_token: token === undefined ? undefined : clientToken(token),
    payment_method_categories: categories(json),
    expires_at: expiry(json),
  });
});

export const checkOrderAnswer = checking(orderAnswer);

/** A problem is read leniently: whatever is wrong in it, `status` alone still says something. */
export function readProblem(status: number, body: unknown): Problem {
  const json = isObject(body) ? body : {};
  const fields = Array.isArray(json.invalid_fields)
    ? json.invalid_fields.filter((field): field is string => typeof field === 'string')
    : [];
  // Without an action: a server error, a time-out or a rate limit may pass; other errors will not by themselves.
  const isPassing = status >= 500 || status === 408 || status === 429;
  return defined({
    status,
    code: text(json.code) ?? 'unspecified',
    action:
      PROBLEM_ACTIONS.find((action) => action === json.action) ?? (isPassing ? 'retry' : 'contact'),
    title: text(json.title),
    detail: text(json.detail),
    invalid_fields: fields.length > 0 ? fields : undefined,
    customer_message: text(json.customer_message),
    support_reference: text(json.support_reference),
  });
}
