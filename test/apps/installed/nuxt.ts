/** Nuxt: a page that its server renders and Vue hydrates, and a route of its server. */
import type { InstalledApp } from './app.js';
import { placeOrder } from './order.js';
import { recipe } from './recipes.js';

export const NUXT: InstalledApp = {
  name: 'Nuxt',
  packages: { nuxt: '4', vue: '3' },
  named: 2,
  files: {
    ...recipe('Nuxt'),
    'app/app.vue': '<template><NuxtPage /></template>',
    'app/pages/index.vue': '<template><h1>A shop</h1></template>',
    'app/pages/thanks.vue': `
      <script setup>
      import 'klarna-checkout-element/define.js';
      </script>
      <template>
        <h1>Thank you</h1>
        <input id="other" type="radio" />
        <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
          :place-order="false" :auto-finalize="false" :disabled="false" />
      </template>`,
    'server/orders.ts': placeOrder,
    'tsconfig.json': '{ "extends": "./.nuxt/tsconfig.json" }',
  },
  build: ['nuxt', 'build'],
  start: ['node', '.output/server/index.mjs'],
  path: '/checkout',
};
