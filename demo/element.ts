/** What a shop would load from the package, with the simulator in place of Klarna's SDK. */
import './sdk.js';
import '../src/define.js';
import { currentScenario } from './scenarios.js';
import { keepTimeline } from './timeline.js';

/** Also those inside shadow roots. */
function* checkoutsIn(
  root: Document | ShadowRoot,
): Generator<HTMLElementTagNameMap['klarna-checkout']> {
  yield* root.querySelectorAll('klarna-checkout');
  for (const { shadowRoot } of root.querySelectorAll('div')) {
    if (shadowRoot) yield* checkoutsIn(shadowRoot);
  }
}

keepTimeline();

const { endpoint } = currentScenario();
if (endpoint) {
  for (const element of checkoutsIn(document)) element.headers = { 'demo-scenario': endpoint };
}
