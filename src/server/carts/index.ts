/**
 * Orders from the carts of shop systems: each translation takes the answer of a system's own interface as it
 * is, and `orderFrom` makes an order of it.
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
