/** Steps of a purchase in the browser's performance timeline, for the shop's own monitoring. */

export type Milestone = 'consent' | 'session' | 'sdk' | 'load' | 'ready' | 'press' | 'authorized';

/** Entries are called `klarna-checkout:consent` and so on. */
export function mark(milestone: Milestone): void {
  const name = `klarna-checkout:${milestone}`;
  // The browser keeps every mark for as long as the page lives; of each step the last one is enough.
  performance.clearMarks(name);
  performance.mark(name);
}
