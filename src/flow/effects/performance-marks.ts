/**
 * The steps of a purchase in the browser's performance timeline, for the shop's own monitoring; the names
 * are explained in `docs/performance.md`. Neither tokens nor personal data are ever in them.
 */
import type { Operation } from '../../klarna/types.js';

/** A moment, as a `PerformanceMark`. */
export type Point = 'consent' | 'ready' | 'press';

/** Something that takes time, as a `PerformanceMeasure`. */
export type Span = 'session' | 'update' | 'sdk' | 'load' | Operation | 'order';

const PREFIX = 'klarna-checkout:';

/** Entries are called `klarna-checkout:consent` and so on. */
export function mark(point: Point): void {
  // jsdom has a clock only.
  if (!('mark' in performance)) return;
  // The browser keeps entries until the page is unloaded, and the last one of each name is enough.
  performance.clearMarks(PREFIX + point);
  performance.mark(PREFIX + point);
}

/** Starts a measure. @returns a function that ends it, with the result in `detail.result` */
export function timed(span: Span): (result: string) => void {
  const start = performance.now();
  return (result) => {
    performance.clearMeasures(PREFIX + span);
    performance.measure(PREFIX + span, { start, detail: { result } });
  };
}
