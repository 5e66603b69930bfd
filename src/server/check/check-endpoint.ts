/**
 * Holds a running backend, in whatever language, against the contract: the minimum first, then each
 * capability that it claims. It pays nothing: the tokens that it sends are none of Klarna's.
 */
import { checkOrderAnswer, checkSessionAnswer, checkUpdateAnswer } from '../../endpoint/checks.js';
import type { Capabilities, SessionAnswer } from '../../endpoint/contract.js';
import type { Finding } from './findings.js';
import { readAnswer, readRefusal } from './read-answer.js';
import { createVisitor, type Visit, type VisitOptions, type Visitor } from './visit.js';

export interface CheckOptions {
  /** As in the element's attribute, but absolute; may hold `{call}`. */
  readonly endpoint: string;
  /** Sent with each call: the cookie of a filled cart, a CSRF token. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default `en-DE`. */
  readonly locale?: string;
  /** Default: the platform's own. */
  readonly fetch?: typeof fetch;
}

/** No token of Klarna looks like this. */
const NO_TOKEN = 'klarna-checkout-check-this-is-no-token';
/** The element waits no longer for a session. */
const SESSION_MILLISECONDS = 10_000;
/** One of Klarna's published test people, for systems that need a person to open a session. */
const TEST_PERSON = {
  given_name: 'Mock',
  family_name: 'Mock',
  email: 'customer@email.de',
  street_address: 'Neue Schönhauser Str. 2',
  postal_code: '10178',
  city: 'Berlin',
  phone: '+49017614284340',
  country: 'DE',
};

export async function checkEndpoint(options: CheckOptions): Promise<readonly Finding[]> {
  const visitor = createVisitor(options.endpoint, options.headers ?? {}, options.fetch ?? fetch);
  const findings: Finding[] = [];
  const body = {
    locale: options.locale ?? 'en-DE',
    consent: { source: 'prompt', text_version: 'check' },
  };
  try {
    const opened = await checkSession(visitor, body, findings);
    if (!opened) return findings;
    const { session } = opened;
    await checkProtection(visitor, opened.body, findings);
    await checkUpdate(visitor, opened.body, session.capabilities, findings);
    await checkCancel(visitor, session.capabilities, findings);
    await checkOrder(visitor, session.capabilities, findings);
  } catch (error) {
    findings.push({
      call: 'network',
      verdict: 'breaks',
      what: `no answer came (${error instanceof Error ? reasonOf(error) : 'unknown'})`,
      cure: 'Is the server running, and is this its address?',
    });
  }
  return findings;
}

const reasonOf = (error: Error): string =>
  error.cause instanceof Error ? error.cause.message : error.message;

async function checkSession(
  visitor: Visitor,
  body: object,
  findings: Finding[],
): Promise<{ readonly session: SessionAnswer; readonly body: object } | undefined> {
  const call = 'session';
  let sent = body;
  let visit = await visitor.visit('session', { body });
  if (!visit.ok && readRefusal(call, visit, [])?.code === 'customer_data_required') {
    findings.push({ call, verdict: 'conforms', what: 'asks for customer data, and gets them' });
    sent = { ...body, billing_address: TEST_PERSON, shipping_address: TEST_PERSON };
    visit = await visitor.visit('session', { body: sent });
  }
  if (!visit.ok) {
    explainRefusedSession(visit, findings);
    return undefined;
  }
  if (visit.took > SESSION_MILLISECONDS) {
    findings.push({
      call,
      verdict: 'breaks',
      what: `the answer took ${visit.took} ms`,
      cure: 'Answer within 10 seconds: the element waits no longer',
    });
  }
  const session = readAnswer(call, visit, checkSessionAnswer, findings);
  if (!session) return undefined;
  explainSession(session, findings);
  return { session, body: sent };
}

function explainRefusedSession(visit: Visit, findings: Finding[]): void {
  const call = 'session';
  if (visit.status === 404 || visit.status === 405) {
    findings.push({
      call,
      verdict: 'breaks',
      what: `POST is answered ${visit.status}`,
      cure: 'Serve POST {endpoint}/session; is the address the one of the endpoint attribute?',
    });
    return;
  }
  const refusal = readRefusal(call, visit, findings);
  findings.push({
    call,
    verdict: 'breaks',
    what: `no session: ${visit.status}${refusal ? ` ${refusal.code}, ${refusal.action}` : ''}`,
    cure: 'Give the checker a visitor with a filled cart: --header "Cookie: …"',
  });
}

function explainSession(session: SessionAnswer, findings: Finding[]): void {
  const call = 'session';
  if (session.expires_at !== undefined && Date.parse(session.expires_at) <= Date.now()) {
    findings.push({
      call,
      verdict: 'breaks',
      what: 'the session is already over',
      cure: 'Send a later expires_at, or none: then the element reckons with 48 hours',
    });
  }
  if (session.order) {
    findings.push({
      call,
      verdict: 'advice',
      what: 'this cart is already paid: no widget would be shown',
      cure: 'Give the checker a visitor with a cart that is still to be paid',
    });
  }
}

/** What keeps other sites, and broken requests, from opening sessions in a shopper's name. */
async function checkProtection(visitor: Visitor, body: object, findings: Finding[]): Promise<void> {
  const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  const attempts: readonly [string, VisitOptions, string][] = [
    [
      'a request from another site',
      { body, headers: foreign },
      'Refuse unless Sec-Fetch-Site is same-origin, or Origin is one of yours',
    ],
    [
      'a body that is not declared as JSON',
      { body, headers: { 'Content-Type': 'text/plain' } },
      'Refuse other types with 415: a form of another site can send text/plain',
    ],
    ['a body that is not JSON', { body, text: '{"locale":' }, 'Refuse with 400'],
  ];
  for (const [what, options, cure] of attempts) {
    const visit = await visitor.visit('session', options);
    findings.push(
      visit.ok
        ? { call: 'session', verdict: 'advice', what: `${what} is taken`, cure }
        : { call: 'session', verdict: 'conforms', what: `${what} is refused` },
    );
  }
  const unknown = await visitor.visit('session', { body: { ...body, of_a_later_version: true } });
  findings.push(
    unknown.ok
      ? { call: 'session', verdict: 'conforms', what: 'unknown members are ignored' }
      : {
          call: 'session',
          verdict: 'breaks',
          what: `an unknown member is answered ${unknown.status}`,
          cure: 'Ignore members that the contract does not name: later versions add some',
        },
  );
}

async function checkUpdate(
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

async function checkCancel(
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

async function checkOrder(
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
