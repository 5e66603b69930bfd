/** What the demo panel can make happen. One choice a tab, kept in `sessionStorage`. */
interface Scenario {
  readonly label: { readonly en: string; readonly de: string };
  /** Query of the simulator's script; without it a person decides in Klarna's overlay. */
  readonly sdk?: Readonly<Record<string, string>>;
  /** Told to the shop's token endpoint in the header `demo-scenario`. */
  readonly endpoint?: 'error' | 'slow' | 'closed';
}

export const SCENARIOS = {
  person: {
    label: { en: 'You decide, in Klarna’s place', de: 'Du entscheidest an Klarnas Stelle' },
  },
  approve: {
    label: { en: 'Klarna approves', de: 'Klarna stimmt zu' },
    sdk: { authorize: 'approve' },
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

const KEY = 'demo-scenario';

export function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

/** The choice of this tab. */
export function scenario(): ScenarioName {
  const name = sessionStorage.getItem(KEY) ?? '';
  return isScenario(name) ? name : 'person';
}

export function choose(name: ScenarioName): void {
  sessionStorage.setItem(KEY, name);
}
