/**
 * Turns what came over the wire into the contract's types, or says which field is wrong.
 * Browser and server both read through here, so that neither trusts the other.
 */
import type {
  Capabilities,
  OrderAnswer,
  OrderStatus,
  PaymentMethodCategory,
  Problem,
  ProblemAction,
  SessionAnswer,
  UpdateAnswer,
} from './contract.js';

/** The value, or the first field that breaks the contract, as a sentence for developers. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string };

type Json = Readonly<Record<string, unknown>>;

class Fault extends Error {}

const ACTIONS: readonly ProblemAction[] = [
  'retry',
  'fix',
  'recreate',
  'reauthorize',
  'other_method',
  'contact',
];

function check<T>(read: () => T): Checked<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.message };
    throw error;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function object(value: unknown, where: string): Json {
  if (!isObject(value)) throw new Fault(`${where} is no object`);
  return value;
}

/** A missing or empty optional string is left out: PHP and Java backends like to send null. */
function optional<Name extends string>(json: Json, name: Name): { [key in Name]?: string } {
  const value = json[name];
  if (value === undefined || value === null || value === '') return {};
  if (typeof value !== 'string') throw new Fault(`"${name}" is no string`);
  return { [name]: value } as { [key in Name]?: string };
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new Fault(`"${name}" is none of ${allowed.join(', ')}`);
  return found;
}

/** Klarna's client token is a JWT: three parts, the middle one base64url JSON. Nothing more is read here. */
export function isClientToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value);
}

const httpsOnly = (value: unknown): string | undefined =>
  typeof value === 'string' && /^https:\/\/[^\s]+$/i.test(value) ? value : undefined;

/** A PHP array that lost an entry is sent as an object by its keys: that is understood. */
function list(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) return Object.values(value);
  throw new Fault(`"${name}" is no list`);
}

function category(value: unknown, index: number): PaymentMethodCategory {
  const json = object(value, `payment_method_categories[${index}]`);
  const { identifier, name } = json;
  if (typeof identifier !== 'string' || !identifier)
    throw new Fault(`payment_method_categories[${index}].identifier is missing`);
  const urls = isObject(json.asset_urls) ? json.asset_urls : {};
  const descriptive = httpsOnly(urls.descriptive);
  const standard = httpsOnly(urls.standard);
  return {
    identifier,
    name: typeof name === 'string' && name ? name : 'Klarna',
    asset_urls: { ...(descriptive && { descriptive }), ...(standard && { standard }) },
  };
}

function categories(json: Json): { payment_method_categories?: readonly PaymentMethodCategory[] } {
  const value = json.payment_method_categories;
  if (value === undefined || value === null) return {};
  return { payment_method_categories: list(value, 'payment_method_categories').map(category) };
}

function expiry(json: Json): { expires_at?: string } {
  const { expires_at } = optional(json, 'expires_at');
  if (expires_at === undefined) return {};
  if (Number.isNaN(Date.parse(expires_at))) throw new Fault('"expires_at" is no date');
  return { expires_at };
}

/** What is not claimed is not there. */
function capabilities(value: unknown): Capabilities {
  const json = isObject(value) ? value : {};
  return {
    update:
      json.update === undefined
        ? 'none'
        : oneOf(json.update, ['in_place', 'new_session', 'none'] as const, 'capabilities.update'),
    order: json.order === true,
    cancel: json.cancel === true,
  };
}

const STATUSES: readonly OrderStatus[] = ['completed', 'pending', 'redirect'];

function orderAnswer(json: Json): OrderAnswer {
  const answer = {
    status: oneOf(json.status, STATUSES, 'status'),
    ...optional(json, 'order_id'),
    ...optional(json, 'redirect_url'),
  };
  if (answer.status === 'redirect' && answer.redirect_url === undefined)
    throw new Fault('"redirect_url" is missing with status "redirect"');
  return answer;
}

function clientToken(value: unknown): string {
  if (!isClientToken(value)) throw new Fault('"client_token" is missing or no token of Klarna');
  return value;
}

export const checkSessionAnswer = (body: unknown): Checked<SessionAnswer> =>
  check(() => {
    const json = object(body, 'the answer');
    return {
      client_token: clientToken(json.client_token),
      capabilities: capabilities(json.capabilities),
      ...optional(json, 'session_id'),
      ...categories(json),
      ...expiry(json),
      ...(isObject(json.order) && { order: orderAnswer(json.order) }),
    };
  });

export const checkUpdateAnswer = (body: unknown): Checked<UpdateAnswer> =>
  check(() => {
    const json = object(body, 'the answer');
    const reload = oneOf(json.reload, ['load', 'init', 'none'] as const, 'reload');
    const token = json.client_token ?? undefined;
    if (reload === 'init' && token === undefined)
      throw new Fault('"client_token" is missing with reload "init"');
    return {
      reload,
      ...(token !== undefined && { client_token: clientToken(token) }),
      ...categories(json),
      ...expiry(json),
    };
  });

export const checkOrderAnswer = (body: unknown): Checked<OrderAnswer> =>
  check(() => orderAnswer(object(body, 'the answer')));

/** A problem is read leniently: whatever is wrong in it, `status` alone still says something. */
export function readProblem(status: number, body: unknown): Problem {
  const json = isObject(body) ? body : {};
  const text = (name: string) => {
    const value = json[name];
    return typeof value === 'string' && value ? value : undefined;
  };
  const fields = Array.isArray(json.invalid_fields)
    ? json.invalid_fields.filter((field): field is string => typeof field === 'string')
    : [];
  const title = text('title');
  const detail = text('detail');
  const customer_message = text('customer_message');
  const support_reference = text('support_reference');
  return {
    status,
    code: text('code') ?? 'unspecified',
    action: ACTIONS.find((action) => action === json.action) ?? defaultAction(status),
    ...(title && { title }),
    ...(detail && { detail }),
    ...(fields.length > 0 && { invalid_fields: fields }),
    ...(customer_message && { customer_message }),
    ...(support_reference && { support_reference }),
  };
}

/** Where a backend names no action: a server fault or a rush may pass, all else will not by itself. */
function defaultAction(status: number): ProblemAction {
  return status >= 500 || status === 408 || status === 429 ? 'retry' : 'contact';
}
