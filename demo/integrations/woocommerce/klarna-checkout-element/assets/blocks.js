/* global window */
/** The checkout block: the element while Klarna is chosen, and the token when the order is placed. */
(({ createElement, useEffect, useRef }, { registerPaymentMethod }, { getSetting }) => {
  const NAME = 'klarna_checkout';
  const { title, attributes } = getSetting(`${NAME}_data`, {});

  function Klarna({ eventRegistration, emitResponse, billing, cartData, shippingData }) {
    const ref = useRef(null);
    const { onPaymentSetup, onCheckoutFail } = eventRegistration;
    const { SUCCESS, ERROR } = emitResponse.responseTypes;
    const items = (cartData?.cartItems ?? []).map(({ key, quantity }) => [key, quantity]);
    const version = [billing.cartTotal.value, items, shippingData?.selectedRates];

    useEffect(
      () =>
        onPaymentSetup(async () => {
          // The press was stopped until Klarna had approved: this gives the approval that is held.
          const outcome = await ref.current.authorize();
          if (outcome.type !== 'approved') return { type: ERROR };
          const token = outcome.authorizationToken;
          return { type: SUCCESS, meta: { paymentMethodData: { klarna_authorization_token: token } } };
        }),
      [onPaymentSetup, SUCCESS, ERROR],
    );
    // The block's script sends the order, and its form never is: the element belongs to none.
    useEffect(() => ref.current.setAttribute('form', 'none'), []);
    // What came with the order is of no use any more: the next press asks Klarna again.
    useEffect(() => onCheckoutFail(() => ref.current?.cancelAuthorization()), [onCheckoutFail]);

    const element = createElement('klarna-checkout', {
      ref,
      ...attributes,
      choice: `input[name="radio-control-wc-payment-method-options"][value="${NAME}"]`,
      submitter: '.wc-block-components-checkout-place-order-button',
      'cart-version': JSON.stringify(version),
    });
    // The block hides a method whose only child has none of its own.
    return createElement('div', null, element);
  }

  registerPaymentMethod({
    name: NAME,
    label: title,
    ariaLabel: title,
    content: createElement(Klarna),
    edit: createElement('div', null, title),
    canMakePayment: () => Boolean(attributes?.country),
    supports: { features: ['products'] },
  });
})(window.wp.element, window.wc.wcBlocksRegistry, window.wc.wcSettings);
