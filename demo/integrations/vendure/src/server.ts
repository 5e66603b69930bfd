/** `npm start`: the shop, on tables that `npm run prepare-database` has made. */
import { bootstrap } from '@vendure/core';
import { config } from './config.js';
import { publicUrl } from './settings.js';

const app = await bootstrap(config);
// Running orders end before the process goes: KlarnaPlugin drains its endpoint.
app.enableShutdownHooks();
console.log(`The shop is at ${publicUrl}/`);
