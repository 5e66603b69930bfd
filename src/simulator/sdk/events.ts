/** `Klarna.Payments.on` and `off`. */
import { errors } from './errors.js';

const EVENTS = ['heightChanged', 'fullscreenOverlayShown', 'fullscreenOverlayHidden'] as const;
export type EventName = (typeof EVENTS)[number];

const isEventName = (name: unknown): name is EventName =>
  (EVENTS as readonly unknown[]).includes(name);

type Handler = (...args: readonly unknown[]) => void;

export class EventHub {
  readonly #handlers = new Map<EventName, Handler[]>();

  /** The same handler added twice runs twice. */
  on(name: unknown, handler: unknown): void {
    if (!isEventName(name)) throw errors.eventNotSupported(String(name));
    if (typeof handler !== 'function') throw errors.listener();
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler as Handler]);
  }

  /** Without a handler everyone's are removed. Never throws. */
  off(name: unknown, handler: unknown): void {
    if (!isEventName(name)) return;
    const left = handler === undefined ? [] : (this.#handlers.get(name) ?? []);
    this.#handlers.set(
      name,
      left.filter((one) => one !== handler),
    );
  }

  /** A handler that throws silently keeps the later ones from hearing the event, as in the SDK. */
  emit(name: EventName, ...args: readonly unknown[]): void {
    try {
      for (const handler of this.#handlers.get(name) ?? []) handler(...args);
    } catch {
      // Nobody hears of it.
    }
  }

  clear(): void {
    this.#handlers.clear();
  }
}
