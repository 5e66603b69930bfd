/**
 * What PAYONE's error codes mean for a purchase.
 *
 * Source: PAYONE, "Error messages" (1 to 91 are declines of a bank, 101 to 104 of a method). Codes from
 * 1000 up name the faulty parameter in braces. An unknown code is mapped by its class.
 */
import type { GatewayProblem, Log } from '../gateway.js';
import type { ProblemCode } from '../../problems.js';
import { redact } from '../redact.js';
import { problem } from '../../problems.js';
import { cut } from '../cut.js';
import type { PayoneReply } from './reply.js';
import { oneLine } from './text.js';

const BY_CODE: Readonly<Record<number, ProblemCode>> = {
  101: 'authorization_expired',
  911: 'duplicate',
  981: 'method_unavailable',
};

const ENVELOPE = new Set(
  'mid portalid aid key mode request api_version encoding clearingtype financingtype successurl errorurl backurl ip integrator_name integrator_version solution_name solution_version add_paydata[action]'.split(
    ' ',
  ),
);

const BY_PARAMETER: Readonly<Record<string, ProblemCode>> = {
  workorderid: 'session_expired',
  'add_paydata[session_id]': 'session_expired',
  'add_paydata[authorization_token]': 'authorization_expired',
  currency: 'method_unavailable',
  country: 'method_unavailable',
  language: 'locale_mismatch',
};

/** PAYONE's parameters in Klarna's dotted names, which the element can mark in the shop's form. */
const CUSTOMER_FIELDS: Readonly<Record<string, string>> = {
  firstname: 'billing_address.given_name',
  lastname: 'billing_address.family_name',
  title: 'billing_address.title',
  company: 'billing_address.organization_name',
  street: 'billing_address.street_address',
  addressaddition: 'billing_address.street_address2',
  zip: 'billing_address.postal_code',
  city: 'billing_address.city',
  state: 'billing_address.region',
  email: 'billing_address.email',
  telephonenumber: 'billing_address.phone',
  birthday: 'customer.date_of_birth',
  gender: 'customer.gender',
  personalid: 'customer.national_identification_number',
  'add_paydata[organization_entity_type]': 'customer.organization_entity_type',
  'add_paydata[organization_registry_id]': 'customer.organization_registration_id',
  shipping_firstname: 'shipping_address.given_name',
  shipping_lastname: 'shipping_address.family_name',
  shipping_company: 'shipping_address.organization_name',
  shipping_street: 'shipping_address.street_address',
  shipping_zip: 'shipping_address.postal_code',
  shipping_city: 'shipping_address.city',
  shipping_country: 'shipping_address.country',
  shipping_state: 'shipping_address.region',
  'add_paydata[shipping_title]': 'shipping_address.title',
  'add_paydata[shipping_email]': 'shipping_address.email',
  'add_paydata[shipping_telephonenumber]': 'shipping_address.phone',
};

/** Wordings that tell more than the code does; tried in this order. */
const BY_TEXT: readonly (readonly [RegExp, ProblemCode])[] = [
  [/reference.*already exists/i, 'duplicate'],
  [/work ?order/i, 'session_expired'],
  [/authori[sz]ation.?token/i, 'authorization_expired'],
  [
    /(position|item|article|basket).*(match|amount|sum)|amount.*(position|item|basket)/i,
    'order_mismatch',
  ],
  [/\b(key|portal|portalid|merchant|sub-?account)\b/i, 'misconfigured'],
];

/** The error as PAYONE gave it, `cause` of the problem: for the shop's own staff, never for a shopper. */
export class PayoneRefusal extends Error {
  override readonly name = 'PayoneRefusal';
  readonly errorcode: number;
  /** PAYONE's internal text; it may repeat what was sent. */
  readonly errormessage: string;

  constructor(errorcode: number, errormessage: string) {
    super(`PAYONE error ${errorcode}`);
    this.errorcode = errorcode;
    this.errormessage = errormessage;
  }
}

/** The problem that an ERROR reply means. Its internal text goes to the log, the customer's to the shopper. */
export function refusal(reply: PayoneReply, log: Log | undefined): GatewayProblem {
  const code = Number(reply.get('errorcode') ?? 0);
  const text = oneLine(reply.get('errormessage') ?? '');
  const parameter = /\{([^{}]+)\}/.exec(text)?.[1]?.toLowerCase();
  const field = CUSTOMER_FIELDS[parameter ?? ''];
  const meaning = meaningOf(code, parameter, field, text);
  log?.('warn', 'payone: request refused', {
    errorcode: code,
    errormessage: redact(text),
    meaning,
  });
  const customerMessage = cut(oneLine(reply.get('customermessage') ?? ''), 1024);
  return problem(meaning, {
    detail: `PAYONE refused the request with error ${code}.`,
    ...(field && { invalidFields: [field] }),
    ...(customerMessage && { customerMessage }),
    cause: new PayoneRefusal(code, text),
  });
}

function meaningOf(
  code: number,
  parameter: string | undefined,
  field: string | undefined,
  text: string,
): ProblemCode {
  const known = BY_CODE[code];
  if (known) return known;
  if (field) return 'invalid_customer';
  if (parameter)
    return ENVELOPE.has(parameter) ? 'misconfigured' : (BY_PARAMETER[parameter] ?? 'invalid_order');
  // Below 900 a bank or Klarna itself has decided; what they write about it decides nothing.
  if (code > 0 && code < 900) return 'declined';
  return BY_TEXT.find(([wording]) => wording.test(text))?.[1] ?? 'invalid_order';
}
