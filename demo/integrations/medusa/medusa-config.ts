/** Medusa's own settings: nothing in here is about Klarna but the provider's name. */
import { defineConfig } from '@medusajs/framework/utils';
import { cookieSecret, databaseUrl, jwtSecret, publicUrl } from './src/settings.js';

module.exports = defineConfig({
  projectConfig: {
    databaseUrl,
    databaseDriverOptions: { connection: { ssl: false } },
    http: {
      storeCors: publicUrl,
      adminCors: publicUrl,
      authCors: publicUrl,
      jwtSecret,
      cookieSecret,
    },
  },
  admin: { disable: true },
  modules: [
    {
      resolve: '@medusajs/medusa/payment',
      options: { providers: [{ resolve: './src/modules/klarna', id: 'klarna' }] },
    },
  ],
});
