/** Next with its App Router: the recipe's client component, rendered on a server, and a Server Action. */
import { buy } from '../app.js';
import type { InstalledApp } from './app.js';
import { placeOrder } from './order.js';
import { recipe } from './recipes.js';
import { thanksInReact } from './thanks.js';

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
    // The plain way loses the token, and must say so.
    'app/plain/page.tsx': `
      'use client';
      import 'klarna-checkout-element/define.js';
      import type {} from 'klarna-checkout-element/react';
      import { order } from '../checkout/actions';
      export default function Page() {
        return <klarna-checkout endpoint="/klarna" country="DE" currency="EUR"
          onklarna-authorized={({ detail }) => void order(detail.authorizationToken)} />;
      }`,
    'app/layout.tsx': `
      import type { ReactNode } from 'react';
      export default function Layout({ children }: { readonly children: ReactNode }) {
        return <html lang="en"><body>{children}</body></html>;
      }`,
    'app/checkout/orders.ts': placeOrder,
    'app/thanks/page.tsx': `'use client';${thanksInReact('false')}`,
  },
  build: ['next', 'build'],
  start: ['next', 'start'],
  path: '/checkout',
  also: (browser, origin) =>
    buy(browser, `${origin}/plain`, async (page) => {
      await page.waitForEvent('console', (line) => line.text().includes('no script has read it'));
    }),
};
