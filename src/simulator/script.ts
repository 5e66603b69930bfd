/**
 * The simulator as one script tag: evaluating it is evaluating Klarna's `api.js`.
 *
 * Options are read from a global `klarnaSimulatorOptions`, the handle is left in `klarnaSimulator`. With
 * `endpoint` among the options it stands in for the shop's backend as well.
 */
import { installEndpoint, type EndpointOptions } from './endpoint-stand-in.js';
import { installKlarnaSimulator, type KlarnaSimulator } from './install.js';
import type { SimulatorOptions } from './simulation.js';

/** What a page may put into `klarnaSimulatorOptions` before the script tag. */
export interface ScriptOptions extends SimulatorOptions {
  /** Answer the shop's endpoint too. `true`: below `/klarna-simulated`. Default: leave the network alone. */
  readonly endpoint?: true | EndpointOptions;
}

interface Globals {
  klarnaSimulatorOptions?: ScriptOptions;
  klarnaSimulator?: KlarnaSimulator;
}

const page = window as Globals;
const options = page.klarnaSimulatorOptions ?? {};
const first = page.klarnaSimulator === undefined;
if (first && options.endpoint) installEndpoint(options.endpoint === true ? {} : options.endpoint);
page.klarnaSimulator = installKlarnaSimulator(options);
