/** Where the demo gets Klarna's SDK from: its own simulator. Runs before the element is defined. */
import { KlarnaCheckout } from '../src/klarna-checkout.js';
import { currentScenario } from './scenarios.js';

KlarnaCheckout.configure({ sdkUrl: `/simulator/api.js?${currentScenario().sdk ?? ''}` });
