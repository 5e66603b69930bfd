/** The SDK's side of the purchase flow: fetches Klarna's library at `init`, calls it, and translates its answer. */
import { isRecord } from './arguments.js';
import { createScriptMark } from '../frames/iframe.js';
import type { Payment } from './payment.js';
import { installLibrary, LIBRARY, type PurchaseFlowLibrary } from './purchase-flow-library.js';
import type { Session } from './session.js';
import type { Simulation } from '../simulation.js';

const REFUSED = { show_form: false, approved: false };
const DEFAULTS = { show_form: true, approved: false, finalize_required: false };

/** The library of each simulator, once it has been asked for. */
const libraries = new WeakMap<Simulation, Promise<PurchaseFlowLibrary | undefined>>();

/** What the SDK lays under the library's answer. */
export const withDefaults = (answer: unknown): unknown => ({
  ...DEFAULTS,
  ...(isRecord(answer) ? answer : {}),
});

/** Begins to fetch the library, once per page. */
export function prepareLibrary(simulation: Simulation, session: Session): void {
  if (simulation.frameless || libraries.has(simulation)) return;
  simulation.telemetry.send('apf_lib_fetch_started', session);
  libraries.set(simulation, download(simulation, session));
}

function markScript(simulation: Simulation): void {
  const mark = createScriptMark();
  document.body.append(mark);
  simulation.onClear(() => mark.remove());
}

/** Answers with the library, or `undefined` when it could not be had. A hanging request answers never. */
function download(
  simulation: Simulation,
  session: Session,
): Promise<PurchaseFlowLibrary | undefined> {
  markScript(simulation);
  return new Promise((resolve) => {
    if (simulation.conditions.library === 'hangs') return;
    simulation.timers.after(simulation.delay, () => {
      const missing = simulation.conditions.library === 'missing';
      if (missing) {
        // The SDK tries a second host before it gives up.
        markScript(simulation);
        libraries.delete(simulation);
      } else {
        installLibrary(simulation, session);
      }
      simulation.telemetry.send('apf_lib_fetch_completed', session);
      resolve(missing ? undefined : window[LIBRARY]);
    });
  });
}

/** Lets the library decide. Where it breaks there is no answer, and the widget's name stays locked. */
export function runPurchaseFlow(
  simulation: Simulation,
  session: Session,
  payment: Payment,
  respond: (answer: unknown) => void,
): void {
  prepareLibrary(simulation, session);
  void libraries.get(simulation)?.then(async () => {
    // Looked up again: a page may have put its own in its place.
    const library = window[LIBRARY];
    if (!library) {
      respond(REFUSED);
      return;
    }
    const { method, options } = payment;
    try {
      const answer = await library.render({
        token: session.token,
        merchantUpdate: payment.data,
        paymentMethodCategory: options['payment_method_category'],
        reauthorize: method === 'reauthorize',
        finalize: method === 'finalize',
        autoFinalize: options['auto_finalize'] !== false,
      });
      respond(withDefaults(answer));
    } catch (error) {
      const aborted = library.errors?.AbortedError;
      // Thrown while rendering, or nothing to tell an abort by: the SDK loses the thread here.
      if (!aborted || simulation.conditions.library === 'throws') return;
      respond(error instanceof aborted ? DEFAULTS : { ...DEFAULTS, show_form: false });
    }
  });
}
