/**
 * The simulator as one script tag: evaluating it is evaluating Klarna's `api.js`.
 *
 * Options are read from a global `klarnaSimulatorOptions`, the handle is left in `klarnaSimulator`. With
 * `endpoint` among the options it stands in for the shop's backend as well. A page without a script of its own says
 * both on the tag: `data-klarna-endpoint` is what the element's `endpoint` attribute says, with `data-klarna-person` a
 * person decides.
 */
import { installEndpoint, type EndpointOptions } from './endpoint/install.js';
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

/** What the tag asks for; a module has no `currentScript`, so it is known by its attribute. */
function optionsOfTag(): ScriptOptions {
  const tag = document.querySelector<HTMLElement>('script[data-klarna-endpoint]');
  if (!tag) return {};
  const {
    klarnaEndpoint: path,
    klarnaPerson: person,
    klarnaAllowPublicHost: allowed,
  } = tag.dataset;
  return {
    endpoint: { ...(path && { path }), allowPublicHost: allowed !== undefined },
    mode: person === undefined ? 'script' : 'person',
  };
}

const page = window as Globals;
const options = { ...optionsOfTag(), ...page.klarnaSimulatorOptions };
const { endpoint } = options;
if (page.klarnaSimulator === undefined && endpoint) {
  installEndpoint(endpoint === true ? {} : endpoint);
}
page.klarnaSimulator = installKlarnaSimulator(options);
