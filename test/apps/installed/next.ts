/** Next with its App Router: the recipe's client component, rendered on a server, and a Server Action. */
import type { InstalledApp } from './app.js';
import { placeOrder } from './order.js';
import { recipe } from './recipes.js';

export const NEXT: InstalledApp = {
  name: 'Next',
  packages: {
    next: '16',
    react: '19',
    'react-dom': '19',
    '@types/node': '24',
    '@types/react': '19',
    typescript: '6',
  },
  named: 2,
  files: {
    ...recipe('Next'),
    'app/layout.tsx': `
      import type { ReactNode } from 'react';
      export default function Layout({ children }: { readonly children: ReactNode }) {
        return <html lang="en"><body>{children}</body></html>;
      }`,
    'app/checkout/orders.ts': placeOrder,
    'app/thanks/page.tsx': `export default function Page() { return <h1>Thank you</h1>; }`,
  },
  build: ['next', 'build'],
  start: ['next', 'start'],
  path: '/checkout',
};
