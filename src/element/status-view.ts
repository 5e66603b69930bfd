/** The status line: one sentence about the purchase, and at most one button. */
import { isRetryable } from '../errors.js';
import type { Model } from '../flow/machine/model.js';
import { STATES, type Traits } from '../flow/machine/states.js';
import type { Messages } from '../messages/en.js';
import type { StatusView } from '../parts/context.js';
import type { Notice } from './notice.js';

type Sentence = Pick<Traits['status'], 'text' | 'tone'>;

/** Sentences that do not follow from the state alone. */
const UNKNOWN = STATES.unknown.status;
const ORDER_FAILED: Sentence = { text: 'orderFailed', tone: 'problem' };
const MAY_BE_PAID: Sentence = { text: 'mayBePaid', tone: 'problem' };
const OVERDUE: Sentence = { text: 'overdue', tone: 'notice' };
const NOT_CHOSEN: Sentence = { text: 'notChosen', tone: 'notice' };

/** @param isStuck - Klarna may still decide a payment of this page that was given up: only a reload makes paying possible again */
export function statusView(
  model: Model,
  messages: Messages,
  notice: Notice | undefined,
  isStuck: boolean,
): StatusView {
  const { text, tone } = sentenceFor(model, notice, isStuck);
  if (!text) return { text: '', tone, action: undefined };
  const sentences = [messages[text]];
  let action: StatusView['action'];
  if (text === 'overdue') action = 'give-up';
  if (text === 'unknown') action = 'reload';
  if (text === 'mayBePaid' && model.retryAt === 'check') action = 'check';
  if (text === 'invalid') sentences.push(...fieldNames(notice?.unmatched ?? [], messages));
  const { fault, retryAt } = model;
  if (fault && (text === 'failed' || text === 'orderFailed')) {
    // A message of the backend comes first: it is more specific.
    const { customerMessage, supportReference } = fault;
    if (customerMessage) sentences[0] = customerMessage;
    if (supportReference)
      sentences.push(messages.supportReference.replace('{reference}', () => supportReference));
    if (retryAt !== 'nowhere' && isRetryable(fault)) action = 'retry';
  }
  return { text: sentences.join(' '), tone, action };
}

function sentenceFor(
  { state, operation, checks, retryAt }: Model,
  notice: Notice | undefined,
  isStuck: boolean,
): Sentence {
  const { purchase, page, status } = STATES[state];
  if (isStuck && status.needsKlarna) return UNKNOWN;
  if (notice && status.showsNotice) {
    const isBeforeConsent = notice.text === 'notReady' && page.earlyPress === 'consent';
    return isBeforeConsent ? NOT_CHOSEN : notice;
  }
  if (operation?.overdue) return OVERDUE;
  if (purchase.stage === 'unknown' && checks !== undefined) return MAY_BE_PAID;
  return retryAt === 'order' ? ORDER_FAILED : status;
}

/** Fields that the page does not have are at least named, those that there are words for. */
function fieldNames(fields: readonly string[], messages: Messages): readonly string[] {
  const names = fields
    .map((field) => field.split('.').at(-1) ?? field)
    .flatMap((field) =>
      Object.hasOwn(messages, field) ? [messages[field as keyof Messages]] : [],
    );
  return names.length > 0 ? [`(${[...new Set(names)].join(', ')})`] : [];
}
