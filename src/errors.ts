/**
 * Everything that can go wrong, as one closed list of codes.
 *
 * A code is stable and safe to branch on; the message is for developers and may change.
 * The cause and the cure of each code stand in `docs/errors.md`.
 */

/** The part of the purchase in which an error arose. */
export type Phase =
  | 'configuration'
  | 'sdk'
  | 'session'
  | 'load'
  | 'authorize'
  | 'finalize'
  | 'reauthorize'
  | 'order'
  | 'cancel';

/** Code → one line for developers. `%s` is the attribute, value or status in question. */
const ERROR_TEXTS = {
  // Configuration: the page says something that cannot work.
  'endpoint-missing': 'Set the "endpoint" attribute to the URL of your token endpoint.',
  'endpoint-invalid': 'The "endpoint" attribute is not a URL: %s',
  'endpoint-foreign':
    'The "endpoint" attribute names another origin (%s). Allow it with KlarnaCheckout.configure({ endpointOrigins }).',
  'json-invalid': 'The JSON child <script %s> cannot be parsed.',
  'session-invalid': 'The "session" property is no session answer: %s',
  'locale-unknown':
    'The "locale" attribute "%s" is no language tag; the page language is used instead.',
  'category-not-offered': 'The session offers none of the "category" attribute\'s identifiers: %s',
  'selector-invalid': 'The selector in the "%s" attribute is invalid or matches nothing usable.',
  'form-method':
    'A form that sends by GET or closes a dialog would expose the token. Use method="post".',
  'headers-failed': 'The "headers" function threw; the endpoint is called without them.',
  'purchase-invalid': 'The "purchase" property cannot be copied as JSON; it is left out.',
  'already-started': 'configure() came after the first purchase had started.',
  // Klarna's SDK.
  'sdk-blocked':
    "Klarna's SDK could not be loaded from %s (network, content blocker or CSP script-src).",
  'sdk-timeout': "Klarna's SDK did not arrive in time from %s",
  'sdk-incomplete': 'The script at %s ran, but Klarna.Payments.init is missing.',
  // The endpoint.
  'endpoint-unreachable':
    'The endpoint call "%s" got no answer (network, CORS or CSP connect-src).',
  'endpoint-timeout': 'The endpoint call "%s" took too long.',
  'endpoint-status': 'The endpoint answered %s',
  'endpoint-malformed': 'The endpoint answer cannot be read: %s',
  'endpoint-problem': 'The endpoint reported a problem: %s',
  'client-token-invalid': 'The "client_token" of the session is not a token of Klarna.',
  // The widget.
  'load-timeout': "Klarna's widget did not answer in time.",
  'load-blocked': "The page's Content-Security-Policy (%s) blocks Klarna's widget.",
  'load-failed': "Klarna's widget could not be loaded: %s",
  'container-too-narrow': "Klarna's widget needs 280 px of width; there are only %s.",
  'cannot-slot': "Klarna's widget cannot be shown inside the shadow root of <%s>.",
  'inside-modal': "Klarna's overlay cannot be reached from inside a modal dialog or popover.",
  // authorize, finalize, reauthorize.
  'operation-failed': "Klarna's SDK failed: %s",
  'token-missing': 'Klarna approved, but sent no authorization token.',
  'answer-malformed': "Klarna's answer cannot be read.",
  'no-answer': 'Klarna has not answered; the outcome is unknown.',
  removed: 'The element was removed while Klarna decided; the outcome is unknown.',
  // The order.
  'order-failed': 'The order was not placed: %s',
  'order-unknown': 'Nobody can say whether the order was placed: %s',
  'redirect-refused':
    'The redirect to %s is not allowed. Name its host in KlarnaCheckout.configure({ redirectHosts }).',
  'cancel-failed': 'The authorization could not be given back: %s',
} as const;

/** Every code that `klarna-error` can carry. */
export type ErrorCode = keyof typeof ERROR_TEXTS;

/** The detail of `klarna-error` and the value of the element's `error` property. */
export interface CheckoutError {
  readonly code: ErrorCode;
  readonly phase: Phase;
  /** Whether trying again may help without a change to the page. */
  readonly retryable: boolean;
  /** For developers, in English; names the attribute or field. Never shown to shoppers. */
  readonly message: string;
  /** What was thrown or answered, where there was something. Never contains a token. */
  readonly cause: unknown;
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'sdk-blocked',
  'sdk-timeout',
  'sdk-incomplete',
  'endpoint-unreachable',
  'endpoint-timeout',
  'endpoint-status',
  'endpoint-malformed',
  'endpoint-problem',
  'load-timeout',
  'load-failed',
  'container-too-narrow',
  'operation-failed',
  'token-missing',
  'answer-malformed',
  'order-failed',
]);

/** What a boundary or the flow says went wrong, before it is put into words. */
export interface Fault {
  readonly code: ErrorCode;
  readonly phase: Phase;
  /** The attribute, value or status in question; fills the place in the text. */
  readonly about?: string;
  readonly cause?: unknown;
  /** Only where it differs from what the code usually means. */
  readonly retryable?: boolean;
  /** What the backend wants the shopper to read. */
  readonly customerMessage?: string;
  /** What the shopper may quote to support. */
  readonly supportReference?: string;
}

/** Whether trying again may help without a change to the page. */
export const isRetryable = ({ code, retryable }: Fault): boolean =>
  retryable ?? RETRYABLE.has(code);

/** Puts a fault into words. */
export function checkoutError(fault: Fault): CheckoutError {
  const { code, phase, about = '', cause } = fault;
  const retryable = isRetryable(fault);
  const message = `${ERROR_TEXTS[code].replace('%s', () => about)} (docs/errors.md#${code})`;
  return Object.freeze({ code, phase, retryable, message, cause });
}

/** Thrown only where a script uses the API wrongly: `configure` too late. Markup never throws. */
export class KlarnaCheckoutError extends Error {
  override readonly name = 'KlarnaCheckoutError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(checkoutError({ code, phase: 'configuration' }).message);
    this.code = code;
  }
}
