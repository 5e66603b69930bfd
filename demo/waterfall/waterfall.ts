/** Draws the last purchase of this tab as a waterfall: one table for each part in which nobody waits for the shopper. */
import { lastTimeline, type Step } from '../timeline.js';

/** A longer pause, in milliseconds, is the shopper's own time: it would make all bars too thin to see. */
const PAUSE = 1000;

const endOf = ({ start, took = 0 }: Step): number => start + took;

/** Consent and press begin a part, and so does each page, and whatever comes after a pause. */
function partsOf(pages: readonly (readonly Step[])[]): readonly (readonly Step[])[] {
  const parts: Step[][] = [];
  for (const steps of pages) {
    let part: Step[] = [];
    for (const step of steps) {
      const isPause = part.length > 0 && step.start - Math.max(...part.map(endOf)) > PAUSE;
      const isBeginning = step.name === 'consent' || step.name === 'press' || isPause;
      if (part.length === 0 || isBeginning) parts.push((part = []));
      part.push(step);
    }
  }
  return parts;
}

function clone(id: string): DocumentFragment {
  const template = document.querySelector<HTMLTemplateElement>(`template#${id}`);
  if (!template) throw new Error(`The page has no template "${id}".`);
  return template.content.cloneNode(true) as DocumentFragment;
}

function fill(fragment: DocumentFragment, texts: Readonly<Record<string, string>>): void {
  for (const place of fragment.querySelectorAll<HTMLElement>('[data-fill]')) {
    place.textContent = texts[place.dataset.fill ?? ''] ?? '';
  }
}

const { language } = new Intl.Locale(document.documentElement.lang);
const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const milliseconds = (value: number): string => `${number.format(value)} ms`;

function rowOf(step: Step, begin: number, span: number): DocumentFragment {
  const row = clone('step');
  fill(row, {
    name: step.name,
    start: number.format(step.start - begin),
    took: step.took === undefined ? '–' : number.format(step.took),
    result: step.result ?? '–',
  });
  const bar = row.querySelector<HTMLElement>('.bar');
  if (bar) {
    bar.dataset.step = step.name;
    bar.classList.toggle('moment', step.took === undefined);
    bar.style.setProperty('--start', String((step.start - begin) / span));
    bar.style.setProperty('--took', String((step.took ?? 0) / span));
  }
  return row;
}

/** How long the element itself took between the later of session and SDK and `load`. */
function ownShare(part: readonly Step[]): number | undefined {
  const load = part.find(({ name }) => name === 'load');
  const sources = part.filter(({ name }) => name === 'session' || name === 'sdk');
  if (!load || sources.length < 2) return undefined;
  return load.start - Math.max(...sources.map(endOf));
}

function sectionOf(part: readonly Step[], titles: DOMStringMap): DocumentFragment {
  const [first] = part;
  const begin = first?.start ?? 0;
  const span = Math.max(...part.map(endOf)) - begin || 1;
  const section = clone('part');
  fill(section, {
    title: titles[first?.name ?? ''] ?? titles.later ?? '',
    whole: milliseconds(span),
  });
  const own = ownShare(part);
  const share = section.querySelector<HTMLElement>('.own');
  if (own === undefined) share?.remove();
  else share?.append(` ${milliseconds(own)}.`);
  section.querySelector('tbody')?.append(...part.map((step) => rowOf(step, begin, span)));
  return section;
}

const place = document.querySelector<HTMLElement>('#waterfall');
const parts = partsOf(lastTimeline());
if (place && parts.length > 0) {
  place.replaceChildren(...parts.map((part) => sectionOf(part, place.dataset)));
}
