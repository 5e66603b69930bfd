/**
 * Calls Klarna's SDK and settles each call exactly once.
 *
 * The SDK may call back, throw, do both, do either twice, or never answer; it may also answer before Klarna has
 * decided. Answers are passed on unchanged; the flow interprets them.
 */
import { pick } from '../defined.js';
import type { ErrorCode, Fault, Phase } from '../errors.js';
import { afterThisTask } from '../task.js';
import { payments, watchSdk } from './sdk.js';
import type {
  KlarnaPayments,
  Operation,
  Purchase,
  SdkCallback,
  Settlement,
  WidgetOptions,
} from './types.js';

/** Klarna's library for some sessions, by its global. Once it is here it may decide, and no frame has to be there. */
const LIBRARY = 'klarnaAcquiringPurchaseFlowLibrary';

export type Settle = (settlement: Settlement) => void;

/** The SDK gives up on a frame after 30 s and then answers as if Klarna had refused. */
const SDK_GIVES_UP = 30_000;

/** Klarna decides in this frame. Other frames of Klarna's only show something, and some sessions have none at all. */
const MAIN_FRAME = 'iframe[id^="klarna-"][id$="-main"]';

export interface LoadCall {
  readonly clientToken: string;
  readonly container: HTMLElement;
  /** Empty: the session named no categories, Klarna shows what it has. */
  readonly category: string;
  /** Of the widget, where another one of the page has the plain name of this category. */
  readonly instanceId?: string | undefined;
  /** The shop's data; only its non-personal part is passed on. */
  readonly purchase: Purchase;
}

export interface OperationCall {
  readonly kind: Operation;
  readonly clientToken: string;
  /** Undefined on a page that only finalizes. */
  readonly container: HTMLElement | undefined;
  readonly category: string;
  /** As it was given to `load`. */
  readonly instanceId?: string | undefined;
  readonly purchase: Purchase;
  readonly autoFinalize: boolean;
}

/** `init` and `load` as one synchronous pair, so that no other element's session comes between them. */
export function callLoad(call: LoadCall, settle: Settle): void {
  const started = performance.now();
  invoke(
    'load',
    call.clientToken,
    (sdk, callback) =>
      sdk.load(
        { container: call.container, ...widgetOptions(call) },
        withoutPersonalData(call.purchase),
        callback,
      ),
    () => performance.now() - started >= SDK_GIVES_UP,
    settle,
  );
}

/**
 * `init` and the operation as one synchronous pair, in the task of the press. The result says whether an answer
 * can no longer come: Klarna's frame was there and is gone, or the whole SDK is.
 */
export function callOperation(call: OperationCall, settle: Settle): () => boolean {
  const { kind, container } = call;
  const isInFrame = kind === 'authorize' && !(LIBRARY in window);
  const frame = isInFrame ? container?.querySelector(MAIN_FRAME) : undefined;
  const isFrameGone = (): boolean => (frame ? !frame.isConnected : false);
  const isSdkGone = watchSdk();
  const options = {
    ...widgetOptions(call),
    ...(kind === 'authorize' && !call.autoFinalize && { auto_finalize: false }),
  };
  invoke(
    kind,
    call.clientToken,
    (sdk, callback) => sdk[kind](options, call.purchase, callback),
    // Without its frame, an answer is not Klarna’s decision.
    isFrameGone,
    settle,
  );
  return () => isFrameGone() || isSdkGone();
}

function invoke(
  phase: Extract<Phase, Operation | 'load'>,
  clientToken: string,
  run: (sdk: KlarnaPayments, callback: SdkCallback) => void,
  isUndecided: () => boolean,
  settle: Settle,
): void {
  let isSettled = false;
  let hasReturned = false;
  let isSameTask = true;
  let early: { readonly answer: unknown } | undefined;

  const finish = (settlement: Settlement): void => {
    if (isSettled) return;
    isSettled = true;
    settle(settlement);
  };
  const callback: SdkCallback = (answer) => {
    // The SDK calls back before it throws: the exception, which may follow, says more.
    if (!hasReturned) early ??= { answer };
    else finish({ type: 'answered', answer, undecided: isSameTask || isUndecided() });
  };

  const sdk = payments();
  if (!sdk) {
    finish({
      type: 'failed',
      fault: { code: 'operation-failed', phase, about: 'Klarna.Payments is gone' },
    });
    return;
  }
  afterThisTask(() => {
    isSameTask = false;
  });
  try {
    sdk.init({ client_token: clientToken });
    run(sdk, callback);
  } catch (error) {
    finish({ type: 'failed', fault: faultOf(error, phase) });
    return;
  }
  hasReturned = true;
  if (early) finish({ type: 'answered', answer: early.answer, undecided: true });
}

const widgetOptions = ({
  category,
  instanceId,
}: Pick<LoadCall, 'category' | 'instanceId'>): WidgetOptions =>
  instanceId
    ? { payment_method_categories: [category], instance_id: instanceId }
    : category
      ? { payment_method_category: category }
      : {};

/** The SDK posts everything that `load` gets to telemetry at once: names and addresses stay out of it. */
const withoutPersonalData = (purchase: Purchase): Purchase =>
  pick(
    purchase,
    'purchase_country',
    'purchase_currency',
    'locale',
    'order_amount',
    'order_tax_amount',
    'order_lines',
  );

/** Newer builds call most of their errors "Error": the message is asked as well as the name. */
function faultOf(error: unknown, phase: 'load' | Operation): Fault {
  const { name, message } =
    error instanceof Error ? error : { name: 'unknown', message: String(error) };
  const isTokenError = name.startsWith('InvalidClientToken') || /client.?token/i.test(message);
  const failure: ErrorCode = phase === 'load' ? 'load-failed' : 'operation-failed';
  const code = isTokenError ? 'client-token-invalid' : failure;
  return { code, phase, about: message, cause: error };
}
