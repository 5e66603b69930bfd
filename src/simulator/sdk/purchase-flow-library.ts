/** A stand-in for Klarna's purchase-flow library, which decides in static mode. */
import {
  byChoice,
  byTestPerson,
  type Behaviour,
  type Choice,
  type Method,
} from '../script/outcomes.js';
import { isRecord } from './arguments.js';
import { createIframe, setStyles } from '../frames/iframe.js';
import { askPerson } from '../frames/decision.js';
import { play } from '../frames/play.js';
import type { Session } from './session.js';
import type { Simulation } from '../simulation.js';

/** The library's global, by its real name. */
export const LIBRARY = 'klarnaAcquiringPurchaseFlowLibrary';

export interface RenderOptions {
  readonly token: string;
  readonly merchantUpdate: unknown;
  readonly paymentMethodCategory: unknown;
  readonly reauthorize: boolean;
  readonly finalize: boolean;
  readonly autoFinalize: boolean;
}

export interface PurchaseFlowLibrary {
  readonly errors?: { readonly AbortedError: new (message?: string) => Error };
  render(options: RenderOptions): Promise<unknown>;
}

declare global {
  interface Window {
    [LIBRARY]?: PurchaseFlowLibrary;
  }
}

class AbortedError extends Error {}

export function installLibrary(simulation: Simulation, session: Session): void {
  simulation.onClear(() => Reflect.deleteProperty(window, LIBRARY));
  const named = simulation.conditions.library !== 'rejects-unnamed';
  window[LIBRARY] = {
    ...(named ? { errors: { AbortedError } } : {}),
    render: (options) => {
      if (simulation.conditions.library === 'throws') throw new Error('The library cannot render.');
      return decide(simulation, session, options);
    },
  };
}

function decide(
  simulation: Simulation,
  session: Session,
  options: RenderOptions,
): Promise<unknown> {
  const method: Method = options.finalize
    ? 'finalize'
    : options.reauthorize
      ? 'reauthorize'
      : 'authorize';
  const asked = { auto_finalize: options.autoFinalize };
  return new Promise((resolve, reject) => {
    const finish = (behaviour: Behaviour): void =>
      play(simulation, behaviour, {
        alive: () => true,
        reportHeight: () => undefined,
        showOverlay: () => undefined,
        hideOverlay: () => undefined,
        answer: (answer) => {
          if (simulation.conditions.library.startsWith('rejects')) reject(new Error('Told to.'));
          else if (isAbort(answer)) reject(new AbortedError('Closed by the shopper.'));
          else resolve(answer);
        },
      });
    const scripted = simulation.script.take(method);
    if (scripted) finish(scripted);
    else if (simulation.mode === 'script') finish(byTestPerson(method, session, asked));
    else {
      askInFrame(simulation, session, method, (choice) =>
        finish(byChoice(choice, method, session, asked)),
      );
    }
  });
}

/** The library tells of a closed window by an error of its own. */
const isAbort = (answer: unknown): boolean =>
  isRecord(answer) &&
  answer['approved'] === false &&
  answer['show_form'] === true &&
  answer['error'] === undefined;

function askInFrame(
  simulation: Simulation,
  session: Session,
  method: Method,
  answer: (choice: Choice) => void,
): void {
  const before = document.activeElement;
  const iframe = createIframe('klarna-purchase-flow', 'Klarna', session);
  setStyles(iframe, {
    border: '0px',
    position: 'fixed',
    inset: '0px',
    width: '100%',
    height: '100%',
    'z-index': '2147483647',
  });
  simulation.onClear(() => iframe.remove());
  iframe.addEventListener('load', () =>
    simulation.timers.after(simulation.delay, () => {
      const page = iframe.contentDocument;
      if (!page) return;
      askPerson(page, method, session, (choice) => {
        iframe.remove();
        if (before instanceof HTMLElement) before.focus();
        answer(choice);
      });
    }),
  );
  document.body.append(iframe);
}
