/** Each capability that a backend claims: update, cancel, order. */
import { checkOrderAnswer, checkUpdateAnswer } from '../../endpoint/checks.js';
import type { Capabilities } from '../../endpoint/contract.js';
import type { Finding } from './findings.js';
import { readAnswer, readRefusal } from './read-answer.js';
import type { Visit, Visitor } from './visit.js';

/** No token of Klarna looks like this. */
const NO_TOKEN = 'klarna-checkout-check-this-is-no-token';

export async function checkUpdate(
  visitor: Visitor,
  body: object,
  { update }: Capabilities,
  findings: Finding[],
): Promise<void> {
  const call = 'session/update';
  if (update === 'none') {
    findings.push({ call, verdict: 'skipped', what: 'not claimed in capabilities.update' });
    return;
  }
  const visit = await visitor.visit('session_update', { body: { ...body, cart_version: '2' } });
  if (visit.ok) readAnswer(call, visit, checkUpdateAnswer, findings);
  else explainMissing(call, visit, 'capabilities.update', findings);
}

export async function checkCancel(
  visitor: Visitor,
  { cancel }: Capabilities,
  findings: Finding[],
): Promise<void> {
  const call = 'authorization/cancel';
  if (!cancel) {
    findings.push({ call, verdict: 'skipped', what: 'not claimed in capabilities.cancel' });
    return;
  }
  const visit = await visitor.visit('authorization_cancel', {
    body: { authorization_token: NO_TOKEN },
  });
  if (visit.ok) {
    findings.push({ call, verdict: 'conforms', what: 'an unknown token counts as given back' });
  } else explainMissing(call, visit, 'capabilities.cancel', findings);
  await expectRefusal(visitor, call, 'authorization_cancel', findings);
}

export async function checkOrder(
  visitor: Visitor,
  { order }: Capabilities,
  findings: Finding[],
): Promise<void> {
  const call = 'order';
  if (!order) {
    findings.push({ call, verdict: 'skipped', what: 'not claimed in capabilities.order' });
    return;
  }
  await expectRefusal(visitor, call, 'order', findings);
  const visit = await visitor.visit('order', {
    body: { authorization_token: NO_TOKEN },
    headers: { 'Idempotency-Key': crypto.randomUUID() },
  });
  if (visit.ok) {
    // A stand-in for Klarna takes any token; the answer has to be right all the same.
    readAnswer(call, visit, checkOrderAnswer, findings);
  } else if (visit.status === 404) {
    explainMissing(call, visit, 'capabilities.order', findings);
  } else {
    const refusal = readRefusal(call, visit, findings);
    if (refusal) {
      findings.push({ call, verdict: 'conforms', what: `a false token is ${refusal.code}` });
    }
  }
}

async function expectRefusal(
  visitor: Visitor,
  call: string,
  name: 'order' | 'authorization_cancel',
  findings: Finding[],
): Promise<void> {
  const headers = { 'Idempotency-Key': crypto.randomUUID() };
  const visit = await visitor.visit(name, { body: {}, headers });
  if (visit.ok) {
    findings.push({
      call,
      verdict: 'breaks',
      what: 'a request without a token is taken',
      cure: 'Refuse with 400 when authorization_token is missing',
    });
  } else if (readRefusal(call, visit, findings)) {
    findings.push({ call, verdict: 'conforms', what: 'a request without a token is refused' });
  }
}

function explainMissing(call: string, visit: Visit, claim: string, findings: Finding[]): void {
  const refusal = visit.status === 404 ? undefined : readRefusal(call, visit, findings);
  findings.push({
    call,
    verdict: 'breaks',
    what: `claimed, but answered ${visit.status}${refusal ? ` ${refusal.code}` : ''}`,
    cure: `Serve POST {endpoint}/${call}, or do not claim it in ${claim}`,
  });
}
