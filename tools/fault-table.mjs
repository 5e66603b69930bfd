// Prints the fault table of test/faults/ into docs/faults.md.
import { writeFileSync } from 'node:fs';
import { faultsPage } from '../test/faults/print.ts';

writeFileSync(new URL('../docs/faults.md', import.meta.url), faultsPage());
