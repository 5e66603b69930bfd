/** All rows, in the order in which a purchase meets them. */
import type { Fault } from '../table.js';
import { INIT_FAULTS, LOAD_FAULTS, OPERATION_FAULTS } from './calls.js';
import { ENDPOINT_FAULTS } from './endpoint.js';
import { FRAME_FAULTS } from './frame.js';
import { PAGE_FAULTS } from './page.js';
import { SCRIPT_FAULTS } from './script.js';

export const FAULTS: readonly Fault[] = [
  ...SCRIPT_FAULTS,
  ...INIT_FAULTS,
  ...FRAME_FAULTS,
  ...LOAD_FAULTS,
  ...OPERATION_FAULTS,
  ...ENDPOINT_FAULTS,
  ...PAGE_FAULTS,
];
