import type { CallArguments } from './arguments.js';
import type { Method } from '../script/outcomes.js';

/** A call of `authorize`, `finalize` or `reauthorize` that got past its checks. */
export interface Payment extends CallArguments {
  readonly method: Exclude<Method, 'load' | 'loadPaymentReview'>;
  /** Of the widget. */
  readonly name: string;
}
