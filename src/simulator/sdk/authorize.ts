/** `authorize`, `finalize` and `reauthorize`: each goes one of three ways, chosen by the token. */
import { quietly, readSwappable, type CallArguments } from './arguments.js';
import { addDeviceRecognition } from '../frames/device-recognition.js';
import type { FrameCall } from '../frames/messenger.js';
import { Widget } from '../frames/widget.js';
import { checkCategory, checkInstanceId, widgetName } from './names.js';
import { answerAtOnce, remember, telemetryQuery, type Namespace } from './namespace.js';
import { byTestPerson } from '../script/outcomes.js';
import type { Payment } from './payment.js';
import { authorizeInPopup } from './popup.js';
import { runPurchaseFlow, withDefaults } from './purchase-flow.js';
import { deepMerge, type Session } from './session.js';
import type { Simulation } from '../simulation.js';

const REFUSED = { show_form: false, approved: false };

/** Where an experiment makes up for a missing `load`, the new frame is given this long. */
const MADE_UP_LOAD = 600;

export function authorize(
  simulation: Simulation,
  namespace: Namespace,
  args: readonly unknown[],
): void {
  const call = readSwappable(args, ['payment_method_category', 'instance_id']);
  const { options, data, callback } = call;
  const { session } = namespace;
  simulation.record('authorize', options, data);
  simulation.telemetry.send('authorize_called', session, telemetryQuery(options), data);
  checking(call, () => {
    checkCategory(options);
    checkInstanceId(options);
  });
  const name = widgetName(options, session, namespace.name);
  if (simulation.running.has(name)) return;
  const atOnce = simulation.script.takeAtOnce('authorize');
  if (atOnce) {
    answerAtOnce(atOnce, callback);
    return;
  }
  simulation.later(session, () => {
    if (session?.usable && isLoaded(simulation, session, name)) {
      remember(session, data);
      start(simulation, session, { ...call, name, method: 'authorize' });
    } else {
      // What the callback throws here surfaces as an unhandled rejection, with the page's own error.
      void Promise.resolve().then(() => callback(REFUSED));
    }
  });
}

/** `finalize` and `reauthorize` need no `load`: without a purchase flow they work in a hidden frame. */
export function finalize(
  simulation: Simulation,
  namespace: Namespace,
  method: 'finalize' | 'reauthorize',
  args: readonly unknown[],
): void {
  const call = readSwappable(args, ['payment_method_category']);
  simulation.record(method, call.options, call.data);
  // Before init this is a bare TypeError and no callback, as in the SDK.
  const session = namespace.session as Session;
  const { usable } = session;
  simulation.telemetry.send(`${method}_called`, session, {}, call.options);
  checking(call, () => checkCategory(call.options));
  const atOnce = simulation.script.takeAtOnce(method);
  if (atOnce) {
    answerAtOnce(atOnce, call.callback);
    return;
  }
  remember(session, call.data);
  const payment = { ...call, method, name: widgetName(call.options, session, namespace.name) };
  if (!usable) call.callback(REFUSED);
  else if (simulation.frameless || session.purchaseFlow || session.newerBuild) {
    simulation.later(session, () => start(simulation, session, payment));
  } else {
    start(simulation, session, payment);
  }
}

function checking(call: CallArguments, check: () => void): void {
  try {
    check();
  } catch (error) {
    call.callback(REFUSED);
    throw error;
  }
}

/** Purchase flow needs no `load`, and an experiment has it made up for. */
function isLoaded(simulation: Simulation, session: Session, name: string): boolean {
  if (session.purchaseFlow || session.experiments.has('kpc-ua')) return true;
  return simulation.frameless
    ? simulation.framelessWidgets.has(name)
    : Widget.find(simulation, name) !== undefined;
}

function start(simulation: Simulation, session: Session, payment: Payment): void {
  const { method, name, options } = payment;
  const locked = method === 'authorize' && (session.purchaseFlow || session.mode === 'popup');
  if (locked) simulation.running.add(name);
  const respond = (answer: unknown): void => {
    if (locked) simulation.running.delete(name);
    simulation.telemetry.send(`${method}_completed`, session, {}, answer ?? {});
    quietly(payment.callback)(answer ?? {});
  };
  if (simulation.frameless) {
    const behaviour = simulation.script.take(method) ?? byTestPerson(method, session, options);
    const { purchaseFlow } = session;
    simulation.playFrameless(behaviour, name, (answer) =>
      respond(purchaseFlow ? withDefaults(answer) : answer),
    );
    return;
  }
  if (session.purchaseFlow) {
    const data = deepMerge(session.pendingData, payment.data);
    session.pendingData = {};
    runPurchaseFlow(simulation, session, { ...payment, data }, respond);
    return;
  }
  if (session.production) addDeviceRecognition(simulation);
  const known = method === 'authorize' ? Widget.find(simulation, name) : undefined;
  const widget =
    known ?? Widget.at(simulation, session, { name, container: document.body, hidden: true });
  const fail = (): void => respond(REFUSED);
  const call: FrameCall = { method, options, session, respond, fail };
  if (method === 'authorize' && session.mode === 'popup') {
    authorizeInPopup(simulation, widget, name, call);
  } else if (method === 'authorize' && !known) {
    simulation.timers.after(MADE_UP_LOAD, () => widget.messenger.send(call));
  } else {
    widget.messenger.send(call);
  }
}
