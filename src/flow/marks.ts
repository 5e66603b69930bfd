/** Steps of a purchase in the browser's performance timeline, for the shop's own monitoring. */

export type Milestone = 'consent' | 'session' | 'sdk' | 'load' | 'ready' | 'press' | 'authorized';

/** Entries are called `klarna-checkout:consent` and so on. */
export function mark(milestone: Milestone): void {
  performance.mark(`klarna-checkout:${milestone}`);
}
