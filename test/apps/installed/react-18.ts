/** React 18, which gives a custom element neither properties nor listeners: the recipe's component does. */
import type { InstalledApp } from './app.js';
import { recipe } from './recipes.js';
import { tsconfig } from './tsconfig.js';

export const REACT_18: InstalledApp = {
  name: 'React 18, Vite',
  packages: {
    react: '18',
    vite: '8',
    'react-dom': '18',
    '@types/react': '18',
    '@types/react-dom': '18',
    typescript: '6',
  },
  named: 2,
  files: {
    ...recipe('React 18'),
    'package.json': '{ "scripts": { "build": "tsc && vite build" } }',
    'index.html': `<!doctype html><html lang="en"><title>A shop</title><body><div id="app"></div>
      <script type="module" src="/src/main.tsx"></script></body></html>`,
    'src/main.tsx': `
      import { createRoot } from 'react-dom/client';
      import { Checkout } from './checkout';
      const keep = (token: string) => Object.assign(window, { token });
      createRoot(document.querySelector('#app')!).render(
        <>
          <Checkout purchase={{ order_amount: 2400 }} send={keep} />
          <input id="other" type="radio" />
          <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
            place-order={false} auto-finalize="false" disabled={undefined} />
        </>,
      );`,
    'tsconfig.json': tsconfig('src', { jsx: 'react-jsx' }),
  },
  build: ['npm', 'run', 'build'],
};
