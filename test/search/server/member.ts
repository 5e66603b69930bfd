/** One process of a {@link Crew}. */
import { type Job, run } from './jobs.js';

// Nobody reads where an error of a simulated world was made, and to note it takes time.
Error.stackTraceLimit = 0;

process.on('message', (job: Job) => {
  void run(job).then((searched) => process.send?.(searched));
});
