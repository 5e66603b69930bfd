/** What the controls say. */
import { MARKETS } from './markets.js';

export interface Settings {
  /** A market of Klarna Payments. */
  readonly country: string;
  readonly locale: string;
  readonly direction: string;
  readonly theme: string;
  readonly accent: string;
  readonly radius: string;
  readonly customer: string;
  /** How many methods the session offers. */
  readonly categories: string;
  /** Whether the element stands alone, in a form, or beside the form that it names. */
  readonly place: string;
  /** How the form's inputs say what they hold: by `autocomplete`, as a shop system, or by selectors. */
  readonly fields: string;
  readonly endpoint: string;
  readonly category: string;
  readonly button: string;
  readonly amount: string;
  readonly lock: string;
  readonly version: string;
  readonly token: string;
  readonly privacy: string;
  readonly csrfHeader: string;
  readonly csrfToken: string;
  /** Attributes that are on or off. */
  readonly granted: boolean;
  readonly steps: boolean;
  readonly order: boolean;
  readonly disabled: boolean;
  readonly choice: boolean;
  readonly submitter: boolean;
}

/** A disabled control says nothing: its setting is empty or off. */
export function readSettings(form: HTMLFormElement): Settings {
  const said = new FormData(form);
  const text = (name: string): string => {
    const value = said.get(name);
    return typeof value === 'string' ? value : '';
  };
  const country = text('country');
  return {
    country: MARKETS.includes(country) ? country : 'DE',
    locale: text('locale'),
    direction: text('direction'),
    theme: text('theme'),
    accent: text('accent'),
    radius: text('radius'),
    customer: text('customer'),
    categories: text('categories'),
    place: text('place'),
    fields: text('fields'),
    endpoint: text('endpoint'),
    category: text('category'),
    button: text('button'),
    amount: text('amount'),
    lock: text('lock'),
    version: text('version'),
    token: text('token'),
    privacy: text('privacy'),
    csrfHeader: text('csrfHeader'),
    csrfToken: text('csrfToken'),
    granted: said.has('granted'),
    steps: said.has('steps'),
    order: said.has('order'),
    disabled: said.has('disabled'),
    choice: said.has('choice'),
    submitter: said.has('submitter'),
  };
}

const hasForm = ({ place }: Settings): boolean => place !== 'alone';

/** By name of a control: when its attribute means something. The page says the same in a note beside it. */
const NEEDS: Readonly<Record<string, (settings: Settings) => boolean>> = {
  category: ({ categories }) => categories === 'three',
  choice: hasForm,
  fields: hasForm,
  submitter: hasForm,
  token: (settings) => hasForm(settings) && !settings.order,
  amount: ({ place, button }) => button === 'show' || (button === 'auto' && place === 'alone'),
  privacy: ({ granted }) => !granted,
  csrfToken: ({ csrfHeader }) => csrfHeader !== '',
};

/** Disables the controls that would change nothing, and enables the others. */
export function followNeeds(form: HTMLFormElement): void {
  const settings = readSettings(form);
  for (const [name, isMet] of Object.entries(NEEDS)) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
      control.disabled = !isMet(settings);
    }
  }
}
