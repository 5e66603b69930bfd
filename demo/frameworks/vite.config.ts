import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { defineConfig, type Plugin } from 'vite';
import { Checkout } from './react/checkout.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The part of a server: it renders the same component that the browser hydrates. */
const rendered: Plugin = {
  name: 'rendered',
  transformIndexHtml: (html) =>
    html.replace('<!--rendered-->', () => renderToString(createElement(Checkout))),
};

export default defineConfig({
  root: at('.'),
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('klarna-') } } }),
    rendered,
  ],
  // A shop has the package installed; here its sources stand in for it.
  resolve: {
    alias: {
      'klarna-checkout-element/define.js': at('../../src/define.ts'),
      'klarna-checkout-element/simulator.js': at('../../src/simulator/script-tag.ts'),
    },
  },
  build: {
    rolldownOptions: {
      input: ['react', 'vue', 'server-rendered'].map((name) => at(`${name}/index.html`)),
    },
  },
});
