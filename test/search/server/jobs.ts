/** Parts of a search that can run beside each other. */
import { findFault } from './faults.js';
import { type Kind, searchAll, searchAtRandom, type Searched, type Share } from './search.js';
import type { Setup } from './world.js';

export type Job =
  | {
      readonly type: 'all';
      readonly setup: Setup;
      readonly kinds: readonly Kind[];
      readonly share: Share;
    }
  | { readonly type: 'random'; readonly runs: number; readonly seed: number }
  | { readonly type: 'fault'; readonly name: string };

export function run(job: Job): Promise<Searched> {
  switch (job.type) {
    case 'all':
      return searchAll(job.setup, job.kinds, { share: job.share });
    case 'random':
      return searchAtRandom(job);
    case 'fault':
      return findFault(job.name);
  }
}
