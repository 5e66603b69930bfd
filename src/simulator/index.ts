/**
 * Simulates Klarna's SDK (`api.js`) for demos, tests and a shop's own CI. Importing this has no side effect.
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
export type { KlarnaCall } from './calls.js';
export type { Conditions, SimulatorOptions } from './simulation.js';
export { callsOf, type CallOf } from './endpoint/address.js';
export { answerCall, type EndpointAnswers } from './endpoint/answer.js';
export { installEndpoint, type EndpointOptions } from './endpoint/install.js';
export { testPerson, type TestPerson } from './script/test-people.js';
