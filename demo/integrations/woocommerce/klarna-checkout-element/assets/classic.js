/* global document, jQuery */
/** The classic checkout: tells the element of a changed cart, and gives back an approval that is of no use any more. */
(($) => {
  const element = () => document.querySelector('form.checkout klarna-checkout');

  // The payment list is drawn anew only where it differs; amounts are not in it.
  $(document.body).on('updated_checkout', (event, data) => {
    const table = data?.fragments?.['.woocommerce-checkout-review-order-table'];
    element()?.setAttribute('cart-version', $(table ?? '').text().replace(/\s+/g, ' '));
  });
  $(document.body).on('checkout_error', (event, errors) => {
    if (String(errors).includes('klarna-checkout-spent')) element()?.cancelAuthorization();
  });
})(jQuery);
