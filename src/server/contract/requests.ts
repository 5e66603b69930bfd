/**
 * Turns what a browser sent into the contract's requests. Only members named here are ever read: nothing
 * else that a page sends can reach the shop or an upstream system.
 */
import {
  ADDRESS_FIELDS,
  CUSTOMER_FIELDS,
  type ConsentRecord,
  type PersonalData,
  type SessionRequest,
} from '../../endpoint/contract.js';
import { isObject, type Json } from '../../json.js';
import { problem } from '../problems.js';

/** RFC 5646 asks for room for 35 characters. */
const LOCALE = /^(?=.{2,35}$)[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const COUNTRY = /^[A-Za-z]{2}$/;
const CURRENCY = /^[A-Za-z]{3}$/;
/** Longest text of the contract; tokens have their own limit. */
const TEXT = /^[^\p{Cc}]{1,255}$/u;
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

/** @throws GatewayProblem `invalid_request` or `consent_required`. */
export function readSessionRequest(body: Json): SessionRequest {
  const country = optional(body, 'country', COUNTRY)?.toUpperCase();
  const currency = optional(body, 'currency', CURRENCY)?.toUpperCase();
  const category = optional(body, 'category', TEXT);
  const customerType = optional(body, 'customer_type', TEXT);
  if (customerType !== undefined && customerType !== 'person' && customerType !== 'organization') {
    throw unreadable('customer_type');
  }
  return {
    locale: required(body, 'locale', LOCALE),
    consent: readConsent(body['consent']),
    ...(country !== undefined && { country }),
    ...(currency !== undefined && { currency }),
    ...(category !== undefined && { category }),
    ...(customerType !== undefined && { customer_type: customerType }),
    ...readPersonalData(body),
  };
}

/** The token of `order` and `authorization/cancel`. @throws GatewayProblem `invalid_request`. */
export function readAuthorizationToken(body: Json): string {
  return required(body, 'authorization_token', TOKEN);
}

/** Name and address, as far as they were sent. @throws GatewayProblem `invalid_request`. */
export function readPersonalData(body: Json): PersonalData {
  const customer = readMembers(body, 'customer', CUSTOMER_FIELDS);
  const billing = readMembers(body, 'billing_address', ADDRESS_FIELDS);
  const shipping = readMembers(body, 'shipping_address', ADDRESS_FIELDS);
  return {
    ...(customer && { customer }),
    ...(billing && { billing_address: billing }),
    ...(shipping && { shipping_address: shipping }),
  };
}

function readConsent(value: unknown): ConsentRecord {
  if (value === undefined || value === null || value === false) {
    throw problem('consent_required', { detail: 'consent is missing', invalidFields: ['consent'] });
  }
  if (!isObject(value)) throw unreadable('consent');
  const source = value['source'];
  if (source !== 'prompt' && source !== 'shop') throw unreadable('consent.source');
  return { source, text_version: required(value, 'text_version', TEXT, 'consent.text_version') };
}

function readMembers<Name extends string>(
  body: Json,
  name: string,
  members: readonly Name[],
): Partial<Record<Name, string>> | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw unreadable(name);
  const result: Partial<Record<Name, string>> = {};
  for (const member of members) {
    const text = optional(value, member, TEXT, `${name}.${member}`);
    if (text !== undefined) result[member] = text;
  }
  return result;
}

function required(body: Json, name: string, pattern: RegExp, path = name): string {
  const value = optional(body, name, pattern, path);
  if (value === undefined) {
    throw problem('invalid_request', { detail: `${path} is missing`, invalidFields: [path] });
  }
  return value;
}

/** An empty string means the same as a missing member: forms send empty fields. */
function optional(body: Json, name: string, pattern: RegExp, path = name): string | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' || !pattern.test(value)) throw unreadable(path);
  return value;
}

const unreadable = (path: string) =>
  problem('invalid_request', { detail: `${path} is not readable`, invalidFields: [path] });
