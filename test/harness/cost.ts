/** What something costs beside a walk over the page: machines differ, the ratio does not. */

/** Milliseconds that a measurement takes at least: WebKit's clock shows whole ones. */
const SPAN = 20;
/** Others may have the machine meanwhile: the least of some rounds counts, of more where that is too much. */
const ROUNDS = { least: 5, most: 40 };

/** Asks each node of the page for one attribute: about a millisecond on a page of 10,000 nodes. */
function walk(): void {
  for (const node of document.querySelectorAll('*'))
    if (node.hasAttribute('never')) throw new Error('never');
}

/** Milliseconds that one call of `task` takes. */
function timeOf(task: () => void): number {
  const began = performance.now();
  let calls = 0;
  let took = 0;
  for (; took < SPAN; took = performance.now() - began, calls += 1) task();
  return took / calls;
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
