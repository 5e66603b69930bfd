/** What most shops build with; cheap enough for every run. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { build, type PluginOption } from 'vite';
import type { App } from './app.js';

const page = (script: string, body = '<div id="app"></div>'): string =>
  `<!doctype html><html lang="en"><title>A shop</title><body>${body}` +
  `<script type="module" src="/${script}"></script></body></html>`;

const withVite =
  (...plugins: readonly PluginOption[]) =>
  (root: string): Promise<unknown> =>
    build({ root, plugins: [...plugins], configFile: false, logLevel: 'warn' });

const PLAIN: App = {
  name: 'Vite',
  packages: ['vite'],
  files: {
    'index.html': page(
      'main.js',
      `<klarna-checkout endpoint="/klarna" country="DE" place-order="false"></klarna-checkout>
      <input id="other" type="radio" />
      <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other" place-order="false" auto-finalize="false"></klarna-checkout>`,
    ),
    'main.js': `
      import 'klarna-checkout-element/define.js';
      document.addEventListener('klarna-authorized', ({ detail }) => {
        window.token = detail.authorizationToken;
      });`,
  },
  build: withVite(),
};

const REACT: App = {
  name: 'Vite with React',
  packages: ['vite', 'react', 'react-dom'],
  files: {
    'index.html': page('main.jsx'),
    'main.jsx': `
      import 'klarna-checkout-element/define.js';
      import { createRoot } from 'react-dom/client';
      const keep = ({ detail }) => { window.token = detail.authorizationToken; };
      createRoot(document.querySelector('#app')).render(
        <>
          <klarna-checkout endpoint="/klarna" country="DE" place-order={false} onklarna-authorized={keep} />
          <input id="other" type="radio" />
          <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
            place-order={false} auto-finalize="false" disabled={false} />
        </>,
      );`,
  },
  build: withVite(),
};

const VUE: App = {
  name: 'Vite with Vue',
  packages: ['vite', '@vitejs/plugin-vue', 'vue'],
  files: {
    'index.html': page('main.js'),
    'main.js': `
      import 'klarna-checkout-element/define.js';
      import { createApp } from 'vue';
      import App from './App.vue';
      createApp(App).mount('#app');`,
    'App.vue': `
      <script setup>
      const keep = ({ detail }) => { window.token = detail.authorizationToken; };
      </script>
      <template>
        <klarna-checkout endpoint="/klarna" country="DE" :place-order="false" @klarna-authorized="keep" />
        <input id="other" type="radio" />
        <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
          :place-order="false" :auto-finalize="false" :disabled="false" />
      </template>`,
  },
  build: withVite(
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('klarna-') } } }),
  ),
};

const SVELTE: App = {
  name: 'Vite with Svelte',
  packages: ['vite', '@sveltejs/vite-plugin-svelte', 'svelte'],
  files: {
    'index.html': page('main.js'),
    'main.js': `
      import { mount } from 'svelte';
      import App from './App.svelte';
      mount(App, { target: document.querySelector('#app') });`,
    'App.svelte': `
      <script>
        import 'klarna-checkout-element/define.js';
        const keep = ({ detail }) => { window.token = detail.authorizationToken; };
      </script>
      <klarna-checkout endpoint="/klarna" country="DE" place-order={false} onklarna-authorized={keep}></klarna-checkout>
      <input id="other" type="radio" />
      <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
        place-order={false} auto-finalize={false} disabled={false}></klarna-checkout>`,
  },
  build: withVite(svelte({ configFile: false })),
};

export const VITE_APPS: readonly App[] = [PLAIN, REACT, VUE, SVELTE];
