/** The minimum: `POST session`, and what keeps it from being called in a shopper's name. */
import { checkSessionAnswer } from '../../endpoint/checks.js';
import type { SessionAnswer } from '../../endpoint/contract.js';
import type { Finding } from './findings.js';
import { findMisnamed } from './misnamed.js';
import { parse, readAnswer, readRefusal } from './read-answer.js';
import { SAMPLES, type SampleLine } from './samples.js';
import type { Visit, VisitOptions, Visitor } from './visit.js';

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

export async function checkSession(
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
  const answer = parse(visit.text);
  if (typeof answer === 'object' && answer !== null) findings.push(...findMisnamed(answer));
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
    cure: cureFor(visit),
  });
}

/** Why there is no session decides where to look: at the server's own credentials, at the visitor, or at the cart. */
function cureFor({ status }: Visit): string {
  if (status >= 500) {
    return "Read the server's log: mostly its own credentials at the payment system are missing, wrong, or of the other environment (playground, production)";
  }
  if (status === 401 || status === 403) {
    return 'The endpoint refuses the checker. Send what your pages send: --header "Cookie: …", --header "X-CSRF-Token: …"';
  }
  return 'Give the checker a visitor with a filled cart: --header "Cookie: …"';
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
export async function checkProtection(
  visitor: Visitor,
  body: object,
  findings: Finding[],
): Promise<void> {
  const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  const attempts: readonly [string, VisitOptions, string, SampleLine][] = [
    [
      'a request from another site',
      { body, headers: foreign },
      'Refuse unless Sec-Fetch-Site is same-origin, or Origin is one of yours',
      SAMPLES['own-site'],
    ],
    [
      'a body that is not declared as JSON',
      { body, headers: { 'Content-Type': 'text/plain' } },
      'Refuse other types with 415: a form of another site can send text/plain',
      SAMPLES['request-type'],
    ],
    [
      'a body that is not JSON',
      { body, text: '{"locale":' },
      'Refuse with 400',
      SAMPLES['request-json'],
    ],
  ];
  for (const [what, options, cure, sample] of attempts) {
    const visit = await visitor.visit('session', options);
    findings.push(
      visit.ok
        ? { call: 'session', verdict: 'advice', what: `${what} is taken`, cure, sample }
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
