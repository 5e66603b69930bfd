/** Remix 2 with Vite, on React 18: the form carries the token to the route's action. */
import type { InstalledApp } from './app.js';
import { placeOrder } from './order.js';
import { recipe } from './recipes.js';
import { thanksInReact } from './thanks.js';
import { tsconfig } from './tsconfig.js';

export const REMIX: InstalledApp = {
  name: 'Remix',
  packages: {
    '@remix-run/react': '2',
    react: '18',
    'react-dom': '18',
    '@remix-run/dev': '2',
    '@remix-run/node': '2',
    '@remix-run/serve': '2',
    '@types/node': '24',
    '@types/react': '18',
    isbot: '5',
    typescript: '5',
    vite: '6',
  },
  named: 2,
  files: {
    ...recipe('Remix'),
    'package.json': '{ "scripts": { "build": "tsc && remix vite:build" } }',
    'app/orders.server.ts': placeOrder,
    'app/root.tsx': `
      import { Outlet, Scripts } from '@remix-run/react';
      export default function Root() {
        return <html lang="en"><head /><body><Outlet /><Scripts /></body></html>;
      }`,
    'app/routes/_index.tsx': `export default function Home() { return <h1>A shop</h1>; }`,
    'app/routes/thanks.tsx': thanksInReact('undefined'),
    'tsconfig.json': tsconfig('app', { jsx: 'react-jsx', types: ['node'] }),
    'vite.config.ts': `
      import { vitePlugin as remix } from '@remix-run/dev';
      export default { plugins: [remix()] };`,
  },
  build: ['npm', 'run', 'build'],
  start: ['remix-serve', 'build/server/index.js'],
  path: '/checkout',
};
