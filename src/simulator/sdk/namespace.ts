/** One of Klarna's four namespaces. Each has a session of its own; the widgets are common to all. */
import { errors } from './errors.js';
import type { Options } from './arguments.js';
import type { Behaviour } from '../script/outcomes.js';
import { deepMerge, readSession, type Session } from './session.js';
import type { Simulation } from '../simulation.js';

export interface Namespace {
  /** Default name of a widget when the token says nothing. */
  readonly name: string;
  readonly api: Record<string, unknown>;
  session: Session | undefined;
}

/** Takes up a token. Throws when it cannot be decoded, and leaves the earlier session as it was. */
export function startSession(simulation: Simulation, namespace: Namespace, token: unknown): void {
  const earlier = namespace.session;
  const session = readSession(token);
  // The same session again: what the page told Klarna is still known there.
  if (earlier?.id === session.id) {
    session.known = earlier.known;
    session.pendingData = earlier.pendingData;
  }
  namespace.session = session;
  simulation.telemetry.sendOnce('api_setup', session);
  simulation.telemetry.send('init_called', session);
  if (session.scheme) defineInitialized(namespace.api);
}

/** Appears with the first usable scheme and never goes away again, whatever becomes of the session. */
function defineInitialized(api: Record<string, unknown>): void {
  Object.defineProperty(api, 'initialized', {
    configurable: true,
    enumerable: false,
    get: () => true,
  });
}

/** The session, if it can be worked with. Throws "not yet been initialized" otherwise. */
export function usableSession(namespace: Namespace): Session {
  const { session } = namespace;
  if (!session?.usable) throw errors.notInitialized();
  return session;
}

/** Remembers what the page told Klarna, as Klarna's own session does. */
export function remember(session: Session, data: unknown): void {
  session.known = deepMerge(session.known, data);
}

/** Plays a behaviour that happens before the call returns. */
export function answerAtOnce(behaviour: Behaviour, callback: (result: unknown) => void): void {
  if (behaviour.atOnce !== 'throw') callback(behaviour.answer);
  if (behaviour.atOnce !== 'answer') throw errors.scripted();
}

/** Which widget a telemetry post is about. */
export function telemetryQuery(options: Options): Readonly<Record<string, unknown>> {
  return {
    instance_id: options['instance_id'],
    payment_method_category: options['payment_method_category'],
  };
}
