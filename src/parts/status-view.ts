/** Puts the purchase into one sentence for the shopper, and one way on. */
import { isRetryable } from '../errors.js';
import type { Model } from '../flow/machine/model.js';
import type { Messages } from '../messages/en.js';
import type { StatusView } from './context.js';
import type { Notice } from './notice.js';

type Sentence = keyof Messages;

/** How a sentence looks; all others are good news. */
const TONES: Readonly<Partial<Record<Sentence, StatusView['tone']>>> = {
  starting: 'busy',
  loading: 'busy',
  authorizing: 'busy',
  finalizing: 'busy',
  placing: 'busy',
  overdue: 'notice',
  notReady: 'notice',
  notChosen: 'notice',
  cancelled: 'notice',
  expired: 'notice',
  invalid: 'problem',
  unavailable: 'problem',
  declined: 'problem',
  unknown: 'problem',
  failed: 'problem',
  orderFailed: 'problem',
};

/** States in which there may be something to say beside the state itself. */
const GOES_ON = /^(idle|consent|starting|loading|ready|finalize-required)$/;

/** @param isStuck - Klarna may still decide a payment of this page that was given up: nobody can pay before a reload */
export function statusView(
  model: Model,
  text: Messages,
  notice: Notice | undefined,
  isStuck: boolean,
): StatusView {
  const sentence = sentenceFor(model, notice, isStuck);
  if (!sentence) return { text: '', tone: 'good', action: undefined };
  const said = [text[sentence]];
  let action: StatusView['action'];
  if (sentence === 'overdue') action = 'give-up';
  if (sentence === 'unknown') action = 'reload';
  if (sentence === 'invalid') said.push(...fieldNames(notice?.unmatched ?? [], text));
  const { fault, retryAt } = model;
  if (fault && /failed$/i.test(sentence)) {
    // The backend's own words come first: it knows more than we do.
    const { customerMessage, supportReference } = fault;
    if (customerMessage) said[0] = customerMessage;
    if (supportReference)
      said.push(text.supportReference.replace('{reference}', () => supportReference));
    if (retryAt !== 'nowhere' && isRetryable(fault)) action = 'retry';
  }
  return { text: said.join(' '), tone: TONES[sentence] ?? 'good', action };
}

/** Undefined where there is nothing to say. */
function sentenceFor(
  { state, operation, retryAt }: Model,
  notice: Notice | undefined,
  isStuck: boolean,
): Sentence | undefined {
  // States in which nothing goes on without Klarna.
  if (isStuck && ['loading', 'ready', 'finalize-required'].includes(state)) return 'unknown';
  // In all other states what they say, and the way on that they offer, matters more.
  if (notice && GOES_ON.test(state))
    return notice.says === 'notReady' && state === 'consent' ? 'notChosen' : notice.says;
  switch (state) {
    case 'idle':
    case 'consent':
    case 'ready':
      return undefined;
    case 'authorizing':
    case 'finalizing':
      return operation?.overdue ? 'overdue' : state;
    case 'finalize-required':
      return 'finalizeRequired';
    case 'failed':
      return retryAt === 'order' ? 'orderFailed' : state;
    default:
      return state;
  }
}

/** Fields that the page does not have are at least named, those that there are words for. */
function fieldNames(fields: readonly string[], text: Messages): readonly string[] {
  const names = fields
    .map((field) => field.split('.').at(-1) ?? field)
    .flatMap((field) => (Object.hasOwn(text, field) ? [text[field as Sentence]] : []));
  return names.length > 0 ? [`(${[...new Set(names)].join(', ')})`] : [];
}
