/**
 * A stand-in for Klarna's SDK (`api.js`): for demos, for tests, for a shop's own CI. Importing this does nothing.
 *
 * @module
 */
export {
  createClientToken,
  experimentsFor,
  type ClientTokenClaims,
  type Experiment,
  type SdkMode,
} from './sdk/client-token.js';
export { installKlarnaSimulator, type KlarnaSimulator } from './install.js';
export type {
  Behaviour,
  LoadOutcome,
  LoadWord,
  PayOutcome,
  PayWord,
  Script,
} from './script/outcomes.js';
export type { Conditions, SimulatorOptions } from './simulation.js';
export { testPerson, type TestPerson } from './script/test-people.js';
