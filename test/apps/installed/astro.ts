/** Astro: a page that is rendered on demand and takes its own form. */
import type { InstalledApp } from './app.js';
import { placeOrder } from './order.js';
import { recipe } from './recipes.js';

export const ASTRO: InstalledApp = {
  name: 'Astro',
  packages: { astro: '7', '@astrojs/node': '11' },
  named: 1,
  files: {
    ...recipe('Astro'),
    'src/orders.ts': placeOrder,
    'src/pages/index.astro': '<h1>A shop</h1>',
    'src/pages/thanks.astro': `
      <h1>Thank you</h1>
      <input id="other" type="radio" />
      <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
        place-order={false} auto-finalize="false" disabled={undefined}></klarna-checkout>
      <script>
        import 'klarna-checkout-element/define.js';
      </script>`,
    'astro.config.mjs': `
      import node from '@astrojs/node';
      export default { output: 'server', adapter: node({ mode: 'standalone' }) };`,
  },
  build: ['astro', 'build'],
  start: ['node', 'dist/server/entry.mjs'],
  path: '/checkout',
};
