/** Puts the purchase into one sentence for the shopper, and one way on. */
import { isRetryable } from '../errors.js';
import type { Model, State } from '../flow/machine/model.js';
import type { Messages } from '../messages/en.js';
import type { StatusView } from './context.js';
import type { Notice } from './notice.js';

const quiet: StatusView = { text: '', tone: 'notice', action: undefined };

const say = (
  tone: StatusView['tone'],
  text: string,
  action?: StatusView['action'],
): StatusView => ({ tone, text, action });

/** @param isStuck - Klarna may still decide a payment of this page that was given up: nobody can pay before a reload */
export function statusView(
  model: Model,
  text: Messages,
  notice: Notice | undefined,
  isStuck: boolean,
): StatusView {
  if (isStuck && NEEDS_KLARNA.has(model.state)) return say('problem', text.unknown, 'reload');
  if (notice) {
    const said = noticeView(notice, model.state, text);
    if (said) return said;
  }
  switch (model.state) {
    case 'idle':
    case 'consent':
    case 'ready':
      return quiet;
    case 'starting':
      return say('busy', text.starting);
    case 'loading':
      return say('busy', text.loading);
    case 'authorizing':
    case 'finalizing':
      if (model.operation?.overdue) return say('notice', text.overdue, 'give-up');
      return say('busy', model.state === 'finalizing' ? text.finalizing : text.authorizing);
    case 'authorized':
      return say('good', text.authorized);
    case 'finalize-required':
      return say('good', text.finalizeRequired);
    case 'placing':
      return say('busy', text.placing);
    case 'placed':
      return say('good', text.placed);
    case 'pending':
      return say('good', text.pending);
    case 'unavailable':
      return say('problem', text.unavailable);
    case 'declined':
      return say('problem', text.declined);
    case 'unknown':
      return say('problem', text.unknown, 'reload');
    case 'failed':
      return failure(model, text);
  }
}

/** States in which nothing goes on without Klarna. */
const NEEDS_KLARNA: ReadonlySet<State> = new Set<State>(['loading', 'ready', 'finalize-required']);

/** The backend's own words come first: it knows more than we do. */
function failure({ fault, retryAt }: Model, text: Messages): StatusView {
  const said = fault?.customerMessage ?? (retryAt === 'order' ? text.orderFailed : text.failed);
  const reference = fault?.supportReference;
  const quoted = reference ? [text.supportReference.replace('{reference}', () => reference)] : [];
  const canRetry = fault && retryAt !== 'nowhere' && isRetryable(fault);
  return say('problem', [said, ...quoted].join(' '), canRetry ? 'retry' : undefined);
}

function noticeView(notice: Notice, state: State, text: Messages): StatusView | undefined {
  switch (notice.type) {
    case 'not-ready':
      return say('notice', state === 'consent' ? text.notChosen : text.notReady);
    case 'cancelled':
      return say('notice', text.cancelled);
    case 'invalid':
      return say('problem', [text.invalid, ...fieldNames(notice.unmatched, text)].join(' '));
    case 'expired':
      return say('notice', text.expired);
  }
}

/** Fields that the page does not have are at least named. */
function fieldNames(fields: readonly string[], text: Messages): readonly string[] {
  if (fields.length === 0) return [];
  const names = fields.map((field) => {
    const name = field.split('.').at(-1) ?? field;
    return Object.hasOwn(text, name) ? text[name as keyof Messages] : name;
  });
  return [`(${[...new Set(names)].join(', ')})`];
}
