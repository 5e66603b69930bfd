/** A shop's own test. Compiled against the packed package, never run. */
import {
  createClientToken,
  installKlarnaSimulator,
  type PayWord,
} from 'klarna-checkout-element/simulator';

const simulator = installKlarnaSimulator({ mode: 'script', frameless: true });
const word: PayWord = 'decline';
simulator.next.authorize(word);
simulator.conditions.frame = 'blocked';
console.log(createClientToken({ purchase_country: 'DE' }).length);
simulator.uninstall();

// What must not compile.
// @ts-expect-error no such word
simulator.next.authorize('perhaps');
