/**
 * Reads Klarna's answers. The same two booleans have several meanings in the SDK, which depend on the operation, on
 * how the answer came, and on the order of the checks.
 */
import type { Fault } from '../../errors.js';
import type { Operation, Settlement } from '../../klarna/types.js';

export type LoadResult =
  | { readonly type: 'shown'; readonly invalidFields: readonly string[] }
  | { readonly type: 'refused' }
  | { readonly type: 'failed'; readonly fault: Fault };

export type OperationResult =
  | { readonly type: 'approved' }
  | { readonly type: 'finalize-required' }
  | { readonly type: 'invalid'; readonly fields: readonly string[] }
  | { readonly type: 'cancelled' }
  | { readonly type: 'declined' }
  | { readonly type: 'failed'; readonly fault: Fault };

type Answer = Readonly<Record<string, unknown>>;

const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null;

function invalidFields(answer: Answer): readonly string[] {
  const { error } = answer;
  const fields = isAnswer(error) ? error.invalid_fields : undefined;
  return Array.isArray(fields)
    ? fields.filter((field): field is string => typeof field === 'string')
    : [];
}

/** `show_form` decides; a missing one counts as false. */
export function readLoad(settlement: Settlement): LoadResult {
  if (settlement.type === 'failed') return settlement;
  const { answer, undecided } = settlement;
  if (!isAnswer(answer)) return failed('answer-malformed', 'load', answer);
  if (answer.show_form === true) return { type: 'shown', invalidFields: invalidFields(answer) };
  return undecided ? failed('load-failed', 'load', answer, HASTY) : { type: 'refused' };
}

/** The authorization token of an approval, for the controller alone. */
export function tokenOf(settlement: Settlement): string | undefined {
  if (settlement.type !== 'answered' || !isAnswer(settlement.answer)) return undefined;
  const { approved, finalize_required, authorization_token: token } = settlement.answer;
  const isApproval = approved === true && finalize_required !== true;
  return isApproval && typeof token === 'string' && token ? token : undefined;
}

/** Tells apart what `authorize`, `finalize` and `reauthorize` answer. */
export function readOperation(kind: Operation, settlement: Settlement): OperationResult {
  if (settlement.type === 'failed') return settlement;
  const { answer, undecided } = settlement;
  if (!isAnswer(answer)) return failed('answer-malformed', kind, answer);
  const { finalize_required, approved, show_form } = answer;

  // Some versions say approved together with finalize_required, some do not: this comes first.
  if (finalize_required === true) {
    return kind === 'finalize'
      ? failed('answer-malformed', kind, answer)
      : { type: 'finalize-required' };
  }
  if (approved === true) {
    return tokenOf(settlement) === undefined
      ? failed('token-missing', kind, answer)
      : { type: 'approved' };
  }

  const fields = invalidFields(answer);
  const isFixable = show_form === true || (kind === 'reauthorize' && !undecided);
  if (isFixable && fields.length > 0) return { type: 'invalid', fields };
  if (show_form === true) return { type: 'cancelled' };
  if (undecided) return failed('operation-failed', kind, answer, HASTY);
  // After finalize, `show_form: false` says "rejected or aborted" in one: Klarna stays available.
  if (kind === 'finalize') return { type: 'cancelled' };
  // reauthorize need not send show_form at all.
  if (kind === 'reauthorize' && show_form === undefined) return { type: 'cancelled' };
  return { type: 'declined' };
}

/** Describes an answer that came before Klarna had decided anything. */
const HASTY = '{ show_form: false }';

function failed(
  code: Fault['code'],
  phase: Fault['phase'],
  answer: unknown,
  about?: string,
): { readonly type: 'failed'; readonly fault: Fault } {
  return { type: 'failed', fault: { code, phase, about, cause: withoutToken(answer) } };
}

/** What is reported must never carry a token, whatever else the answer holds. */
function withoutToken(answer: unknown): unknown {
  if (!isAnswer(answer)) return answer;
  const rest = { ...answer };
  delete rest.authorization_token;
  return rest;
}
