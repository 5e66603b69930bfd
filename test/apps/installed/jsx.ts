/** Frameworks whose JSX learns of the element from a declaration of the shop's own; compiled, then built with Vite. */
import type { InstalledApp } from './app.js';
import { recipe } from './recipes.js';
import { tsconfig } from './tsconfig.js';

const DECLARATION = 'src/klarna.ts';
const { [DECLARATION]: declaration = '' } = recipe('Preact, Solid');

/** A checkout with a listener and a property. */
const checkout = (listener: string): string => `
  import 'klarna-checkout-element/define.js';
  import type { Purchase } from 'klarna-checkout-element';
  const purchase: Purchase = { order_amount: 2400 };
  export function Checkout() {
    return <>
      <klarna-checkout endpoint="/klarna" country="DE" currency="EUR" purchase={purchase} place-order={false}
        ${listener}={({ detail }) => Object.assign(window, { token: detail.authorizationToken })} />
      <input id="other" type="radio" />
      <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
        place-order={false} auto-finalize="false" disabled={false} />
    </>;
  }`;

const files = (importSource: string, plugin: string) => ({
  'package.json': '{ "scripts": { "build": "tsc && vite build" } }',
  'index.html': `<!doctype html><html lang="en"><title>A shop</title><body><div id="app"></div>
    <script type="module" src="/src/main.tsx"></script></body></html>`,
  'vite.config.js': `
    import plugin from '${plugin}';
    export default { plugins: [plugin()] };`,
  'tsconfig.json': tsconfig('src', {
    jsx: importSource === 'preact' ? 'react-jsx' : 'preserve',
    jsxImportSource: importSource,
  }),
});

const PREACT: InstalledApp = {
  name: 'Preact',
  packages: { preact: '*', vite: '8', '@preact/preset-vite': '*', typescript: '6' },
  named: 1,
  files: {
    ...files('preact', '@preact/preset-vite'),
    [DECLARATION]: declaration,
    'src/checkout.tsx': checkout('onklarna-authorized'),
    'src/main.tsx': `
      import { render } from 'preact';
      import { Checkout } from './checkout';
      render(<Checkout />, document.querySelector('#app')!);`,
  },
  build: ['npm', 'run', 'build'],
};

const SOLID: InstalledApp = {
  name: 'Solid',
  packages: { 'solid-js': '1', vite: '8', 'vite-plugin-solid': '*', typescript: '6' },
  named: 1,
  files: {
    ...files('solid-js', 'vite-plugin-solid'),
    // What the recipe says of Solid.
    [DECLARATION]: declaration
      .replaceAll("'preact'", "'solid-js'")
      .replace('{ HTMLAttributes }', '{ JSX }')
      .replace(': HTMLAttributes', ': JSX.HTMLAttributes')
      .replace('`on$', '`on:$'),
    'src/checkout.tsx': checkout('on:klarna-authorized'),
    'src/main.tsx': `
      import { render } from 'solid-js/web';
      import { Checkout } from './checkout';
      render(() => <Checkout />, document.querySelector('#app')!);`,
  },
  build: ['npm', 'run', 'build'],
};

export const WITH_JSX: readonly InstalledApp[] = [PREACT, SOLID];
