/**
 * What runs inside a page that a library such as Turbo loads, caches and replaces as a whole: the element, and the
 * simulator in Klarna's and the endpoint's place.
 */
import '../../src/define.js';
import { installEndpoint } from '../../src/simulator/endpoint/install.js';
import { installKlarnaSimulator, type KlarnaSimulator } from '../../src/simulator/index.js';

declare global {
  interface Window {
    klarna: KlarnaSimulator;
  }
}

installEndpoint({ path: '/klarna' });
window.klarna = installKlarnaSimulator({ delay: 5, height: 230 });
