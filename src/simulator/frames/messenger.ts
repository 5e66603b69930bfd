/** Passes calls from the page to a main frame; they wait until the frame has answered the handshake. */
import type { Options } from '../sdk/arguments.js';
import type { Method } from '../script/outcomes.js';
import type { Session } from '../sdk/session.js';

/** One call to Klarna's frame. */
export interface FrameCall {
  readonly method: Method;
  readonly options: Options;
  readonly session: Session;
  /** Relays the frame's answer to the page. */
  readonly respond: (answer: unknown) => void;
  /** The frame did not load within the SDK's 30 seconds. */
  readonly fail: () => void;
  /** The popup in which a person decides, where there is one. */
  readonly popup?: Window;
}

/** The program inside the frame. */
export interface FrameProgram {
  receive(call: FrameCall): void;
}

export class Messenger {
  #waiting: FrameCall[] = [];
  #program: FrameProgram | undefined;
  #shaken = false;
  #destroyed = false;

  /** Sends a call. After {@link destroy}, and while the frame reloads, it is lost silently. */
  send(call: FrameCall): void {
    if (this.#destroyed) return;
    if (this.#shaken) this.#program?.receive(call);
    else this.#waiting.push(call);
  }

  /** The frame has completed the handshake. What waited is sent, the last call first: so does the SDK. */
  connect(program: FrameProgram): void {
    if (this.#destroyed) return;
    this.#program = program;
    this.#shaken = true;
    for (const call of this.#waiting.splice(0).reverse()) program.receive(call);
  }

  /** The frame is reloading: the program in it is gone. */
  disconnect(): void {
    this.#program = undefined;
  }

  /** The SDK gave the frame up after 30 seconds. */
  fail(): void {
    for (const call of this.#waiting.splice(0)) call.fail();
  }

  /** Stops for good: even the same frame, inserted again, is ignored. */
  destroy(): void {
    this.#destroyed = true;
    this.#program = undefined;
    this.#waiting = [];
  }
}
