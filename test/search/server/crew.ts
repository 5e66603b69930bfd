/**
 * Processes that search side by side. Not for the second processor alone: Node's test runner follows every promise of
 * its own process, and that takes longer than the search.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Job } from './jobs.js';
import type { Searched } from './search.js';

const SOURCE = fileURLToPath(new URL('./member.ts', import.meta.url));

/** As one file: the loader of the tests gives each function its name anew whenever it is made. */
function builtMember(): string {
  const outfile = `artifacts/search/${process.pid}/member.mjs`;
  buildSync({
    entryPoints: [SOURCE],
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
  });
  return outfile;
}

/** Most of what a world makes is gone when it ends: with room for all of it, nothing is moved. */
const ROOM_MEGABYTES = 64;

export class Crew {
  readonly #members: readonly ChildProcess[];

  constructor() {
    const member = builtMember();
    this.#members = Array.from({ length: availableParallelism() }, () =>
      fork(member, { execArgv: [`--max-semi-space-size=${ROOM_MEGABYTES}`] }),
    );
  }

  /** What all jobs together came to; none is begun any more when one has found something. */
  async search(jobs: readonly Job[]): Promise<Searched> {
    const left = [...jobs];
    let schedules = 0;
    let found: Searched['found'];
    const work = async (member: ChildProcess): Promise<void> => {
      for (let job = left.shift(); job && !found; job = left.shift()) {
        const searched = await ask(member, job);
        schedules += searched.schedules;
        found ??= searched.found;
      }
    };
    await Promise.all(this.#members.map(work));
    return { schedules, found };
  }

  goHome(): void {
    for (const member of this.#members) member.kill();
  }
}

async function ask(member: ChildProcess, job: Job): Promise<Searched> {
  const controller = new AbortController();
  const { signal } = controller;
  const left = once(member, 'exit', { signal }).then(() => {
    throw new Error('A process of the search has ended');
  });
  member.send(job);
  try {
    const [searched] = (await Promise.race([once(member, 'message', { signal }), left])) as [
      Searched,
    ];
    return searched;
  } finally {
    left.catch(() => undefined);
    controller.abort();
  }
}
