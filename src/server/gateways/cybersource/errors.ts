/** Maps CyberSource's decisions, reason codes and faults to problems of the contract. */
import type { GatewayProblem, Log } from '../gateway.js';
import type { ProblemCode } from '../../problems.js';
import { problem } from '../../problems.js';
import { redact } from '../redact.js';
import type { Stakes } from '../upstream-problems.js';
import { SYSTEM } from './config.js';
import { klarnaField } from './customer.js';
import type { CyberSourceReply, SoapFault } from './reply.js';

/** Codes whose meaning does not hang on anything else. */
const BY_REASON: Readonly<Record<string, ProblemCode>> = {
  '104': 'duplicate',
  '105': 'duplicate',
  '203': 'declined',
  '233': 'declined',
  '234': 'misconfigured',
};

/** Alternative payments' own codes for "it failed", which make a system failure a certain one. */
const FAILED_RESPONSES = /^(?:10000|20000|20001|20002|30000|30100)$/;

/** The problem that a reply means, or `undefined` where the request was carried out. */
export function refusalOf(
  reply: CyberSourceReply,
  service: string,
  stakes: Stakes,
  log: Log | undefined,
): GatewayProblem | undefined {
  const { decision, reasonCode, requestID } = reply;
  // REVIEW (480) is an authorisation that a person still looks at.
  if (decision === 'ACCEPT' || decision === 'REVIEW') return undefined;
  const fields = [...reply.missingFields, ...reply.invalidFields];
  const responseCode = reply.get(service, 'responseCode') ?? '';
  const code = meaningOf(reply, fields, responseCode, stakes);
  log?.('warn', `${SYSTEM}: request refused`, {
    decision: redact(decision),
    reasonCode: redact(reasonCode),
    responseCode: redact(responseCode),
    fields: redact(fields.join(' ')),
    requestID,
    meaning: code,
  });
  const invalidFields = [...new Set(fields.flatMap((path) => klarnaField(path) ?? []))];
  return problem(code, {
    detail: `CyberSource answered ${decision} with reason code ${reasonCode}.`,
    ...(code === 'invalid_customer' && { invalidFields }),
    supportReference: requestID,
  });
}

function meaningOf(
  { decision, reasonCode }: CyberSourceReply,
  fields: readonly string[],
  responseCode: string,
  stakes: Stakes,
): ProblemCode {
  const known = BY_REASON[reasonCode];
  if (known) return known;
  if (reasonCode === '101' || reasonCode === '102')
    return responseCode === '10000' && !fields.length ? 'declined' : meaningOfFields(fields);
  // A system failure: the outcome is unknown, unless the payment itself is reported as failed.
  if (reasonCode === '150' && (stakes === 'harmless' || FAILED_RESPONSES.test(responseCode)))
    return 'method_unavailable';
  if (decision === 'REJECT' && !/^15[0-2]$/.test(reasonCode)) return 'declined';
  return stakes === 'binding' ? 'outcome_unknown' : 'upstream_unavailable';
}

function meaningOfFields(fields: readonly string[]): ProblemCode {
  const names = (part: string) => fields.some((path) => path.includes(part));
  if (names('preapprovalToken')) return 'authorization_expired';
  if (names('sessionsRequestID')) return 'session_expired';
  if (names('billTo/language') || names('purchaseTotals/currency')) return 'locale_mismatch';
  if (fields.some((path) => klarnaField(path))) return 'invalid_customer';
  if (fields.some((path) => /^(item|purchaseTotals|grandTotalAmount)\b/.test(path)))
    return 'invalid_order';
  return 'misconfigured';
}

/** `wsse:…` and a faulty client are wrong credentials or a wrong address; the rest is CyberSource's own. */
export function faultProblem(
  fault: SoapFault,
  stakes: Stakes,
  log: Log | undefined,
): GatewayProblem {
  const local = fault.code.replace(/^[\w.-]+:/, '');
  log?.('warn', `${SYSTEM}: SOAP fault`, {
    code: redact(fault.code),
    reason: redact(fault.reason),
  });
  if (fault.code.startsWith('wsse:') || local === 'Client' || local === 'MustUnderstand')
    return problem('misconfigured', {
      detail: 'CyberSource refused the signature or the form of the message.',
    });
  const code = stakes === 'binding' ? 'outcome_unknown' : 'upstream_unavailable';
  return problem(code, { detail: 'CyberSource answered with a SOAP fault.', cause: fault });
}
