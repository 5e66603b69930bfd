/**
 * The simulator as one script tag: evaluating it is evaluating Klarna's `api.js`.
 *
 * Options are read from a global `klarnaSimulatorOptions`, the handle is left in `klarnaSimulator`. With
 * `endpoint` among the options, or `data-klarna-endpoint` on the tag for a page without a script of its own, it
 * stands in for the shop's backend as well.
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

/** The endpoint that the tag asks for: the attribute's value is its path, an empty one the default path. */
function endpointOfTag(): EndpointOptions | undefined {
  // A module has no `currentScript`, so the tag is known by the attribute.
  const prefix = document.querySelector<HTMLElement>('script[data-klarna-endpoint]')?.dataset[
    'klarnaEndpoint'
  ];
  return prefix === undefined ? undefined : prefix ? { prefix } : {};
}

const page = window as Globals;
const options = page.klarnaSimulatorOptions ?? {};
const first = page.klarnaSimulator === undefined;
const endpoint = options.endpoint === true ? {} : (options.endpoint ?? endpointOfTag());
if (first && endpoint) installEndpoint(endpoint);
page.klarnaSimulator = installKlarnaSimulator(options);
