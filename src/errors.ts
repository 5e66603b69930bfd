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

/** Trying again may help without a change to the page. Code → one line for developers. */
const RETRYABLE = {
  'sdk-blocked': "Klarna's SDK was blocked",
  'sdk-timeout': "Klarna's SDK did not arrive in time",
  'sdk-incomplete': "Klarna's SDK lacks Payments.init",
  'endpoint-unreachable': 'The endpoint call got no answer',
  'endpoint-timeout': 'The endpoint call took too long',
  'endpoint-status': 'The endpoint answered with an error',
  'endpoint-malformed': 'The endpoint answer breaks the contract',
  'endpoint-problem': 'The endpoint reported a problem',
  'load-timeout': "Klarna's widget did not answer in time",
  'load-failed': "Klarna's widget was not loaded",
  'operation-failed': "Klarna's SDK failed",
  'token-missing': 'Klarna approved without a token',
  'answer-malformed': "Klarna's answer makes no sense",
  'order-failed': 'The order was not placed',
} as const;

/** The page says something that cannot work: what, and the cure. Also said in the console. */
const CONFIGURATION = {
  'endpoint-missing': [
    'There is no "endpoint" attribute',
    'Name the address of your token endpoint',
  ],
  'endpoint-invalid': [
    'The "endpoint" attribute is no URL',
    'Use a path, an https: address, or a template with {call}',
  ],
  'endpoint-foreign': [
    'The "endpoint" attribute names another origin',
    'Serve it from the origin of the page, or name that one in configure({ endpointOrigins })',
  ],
  'json-invalid': ['The JSON child cannot be parsed', 'Write it by a JSON function'],
  'session-invalid': [
    'The "session" property is no session answer',
    'Give what POST session would answer',
  ],
  'locale-unknown': ['The "locale" attribute is no language tag', 'Write it like de-AT'],
  'language-missing': [
    'The texts of this language are missing, so all is in English, also the order button',
    'Serve the folder "messages" beside the script, or name it in configure({ messagesUrl })',
  ],
  'category-not-offered': [
    'The session offers none of the "category" attribute',
    'Compare it with the payment_method_categories of POST session',
  ],
  'selector-invalid': ['A selector matches nothing usable', 'Correct the attribute'],
  'order-not-offered': [
    'The session does not claim that it places orders',
    'Answer capabilities.order, or take "place-order" away',
  ],
  'form-method': [
    'The form would expose the token',
    'Use method="post" and an action on the origin of the page',
  ],
  'headers-failed': ['The "headers" function threw', 'Mend it'],
  'purchase-invalid': ['The "purchase" property is no JSON', 'Give a plain object'],
  'already-started': ['configure() came too late', 'Call it before the first purchase starts'],
  'browser-unsupported': [
    'The browser has no form-associated custom elements',
    'Offer another method; the lowest versions are in klarna-checkout-element/docs/browsers.md',
  ],
} as const;

/** Something has to be changed first, or nothing can be done. */
const PERMANENT = {
  'client-token-invalid': 'The "client_token" is not Klarna\'s',
  'load-blocked': "The page's CSP blocks Klarna's widget",
  'cannot-slot': "A shadow root hides Klarna's widget",
  'inside-modal': "A modal dialog or popover hides Klarna's overlay",
  'no-answer': 'Klarna has not answered: the outcome is unknown',
  removed: 'The element was removed meanwhile: the outcome is unknown',
  'order-unknown': 'Whether the order was placed is unknown',
  'redirect-refused': 'The redirect is not allowed',
  'cancel-failed': 'The authorization was not given back',
} as const;

const TEXTS = { ...RETRYABLE, ...PERMANENT, ...CONFIGURATION };

/** Every code that `klarna-error` can carry. */
export type ErrorCode = keyof typeof TEXTS;

/** The detail of `klarna-error` and the value of the element's `error` property. */
export interface CheckoutError {
  /** Stable: safe to branch on. `docs/errors.md` has cause and cure of each. */
  readonly code: ErrorCode;
  /** The part of the purchase in which it arose. */
  readonly phase: Phase;
  /** Whether trying again may help without a change to the page. */
  readonly retryable: boolean;
  /** For developers, in English; names the attribute or field. Never shown to shoppers. */
  readonly message: string;
  /** What was thrown or answered, where there was something. Never contains a token. */
  readonly cause: unknown;
}

/** What a boundary or the flow says went wrong, before it is put into words. */
export interface Fault {
  readonly code: ErrorCode;
  readonly phase: Phase;
  /** The attribute, value or status in question. */
  readonly about?: string | undefined;
  readonly cause?: unknown;
  /** Only where it differs from what the code usually means. */
  readonly retryable?: boolean | undefined;
  /** What the backend wants the shopper to read. */
  readonly customerMessage?: string | undefined;
  /** What the shopper may quote to support. */
  readonly supportReference?: string | undefined;
}

/** Whether trying again may help without a change to the page. */
export const isRetryable = ({ code, retryable = code in RETRYABLE }: Fault): boolean => retryable;

/** Puts a fault into words. */
export function checkoutError(fault: Fault): CheckoutError {
  const { code, phase, about, cause } = fault;
  const [text, cure] = [TEXTS[code]].flat();
  const sentences = [about ? `${text}: ${about}` : text, cure].filter(Boolean).join('. ');
  const message = `${sentences} (klarna-checkout-element/docs/errors.md#${code})`;
  return Object.freeze({ code, phase, retryable: isRetryable(fault), message, cause });
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
