/** What the package is installed beside: other versions of its peers, and older compilers. */
import type { Packages } from './app.js';

export interface Neighbour {
  readonly name: string;
  readonly packages: Packages;
}

/** npm refuses a peer that does not fit. */
export const PEERS: readonly Neighbour[] = [
  { name: 'React 17', packages: { react: '17', 'react-dom': '17', '@types/react': '17' } },
  { name: 'React 18', packages: { react: '18', 'react-dom': '18', '@types/react': '18' } },
  { name: 'React 19', packages: { react: '19', 'react-dom': '19', '@types/react': '19' } },
  { name: 'Vue 2.7', packages: { vue: '2.7' } },
  { name: 'Vue 3.4', packages: { vue: '3.4' } },
];

const compiler = (version: string): Neighbour => ({
  name: `TypeScript ${version}`,
  packages: { typescript: version, '@types/node': '20', '@types/react': '19', vue: '3' },
});

/** The lowest that docs/versions.md promises, and the newest of each later generation. */
export const COMPILERS = ['5.0', '5', '6', '7'].map(compiler);

/** The lowest that reads the declarations of every package without a fault. */
export const STRICTEST = compiler('5.7');

/** A shop that uses every entry with types. */
export const typedShop = (skipLibCheck: boolean) => ({
  'page.tsx': `
    import 'klarna-checkout-element/define.js';
    import { KlarnaCheckout, type Outcome, type PromisedOutcome } from 'klarna-checkout-element';
    import type {} from 'klarna-checkout-element/react';
    import type {} from 'klarna-checkout-element/vue';
    KlarnaCheckout.configure({ timeouts: { order: 30_000 } });
    const checkout = document.querySelector('klarna-checkout')!;
    checkout.addEventListener('klarna-authorized', ({ detail }) => take(detail.authorizationToken));
    const outcome: Promise<PromisedOutcome> = checkout.authorize();
    const take = (token: string): void => console.log(token, outcome);
    export type Type = Outcome['type'];
    export const element = (
      <klarna-checkout
        endpoint="/klarna"
        onklarna-authorized={({ detail }) => take(detail.authorizationToken)}
      />
    );`,
  'server.ts': `
    import { createTokenEndpoint, klarnaPayments, memoryLedger } from 'klarna-checkout-element/server';
    import { orderFrom } from 'klarna-checkout-element/server/carts';
    import { createClientToken } from 'klarna-checkout-element/simulator';
    export { createClientToken, createTokenEndpoint, klarnaPayments, memoryLedger, orderFrom };`,
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      strict: true,
      target: 'es2022',
      module: 'nodenext',
      moduleResolution: 'nodenext',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: ['node'],
      jsx: 'react-jsx',
      skipLibCheck,
      noEmit: true,
    },
    include: ['*.ts', '*.tsx'],
  }),
});
