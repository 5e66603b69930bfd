/**
 * What runs inside each page of the fault table: a clock that stands still until it is told, a backend, Klarna's
 * stand-in, and the element. The table's runner works it from outside, through `window.stage`.
 */
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { KlarnaCheckout } from '../../src/index.js';
import '../../src/define.js';
import {
  createClientToken,
  installKlarnaSimulator,
  type KlarnaSimulator,
} from '../../src/simulator/index.js';
import { EVENT_NAMES } from '../support/events.js';
import { TestEndpoint } from '../support/endpoint.js';

export interface Stage {
  readonly clock: SinonFakeTimers;
  readonly endpoint: TestEndpoint;
  readonly events: { readonly name: string; readonly detail: unknown }[];
  /** What went wrong without anybody catching it. */
  readonly uncaught: string[];
  /** Method and token of each form that the page would have sent. */
  readonly sent: Readonly<Record<string, string>>[];
  klarna: KlarnaSimulator | undefined;
  /** Scripts that came to their end, well or badly. */
  scriptsEnded: number;
  readonly configure: typeof KlarnaCheckout.configure;
  readonly clientToken: typeof createClientToken;
  /** Does what Klarna's script does when it runs. */
  readonly arrive: () => void;
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
  sent: [],
  klarna: undefined,
  scriptsEnded: 0,
  configure: KlarnaCheckout.configure,
  clientToken: createClientToken,
  arrive: () => {
    stage.klarna = installKlarnaSimulator({ delay: 5, height: 230 });
  },
};
window.stage = stage;

for (const name of EVENT_NAMES) {
  document.addEventListener(name, ({ detail }) => stage.events.push({ name, detail }));
}
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
document.addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  stage.sent.push(Object.fromEntries([...data].map(([name, value]) => [name, value as string])));
});
