/** `load` and `loadPaymentReview`: from the page's arguments to a widget in its container. */
import { quietly, readArguments, type Callback, type CallArguments } from './arguments.js';
import { errors } from './errors.js';
import { Widget, type Place } from '../frames/widget.js';
import { checkLoadOptions, widgetName } from './names.js';
import {
  answerAtOnce,
  remember,
  startSession,
  telemetryQuery,
  usableSession,
  type Namespace,
} from './namespace.js';
import { byTestPerson, type Method } from '../script/outcomes.js';
import type { Session } from './session.js';
import type { Simulation } from '../simulation.js';
import { loadOffer, removeOffers, SHOWN } from './static-offer.js';

const REFUSED = { show_form: false };
const REVIEW_COUNTRIES = new Set(['US', 'GB']);
/** Name of the payment review's widget. */
const REVIEW = 'payment_review';

export function load(simulation: Simulation, namespace: Namespace, args: readonly unknown[]): void {
  const call = readArguments(args);
  const { options, data, callback } = call;
  simulation.record('load', options, data);
  simulation.telemetry.send('load_called', namespace.session, telemetryQuery(options), data);
  const checked = checking(callback, () => {
    const token = options['client_token'];
    if (token !== undefined && token !== namespace.session?.token) {
      startSession(simulation, namespace, token);
    }
    const session = usableSession(namespace);
    const container = findContainer(options['container']);
    checkLoadOptions(options);
    return { session, container };
  });
  remember(checked.session, data);
  const name = widgetName(options, checked.session, namespace.name);
  perform(simulation, call, 'load', { ...checked, name });
}

export function loadPaymentReview(
  simulation: Simulation,
  namespace: Namespace,
  args: readonly unknown[],
): void {
  const call = readArguments(args);
  simulation.record('loadPaymentReview', call.options, call.data);
  simulation.telemetry.send('load_payment_review_called', namespace.session);
  const checked = checking(call.callback, () => {
    const session = usableSession(namespace);
    if (!REVIEW_COUNTRIES.has(session.country)) throw errors.operationNotSupported();
    return { session, container: findContainer(call.options['container']) };
  });
  perform(simulation, call, 'loadPaymentReview', { ...checked, name: REVIEW, review: true });
}

/** On every error the callback comes first, and the exception after it; except for a selector that is no selector. */
function checking<T>(callback: Callback, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof DOMException)) callback(REFUSED);
    throw error;
  }
}

function findContainer(container: unknown): Element {
  if (typeof container === 'string') {
    const found = document.querySelector(container);
    if (!found) throw errors.invalidContainerSelector(container);
    return found;
  }
  if (container instanceof HTMLElement) return container;
  throw errors.container();
}

function perform(
  simulation: Simulation,
  call: CallArguments,
  method: Method,
  place: Place & { readonly session: Session },
): void {
  const { options, callback } = call;
  const { session } = place;
  const atOnce = simulation.script.takeAtOnce(method);
  if (atOnce) {
    answerAtOnce(atOnce, callback);
    return;
  }
  const respond = (answer: unknown): void => {
    const event = place.review ? 'load_payment_review_completed' : 'load_completed';
    simulation.telemetry.send(event, session, telemetryQuery(options), answer ?? {});
    quietly(callback)(answer ?? {});
  };
  simulation.later(session, () => {
    if (simulation.frameless) {
      simulation.framelessWidgets.add(place.name);
      const unscripted = session.mode === 'static' ? SHOWN : byTestPerson(method, session, options);
      const behaviour = simulation.script.take(method) ?? unscripted;
      simulation.playFrameless(behaviour, place.name, respond);
    } else if (session.mode === 'static' && !place.review) {
      loadOffer(simulation, call, session, place, respond);
    } else {
      removeOffers(place.container);
      const widget = Widget.at(simulation, session, place);
      const fail = (): void => respond(REFUSED);
      widget.messenger.send({ method, options, session, respond, fail });
    }
  });
}
