/**
 * Ready translations: what the cart of a shop system holds, as {@link orderFrom} reads it. Each takes the
 * answer of the system's own interface as it is.
 */
export type {
  Cart,
  CartAmounts,
  CartCharge,
  CartDiscount,
  CartGiftCard,
  CartLine,
  Numeric,
  Taxed,
} from './cart.js';
export { orderFrom } from './order-from.js';
export { fromMagento, type MagentoTotals } from './magento.js';
export { fromMedusa, type MedusaCart } from './medusa.js';
export { fromShopware, type ShopwareCart } from './shopware.js';
export { fromVendure, type VendureOrder } from './vendure.js';
export { fromWooCommerce, type WooCommerceCart } from './woocommerce.js';
