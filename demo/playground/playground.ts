/** The playground: controls on one side, the element, its HTML, its events and its requests on the other. */
import '../sdk.js';
import '../../src/define.js';
import { EVENT_NAMES, now, readable } from '../event-text.js';
import { choose, isScenario, scenarioName, SCENARIOS } from '../scenarios.js';
import { attributesOf, ENDPOINTS } from './attributes.js';
import { propertiesOf, styleOf } from './look.js';
import { localesOf, MARKETS } from './markets.js';
import { print } from './markup.js';
import { sceneOf, staged } from './scene.js';
import { followNeeds, readSettings, type Settings } from './settings.js';
import { connect } from './wire.js';

function found<T extends Element>(selector: string, kind: new () => T): T {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`The page has no ${selector}`);
  return element;
}

const controls = found('#controls', HTMLFormElement);
const stage = found('#stage', HTMLElement);
const code = found('#code', HTMLElement);
const copy = found('#copy', HTMLButtonElement);
const state = found('#state', HTMLOutputElement);
const events = found('#events', HTMLOListElement);
const network = found('#network', HTMLOListElement);
const country = found('#country', HTMLSelectElement);
const locale = found('#locale', HTMLSelectElement);
const endpoint = found('#endpoint', HTMLSelectElement);
const scenario = found('#scenario', HTMLSelectElement);
const brand = found('#brand', HTMLFieldSetElement);

const language = document.documentElement.lang;

function write(list: HTMLOListElement, name: string, detail: string): void {
  const item = document.createElement('li');
  const time = document.createElement('time');
  const title = document.createElement('strong');
  time.textContent = now();
  title.textContent = name;
  item.append(time, ' ', title);
  if (detail) {
    const text = document.createElement('code');
    text.textContent = detail;
    item.append(text);
  }
  list.prepend(item);
}

function fill(select: HTMLSelectElement, options: readonly (readonly [string, string])[]): void {
  select.replaceChildren(...options.map(([value, label]) => new Option(label, value)));
}

function fillLocales(): void {
  const { country: market } = readSettings(controls);
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const before = locale.value;
  fill(
    locale,
    localesOf(market).map((tag) => [tag, names.of(tag.slice(0, 2)) ?? tag]),
  );
  if ([...locale.options].some(({ value }) => value === before)) locale.value = before;
}

/** The address says all that is set, so that it can be sent to somebody. */
function keep(): void {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(controls)) {
    if (typeof value === 'string') said.set(name, value);
  }
  history.replaceState(null, '', `#${said}`);
}

function restore(): void {
  const said = new URLSearchParams(location.hash.slice(1));
  if (!said.size) return;
  for (const control of controls.elements) {
    if (control instanceof HTMLInputElement && control.type === 'checkbox') {
      control.checked = said.has(control.name);
    } else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
      control.value = said.get(control.name) ?? control.value;
      if (control === country) fillLocales();
    }
  }
  const wanted = said.get('scenario') ?? '';
  if (isScenario(wanted)) choose(wanted);
}

/** What a form of the stage would send is shown and stays here. */
stage.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const sent = Object.fromEntries(new FormData(event.target, event.submitter));
  write(network, 'POST /order', readable({ sent }));
});

/** Prints what is on the stage, and keeps it in the address. */
function say(settings: Settings, scene: readonly HTMLElement[]): void {
  code.textContent = styleOf(settings) + scene.map((node) => print(node)).join('\n');
  copy.textContent = copy.dataset['label'] ?? '';
  keep();
}

/** Puts a new element on the stage. */
function show(): void {
  followNeeds(controls);
  const settings = readSettings(controls);
  const before = stage.querySelector('klarna-checkout');
  if (before?.matches(':is(:state(authorizing), :state(finalizing), :state(placing))')) {
    keep();
    location.reload();
    return;
  }
  // A new element shall ask anew; one that has only asked has nothing to take back.
  if (before && !before.matches(':is(:state(idle), :state(consent))')) before.withdrawConsent();
  const scene = sceneOf(settings);
  brand.hidden = settings.theme !== 'brand';
  stage.lang = settings.locale;
  stage.dir = settings.direction;
  stage.dataset['theme'] = settings.theme;
  stage.replaceChildren(...staged(scene));
  const element = stage.querySelector('klarna-checkout');
  for (const [name, value] of propertiesOf(settings)) element?.style.setProperty(name, value);
  state.value = element?.state ?? '';
  say(settings, scene);
}

/** Attributes that a page changes during a purchase: the same element goes on. */
const DURING = ['version', 'disabled'];

function change(): void {
  const settings = readSettings(controls);
  const element = stage.querySelector('klarna-checkout');
  const attributes = attributesOf(settings);
  for (const name of ['cart-version', 'disabled']) {
    const value = attributes[name];
    if (value === undefined) element?.removeAttribute(name);
    else element?.setAttribute(name, value);
  }
  say(settings, sceneOf(settings));
}

fill(
  country,
  MARKETS.map((market) => [
    market,
    new Intl.DisplayNames(language, { type: 'region' }).of(market) ?? market,
  ]),
);
fill(
  endpoint,
  ENDPOINTS.map((one) => [one, one]),
);
country.value = 'DE';
fillLocales();
fill(
  scenario,
  Object.entries(SCENARIOS).map(([id, { label }]) => [id, label[language === 'de' ? 'de' : 'en']]),
);
scenario.value = scenarioName();
locale.value = language === 'de' ? 'de-DE' : 'en-DE';
restore();

connect({
  categories: () => readSettings(controls).categories,
  report: ({ request, result, detail }) => {
    write(network, `${request} (${result})`, detail === undefined ? '' : readable(detail));
  },
});

for (const name of EVENT_NAMES) {
  stage.addEventListener(name, (event) => {
    write(events, name, readable(event.detail));
    if (event.type === 'klarna-state') {
      state.value = (event as GlobalEventHandlersEventMap['klarna-state']).detail.state;
    }
  });
}

controls.addEventListener('submit', (event) => event.preventDefault());
controls.addEventListener('change', (event) => {
  if (event.target === scenario && isScenario(scenario.value)) {
    choose(scenario.value);
    keep();
    location.reload();
    return;
  }
  if (event.target === country) fillLocales();
  const { name } = event.target as HTMLInputElement | HTMLSelectElement;
  if (DURING.includes(name)) change();
  else show();
});
found('#again', HTMLButtonElement).addEventListener('click', () => {
  events.replaceChildren();
  network.replaceChildren();
  show();
});
copy.addEventListener('click', () => {
  void navigator.clipboard.writeText(code.textContent).then(() => {
    copy.textContent = copy.dataset['done'] ?? '';
  });
});

show();
