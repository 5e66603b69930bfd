/** `npm run prepare-database`: Vendure's tables, the ledger's table, and a shop with one teapot. */
import { fileURLToPath } from 'node:url';
import {
  bootstrap,
  ChannelService,
  CurrencyCode,
  LanguageCode,
  RequestContextService,
} from '@vendure/core';
import { importProductsFromCsv, populateInitialData } from '@vendure/core/cli/index.js';
import { postgresLedgerMigration } from 'klarna-checkout-element/server';
import pg from 'pg';
import { config } from './config.js';
import { KLARNA } from './klarna/handler.js';
import { databaseUrl } from './settings.js';

const pool = new pg.Pool({ connectionString: databaseUrl });
await pool.query(postgresLedgerMigration());
await pool.end();

// A shop that lives has migrations instead of `synchronize`.
const app = await bootstrap({
  ...config,
  apiOptions: { ...config.apiOptions, port: 0 },
  dbConnectionOptions: { ...config.dbConnectionOptions, synchronize: true },
});

const ctx = await app.get(RequestContextService).create({ apiType: 'admin' });
const channels = app.get(ChannelService);
const { id } = await channels.getDefaultChannel(ctx);
await channels.update(ctx, {
  id,
  defaultCurrencyCode: CurrencyCode.EUR,
  availableCurrencyCodes: [CurrencyCode.EUR],
  pricesIncludeTax: true,
});

await populateInitialData(app, {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Europe',
  countries: [{ code: 'DE', name: 'Germany', zone: 'Europe' }],
  taxRates: [{ name: 'Standard', percentage: 19 }],
  shippingMethods: [{ name: 'DHL', price: 490, taxRate: 19 }],
  paymentMethods: [{ name: KLARNA, handler: { code: KLARNA, arguments: [] } }],
  collections: [],
});
const products = fileURLToPath(new URL('../products.csv', import.meta.url));
const { errors } = await importProductsFromCsv(app, products, LanguageCode.en);
if (errors?.length) throw new Error(errors.join('\n'));
await app.close();
