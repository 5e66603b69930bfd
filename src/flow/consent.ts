/** Stands for the agreed wording where the shop asked for consent by its own means. */
export const SHOP_CONSENT = 'shop';
