/** `npm run prepare-database`: the ledger's table, and a shop in Germany with one teapot. */
import type { ExecArgs } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules, ProductStatus } from '@medusajs/framework/utils';
import {
  createDefaultsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updateStoresWorkflow,
} from '@medusajs/medusa/core-flows';
import { postgresLedgerMigration } from 'klarna-checkout-element/server';
import pg from 'pg';
import { databaseUrl } from '../settings.js';

export default async function seed({ container }: ExecArgs): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  await pool.query(postgresLedgerMigration());
  await pool.end();

  await createDefaultsWorkflow(container).run();
  const [store] = await container.resolve(Modules.STORE).listStores();
  const [channel] = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels();
  if (!store || !channel) throw new Error('Medusa has made no store');
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: {
        supported_currencies: [{ currency_code: 'eur', is_default: true, is_tax_inclusive: true }],
      },
    },
  });
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: 'Germany',
          currency_code: 'eur',
          countries: ['de'],
          is_tax_inclusive: true,
          payment_providers: ['pp_klarna_klarna'],
        },
      ],
    },
  });
  await createTaxRegionsWorkflow(container).run({
    input: [
      {
        country_code: 'de',
        provider_id: 'tp_system',
        default_tax_rate: { name: 'MwSt.', code: 'de', rate: 19 },
      },
    ],
  });

  const { result: profiles } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: 'Goods', type: 'default' }] },
  });
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: 'Berlin' }] },
  });
  const [region, profile, location] = [regions[0], profiles[0], locations[0]];
  if (!region || !profile || !location)
    throw new Error('Medusa has not made what it was asked for');
  const fulfillment = container.resolve(Modules.FULFILLMENT);
  const set = await fulfillment.createFulfillmentSets({
    name: 'From Berlin',
    type: 'shipping',
    service_zones: [{ name: 'Germany', geo_zones: [{ type: 'country', country_code: 'de' }] }],
  });
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: 'manual_manual' },
  });
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
    [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
  });
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location.id, add: [channel.id] },
  });
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: 'DHL',
        price_type: 'flat',
        provider_id: 'manual_manual',
        service_zone_id: set.service_zones[0]?.id ?? '',
        shipping_profile_id: profile.id,
        type: { label: 'DHL', description: 'Parcel', code: 'dhl' },
        prices: [{ region_id: region.id, amount: 4.9 }],
        rules: [{ attribute: 'enabled_in_store', value: 'true', operator: 'eq' }],
      },
    ],
  });
  await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: 'Teapot',
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: profile.id,
          options: [{ title: 'Size', values: ['For two'] }],
          variants: [
            {
              title: 'For two',
              sku: 'teapot-1',
              manage_inventory: false,
              options: { Size: 'For two' },
              prices: [{ currency_code: 'eur', amount: 49 }],
            },
          ],
          sales_channels: [{ id: channel.id }],
        },
      ],
    },
  });
}
