/** What something costs beside a walk over the page: machines differ, the ratio does not. */

const CALLS = 20;
/** Others may have the machine meanwhile: the least of some rounds counts, of more where that is too much. */
const ROUNDS = { least: 5, most: 60 };

/** Asks each node of the page for one attribute: about a millisecond on a page of 10,000 nodes. */
function walk(): void {
  for (const node of document.querySelectorAll('*'))
    if (node.hasAttribute('never')) throw new Error('never');
}

function timeOf(task: () => void): number {
  const began = performance.now();
  for (let call = 0; call < CALLS; call += 1) task();
  return performance.now() - began;
}

/** How many walks over the page `task` takes; measured again and again while that is more than `wanted`. */
export function walksOf(task: () => void, wanted: number): number {
  let walking = Infinity;
  let working = Infinity;
  for (let round = 1; round <= ROUNDS.most; round += 1) {
    walking = Math.min(walking, timeOf(walk));
    working = Math.min(working, timeOf(task));
    if (round >= ROUNDS.least && working / walking < wanted) break;
  }
  return working / walking;
}
