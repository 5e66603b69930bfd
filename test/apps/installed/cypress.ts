/** The sample for Cypress, with Cypress's types. Its program does not come from npm, so nothing is run. */
import { samples } from '../../harness/node/samples.js';
import type { Project } from './app.js';

const sample = samples().find(({ text }) => text.includes('cy.visit'));
if (!sample) throw new Error('docs/guides/testing.md has no sample for Cypress');

export const CYPRESS: Project = {
  packages: { cypress: '*', typescript: '6' },
  files: {
    'checkout.cy.ts': sample.text,
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        strict: true,
        target: 'es2022',
        module: 'preserve',
        types: ['cypress'],
        skipLibCheck: true,
        noEmit: true,
      },
    }),
  },
};
