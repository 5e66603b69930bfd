/** The simulator in the place of Klarna's file, on a page of the probe: it plays what `window.probeScript` says. */
import { installKlarnaSimulator } from '../../src/simulator/index.js';
import { FRAME_DELAY, type ScriptedCall, type SimulatorScript } from './script-of.js';

const { conditions, height, always } = (window as unknown as Record<'probeScript', SimulatorScript>)
  .probeScript;
const simulator = installKlarnaSimulator({ delay: FRAME_DELAY, height, conditions });
for (const [call, behaviour] of Object.entries(always))
  (simulator.always[call as ScriptedCall] as (given: unknown) => void)(behaviour);
