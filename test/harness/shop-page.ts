/**
 * What runs inside the page of a `Shop`: a clock that stands still until it is told, a backend, Klarna's
 * stand-in, and the element. Tests work it from outside, through `window.stage`.
 */
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { KlarnaCheckout } from '../../src/index.js';
import '../../src/define.js';
import {
  createClientToken,
  installKlarnaSimulator,
  type KlarnaSimulator,
  type SimulatorOptions,
} from '../../src/simulator/index.js';
import { EVENT_NAMES } from './events.js';
import { TestEndpoint } from './endpoint.js';

export interface Stage {
  readonly clock: SinonFakeTimers;
  readonly endpoint: TestEndpoint;
  readonly events: { readonly name: string; readonly detail: unknown }[];
  /** What went wrong without anybody catching it. */
  readonly uncaught: string[];
  /** What the page's policy has blocked. */
  readonly violations: { readonly directive: string; readonly target: EventTarget | null }[];
  /** Method and token of each form that the page would have sent. */
  readonly sent: Readonly<Record<string, string>>[];
  /** Where each of them would have gone. */
  readonly destinations: string[];
  klarna: KlarnaSimulator | undefined;
  /** Scripts that came to their end, well or badly. */
  scriptsEnded: number;
  readonly configure: typeof KlarnaCheckout.configure;
  readonly clientToken: typeof createClientToken;
  /** Does what Klarna's script does when it runs. */
  readonly arrive: (options?: SimulatorOptions) => void;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

const clock = useFakeTimers({
  now: Date.now(),
  toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
});

const stage: Stage = {
  clock,
  endpoint: new TestEndpoint(),
  events: [],
  uncaught: [],
  violations: [],
  sent: [],
  destinations: [],
  klarna: undefined,
  scriptsEnded: 0,
  configure: KlarnaCheckout.configure,
  clientToken: createClientToken,
  arrive: (options = { height: 230 }) => {
    stage.klarna = installKlarnaSimulator({ delay: 5, ...options });
  },
};
window.stage = stage;

for (const name of EVENT_NAMES) {
  document.addEventListener(name, ({ detail }) => stage.events.push({ name, detail }));
}
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, target }) => {
  stage.violations.push({ directive: effectiveDirective, target });
});
addEventListener('error', ({ message }) => stage.uncaught.push(message));
addEventListener('unhandledrejection', ({ reason }) => stage.uncaught.push(String(reason)));
for (const type of ['load', 'error']) {
  document.addEventListener(
    type,
    ({ target }) => {
      if (target instanceof HTMLScriptElement) stage.scriptsEnded += 1;
    },
    { capture: true },
  );
}
// The platform's own functions, whatever the page has put in their place by the names of its controls.
const getAttribute = Reflect.get(Element.prototype, 'getAttribute');
document.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const { submitter } = event;
  const action =
    submitter?.getAttribute('formaction') ?? getAttribute.call(form, 'action') ?? location.href;
  stage.destinations.push(
    new URL(action, document.querySelector('base')?.href ?? location.href).href,
  );
  const data = new FormData(form);
  stage.sent.push(Object.fromEntries([...data].map(([name, value]) => [name, value as string])));
});
