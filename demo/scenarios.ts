/** What the demo panel can make happen. One choice a tab, kept in `sessionStorage`. */
import type { Misbehaviour } from './server/payments.js';

interface Scenario {
  readonly label: { readonly en: string; readonly de: string };
  /** Query of the simulator's script; without it a person decides in Klarna's place. */
  readonly sdk?: string;
  /** Told to the shop's token endpoint in the header `demo-scenario`. */
  readonly endpoint?: Misbehaviour;
}

export const SCENARIOS = {
  person: { label: { en: 'You answer for Klarna', de: 'Sie antworten für Klarna' } },
  approve: { label: { en: 'Klarna approves', de: 'Klarna stimmt zu' }, sdk: 'mode=script' },
  decline: { label: { en: 'Klarna declines', de: 'Klarna lehnt ab' }, sdk: 'authorize=decline' },
  cancel: {
    label: { en: 'The shopper closes Klarna', de: 'Klarna wird geschlossen' },
    sdk: 'authorize-once=close',
  },
  invalid: {
    label: { en: 'A field is wrong, once', de: 'Ein Feld ist falsch, einmal' },
    sdk: 'mode=script&authorize-once=invalid',
  },
  unavailable: {
    label: { en: 'Klarna offers nothing', de: 'Klarna bietet nichts an' },
    sdk: 'load=refuse',
  },
  'finalize-declined': {
    label: { en: 'Declined at the last step', de: 'Abgelehnt im letzten Schritt' },
    sdk: 'mode=script&finalize=decline',
  },
  never: {
    label: { en: 'Klarna never answers', de: 'Klarna antwortet nie' },
    sdk: 'authorize=never',
  },
  silent: {
    label: { en: 'Klarna’s frame stays silent', de: 'Klarnas Rahmen bleibt stumm' },
    sdk: 'frame=silent',
  },
  blocked: { label: { en: 'The SDK is blocked', de: 'Das SDK ist blockiert' }, sdk: 'blocked' },
  error: {
    label: { en: 'The shop’s endpoint fails', de: 'Der Endpunkt des Shops versagt' },
    endpoint: 'error',
  },
  slow: {
    label: { en: 'The shop’s endpoint is slow', de: 'Der Endpunkt des Shops ist langsam' },
    endpoint: 'slow',
  },
  'order-error': {
    label: { en: 'The order call fails', de: 'Die Bestellung schlägt fehl' },
    sdk: 'mode=script',
    endpoint: 'order-error',
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

const KEY = 'demo-scenario';

export function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

/** The choice of this tab. */
export function scenarioName(): ScenarioName {
  const name = sessionStorage.getItem(KEY) ?? '';
  return isScenario(name) ? name : 'person';
}

export function currentScenario(): Scenario {
  return SCENARIOS[scenarioName()];
}

export function choose(name: ScenarioName): void {
  sessionStorage.setItem(KEY, name);
}
