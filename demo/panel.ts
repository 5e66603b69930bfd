/** The demo panel: what the element says, and what the shopper's Klarna is to answer. */
import { EVENT_NAMES, now, readable } from './event-text.js';
import { choose, isScenario, scenarioName, SCENARIOS } from './scenarios.js';

const log = document.querySelector<HTMLOListElement>('#panel-log');
const state = document.querySelector<HTMLOutputElement>('#panel-state');
const select = document.querySelector<HTMLSelectElement>('#scenario');

/** Events of earlier pages of this purchase stay readable: a redirect would take them away. */
const KEPT = 'demo-log';

interface Entry {
  readonly time: string;
  readonly name: string;
  readonly detail: string;
}

function kept(): Entry[] {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as Entry[];
}

/** What is kept leaves out name and address. */
const WITHOUT_PERSON = { purchase: undefined };

function keep(entry: Entry): void {
  sessionStorage.setItem(KEPT, JSON.stringify([...kept(), entry].slice(-50)));
}

function write(entry: Entry): void {
  const item = document.createElement('li');
  const time = document.createElement('time');
  const name = document.createElement('strong');
  const detail = document.createElement('code');
  time.textContent = entry.time;
  name.textContent = entry.name;
  detail.textContent = entry.detail;
  item.append(time, ' ', name, detail);
  log?.prepend(item);
}

for (const entry of kept()) write(entry);

// The element may have begun before this script ran.
const begun = document.querySelector('klarna-checkout')?.state;
if (state && begun) state.value = begun;

for (const name of EVENT_NAMES) {
  document.addEventListener(name, (event) => {
    const entry: Entry = {
      time: now(),
      name,
      detail: readable(event.detail),
    };
    write(entry);
    keep({ ...entry, detail: readable({ ...event.detail, ...WITHOUT_PERSON }) });
    if (event.type === 'klarna-state' && state) {
      state.value = (event as GlobalEventHandlersEventMap['klarna-state']).detail.state;
    }
  });
}

document.querySelector('#panel-clear')?.addEventListener('click', () => {
  sessionStorage.removeItem(KEPT);
  log?.replaceChildren();
});

if (select) {
  const language = document.documentElement.lang === 'de' ? 'de' : 'en';
  for (const [id, { label }] of Object.entries(SCENARIOS)) {
    select.add(new Option(label[language], id, false, id === scenarioName()));
  }
  select.addEventListener('change', () => {
    if (!isScenario(select.value)) return;
    choose(select.value);
    location.reload();
  });
}
