/** The confirmation can be printed, and ends the purchase. */
import { closeTimeline } from './timeline.js';

closeTimeline();

document.querySelector('#print')?.addEventListener('click', () => {
  print();
});
