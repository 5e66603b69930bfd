/** Apps whose tools are installed anew for each of them: `npm run test:apps`. */
import type { App } from './app.js';

export const INSTALLED_APPS: readonly App[] = [];
