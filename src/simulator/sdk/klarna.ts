/** `window.Klarna`, as evaluating Klarna's `api.js` makes it. */
import { isRecord } from './arguments.js';
import { authorize, finalize } from './authorize.js';
import { errors } from './errors.js';
import { load, loadPaymentReview } from './load.js';
import { startSession, type Namespace } from './namespace.js';
import { prepareLibrary } from './purchase-flow.js';
import type { Simulation } from '../simulation.js';

type Member =
  'init' | 'load' | 'authorize' | 'on' | 'off' | 'reauthorize' | 'finalize' | 'loadPaymentReview';

const COMMON = ['init', 'load', 'authorize', 'on', 'off'] as const;

/** Klarna's namespaces with their members, in the order in which they are enumerated. */
const NAMESPACES: Readonly<Record<string, readonly Member[]>> = {
  Credit: [...COMMON, 'reauthorize', 'loadPaymentReview'],
  DirectBankTransfer: [...COMMON, 'finalize'],
  DirectDebit: [...COMMON, 'reauthorize'],
  Payments: [...COMMON, 'reauthorize', 'finalize', 'loadPaymentReview'],
};

type Callable = (...args: unknown[]) => unknown;

/** Wrappers look at a function's length, so it is the real one's. */
const withLength = (length: number, callable: Callable): Callable =>
  Object.defineProperty(callable, 'length', { value: length });

function members(simulation: Simulation, namespace: Namespace): Readonly<Record<Member, Callable>> {
  const { events } = simulation;
  return {
    init: withLength(3, (options, callback) => init(simulation, namespace, options, callback)),
    load: withLength(3, (...args) => load(simulation, namespace, args)),
    authorize: withLength(3, (...args) => authorize(simulation, namespace, args)),
    on: withLength(2, (name, handler) => {
      simulation.telemetry.send('on_called', namespace.session);
      events.on(name, handler);
    }),
    off: withLength(2, (name, handler) => events.off(name, handler)),
    reauthorize: withLength(3, (...args) => finalize(simulation, namespace, 'reauthorize', args)),
    finalize: withLength(3, (...args) => finalize(simulation, namespace, 'finalize', args)),
    loadPaymentReview: withLength(0, (...args) => loadPaymentReview(simulation, namespace, args)),
  };
}

function init(
  simulation: Simulation,
  namespace: Namespace,
  options: unknown,
  callback: unknown,
): unknown {
  const asked = isRecord(options) ? options : {};
  const { client_token: token, client_key: key } = asked;
  simulation.record('init', asked, {});
  const begin = (): unknown => {
    if (key !== undefined) throw errors.invalidClientKey();
    startSession(simulation, namespace, token);
    if (namespace.session?.purchaseFlow) prepareLibrary(simulation, namespace.session);
    return namespace.api;
  };
  if (typeof callback !== 'function') return begin();
  let result: unknown;
  try {
    result = begin();
  } catch (error) {
    result = { error };
  }
  (callback as (result: unknown) => void)(result);
  return undefined;
}

/** Express checkout is another product: its functions are there, and using them says that the simulator has none. */
function buttons(): Record<string, Callable> {
  const missing = (): never => {
    throw errors.notOffered('Klarna.Payments.Buttons');
  };
  const made: Record<string, Callable> = {
    init: withLength(1, () => made),
    load: withLength(2, missing),
    authorize: withLength(0, missing),
  };
  return made;
}

/** Makes the four namespaces. Plain writable properties, as in the SDK. */
export function createNamespaces(simulation: Simulation): Record<string, Record<string, unknown>> {
  const made: Record<string, Record<string, unknown>> = {};
  for (const [name, names] of Object.entries(NAMESPACES)) {
    const api: Record<string, unknown> = {};
    const namespace: Namespace = { name: name.toLowerCase(), api, session: undefined };
    const all = members(simulation, namespace);
    for (const member of names) api[member] = all[member];
    if (name === 'Payments') api['Buttons'] = buttons();
    made[name] = api;
  }
  return made;
}
