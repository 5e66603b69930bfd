/** SvelteKit: a form action that gets the token, the form enhanced. */
import type { InstalledApp } from './app.js';
import { placeOrder } from './order.js';
import { recipe } from './recipes.js';

export const SVELTEKIT: InstalledApp = {
  name: 'SvelteKit',
  packages: {
    '@sveltejs/kit': '3',
    svelte: '5',
    '@sveltejs/adapter-node': '6',
    '@sveltejs/vite-plugin-svelte': '7',
    typescript: '6',
    vite: '8',
  },
  named: 2,
  files: {
    ...recipe('SvelteKit'),
    'src/orders.server.ts': placeOrder,
    'src/app.html':
      '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
    'src/routes/+page.svelte': '<h1>A shop</h1>',
    'src/routes/thanks/+page.svelte': `
      <script>
        import 'klarna-checkout-element/define.js';
      </script>
      <h1>Thank you</h1>
      <input id="other" type="radio" />
      <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
        place-order={false} auto-finalize={false} disabled={false}></klarna-checkout>`,
    'vite.config.js': `
      import adapter from '@sveltejs/adapter-node';
      import { sveltekit } from '@sveltejs/kit/vite';
      // The adapter takes its own origin for one with TLS.
      const csrf = { trustedOrigins: ['*'] };
      export default { plugins: [sveltekit({ adapter: adapter(), csrf })] };`,
  },
  build: ['vite', 'build'],
  start: ['node', 'build'],
  path: '/checkout',
};
