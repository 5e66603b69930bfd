/** What a shop would load from the package, with the simulator in place of Klarna's SDK. */
import './sdk.js';
import '../src/define.js';
import { currentScenario } from './scenarios.js';

const { endpoint } = currentScenario();
if (endpoint) {
  for (const element of document.querySelectorAll('klarna-checkout')) {
    element.headers = { 'demo-scenario': endpoint };
  }
}
