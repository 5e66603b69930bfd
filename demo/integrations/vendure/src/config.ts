/** Vendure's own settings: nothing in here is about Klarna but the plug-in's name. */
import { LanguageCode, type VendureConfig } from '@vendure/core';
import { KlarnaPlugin } from './klarna/plugin.js';
import { klarnaHandler } from './klarna/handler.js';
import { cookieSecret, databaseUrl, port, superadminPassword } from './settings.js';
import { storefront } from './storefront.js';

export const config: VendureConfig = {
  defaultLanguageCode: LanguageCode.en,
  apiOptions: {
    port,
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    // Page and APIs share one origin.
    cors: false,
    csrfPrevention: true,
    middleware: [{ route: '/', handler: storefront }],
  },
  authOptions: {
    tokenMethod: 'cookie',
    requireVerification: false,
    superadminCredentials: { identifier: 'superadmin', password: superadminPassword },
    cookieOptions: { secret: cookieSecret, sameSite: 'lax' },
  },
  dbConnectionOptions: { type: 'postgres', url: databaseUrl, synchronize: false },
  paymentOptions: { paymentMethodHandlers: [klarnaHandler] },
  plugins: [KlarnaPlugin],
};
