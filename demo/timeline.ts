/**
 * Keeps the element's performance entries over the pages of a purchase: a browser forgets them with each page.
 * A shop's monitoring would send them home instead; there is nothing personal in them.
 */
const PREFIX = 'klarna-checkout:';
const KEPT = 'demo-timeline';

export interface Step {
  /** Without the prefix that all have. */
  readonly name: string;
  /** Milliseconds since 1970, with fractions. */
  readonly start: number;
  /** Milliseconds; undefined for a moment. */
  readonly took?: number;
  readonly result?: string;
}

/** What one page has seen. */
interface Visit {
  /** When the page was opened; tells visits apart. */
  readonly opened: number;
  readonly path: string;
  readonly steps: readonly Step[];
}

interface Timeline {
  readonly isOver: boolean;
  readonly visits: readonly Visit[];
}

const EMPTY: Timeline = { isOver: false, visits: [] };

function read(): Timeline {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? JSON.stringify(EMPTY)) as Timeline;
}

const write = (timeline: Timeline): void => sessionStorage.setItem(KEPT, JSON.stringify(timeline));

function stepOf(entry: PerformanceEntry): Step {
  const { result } = ((entry as PerformanceMeasure).detail ?? {}) as { readonly result?: string };
  return {
    name: entry.name.slice(PREFIX.length),
    start: performance.timeOrigin + entry.startTime,
    ...(entry.entryType === 'measure' && { took: entry.duration }),
    ...(result !== undefined && { result }),
  };
}

function keep(): void {
  const entries = performance.getEntries().filter(({ name }) => name.startsWith(PREFIX));
  if (entries.length === 0) return;
  const visit: Visit = {
    opened: performance.timeOrigin,
    path: location.pathname,
    steps: entries.map(stepOf).sort((one, other) => one.start - other.start),
  };
  const { isOver, visits } = read();
  // The same page once more is a new try; after an order it is a new purchase.
  const again = visits.findIndex(({ path }) => path === visit.path);
  const before = isOver ? [] : again < 0 ? visits : visits.slice(0, again);
  write({ isOver: false, visits: [...before, visit] });
}

/** Keeps what happens on this page, until it is left. */
export function keepTimeline(): void {
  addEventListener('pagehide', keep);
}

/** The order is placed: what comes next belongs to another purchase. */
export function closeTimeline(): void {
  write({ ...read(), isOver: true });
}

/** The steps of the last purchase, page by page. */
export const lastTimeline = (): readonly (readonly Step[])[] =>
  read().visits.map(({ steps }) => steps);
