/** React Router in framework mode, the successor of Remix: the form carries the token to the route's action. */
import type { InstalledApp } from './app.js';
import { placeOrder } from './order.js';
import { recipe } from './recipes.js';
import { thanksInReact } from './thanks.js';
import { tsconfig } from './tsconfig.js';

/** The server wants the router in exactly its own version. */
const VERSION = '8.4.0';

export const REACT_ROUTER: InstalledApp = {
  name: 'React Router',
  packages: {
    'react-router': VERSION,
    react: '19',
    'react-dom': '19',
    '@react-router/dev': VERSION,
    '@react-router/node': VERSION,
    '@react-router/serve': VERSION,
    '@types/node': '24',
    '@types/react': '19',
    isbot: '5',
    typescript: '6',
    vite: '8',
  },
  named: 2,
  files: {
    ...recipe('React Router'),
    'package.json': '{ "scripts": { "build": "tsc && react-router build" } }',
    'app/orders.server.ts': placeOrder,
    'app/root.tsx': `
      import { Outlet, Scripts } from 'react-router';
      export default function Root() {
        return <html lang="en"><body><Outlet /><Scripts /></body></html>;
      }`,
    'app/routes.ts': `
      import { index, route } from '@react-router/dev/routes';
      export default [
        index('routes/thanks.tsx', { id: 'home' }),
        route('checkout', 'routes/checkout.tsx'),
        route('thanks', 'routes/thanks.tsx'),
      ];`,
    'app/routes/thanks.tsx': thanksInReact('false'),
    'tsconfig.json': tsconfig('app', { jsx: 'react-jsx', types: ['node'] }),
    'vite.config.ts': `
      import { reactRouter } from '@react-router/dev/vite';
      export default { plugins: [reactRouter()] };`,
  },
  build: ['npm', 'run', 'build'],
  start: ['react-router-serve', 'build/server/index.js'],
  path: '/checkout',
};
