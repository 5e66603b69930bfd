/*
 * A Klarna Payments integration by the public steps, as a shop writes it: the script tag in the page, its
 * callback, a session from the shop's server or a token in the page, init, load, and authorize on the press of the
 * button.
 */
const clientToken = async () => {
  const rendered = document.querySelector('meta[name="klarna-client-token"]');
  if (rendered) return rendered.content;
  const response = await fetch('/textbook/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ locale: 'en-DE', country: 'DE', currency: 'EUR' }),
  });
  return (await response.json()).client_token;
};

window.klarnaAsyncCallback = async () => {
  const client_token = await clientToken();
  Klarna.Payments.init({ client_token });
  Klarna.Payments.load(
    { container: '#klarna-payments-container', payment_method_category: 'pay_later' },
    {},
    ({ show_form }) => {
      if (!show_form) document.querySelector('#klarna').hidden = true;
      else document.documentElement.dataset.klarna = 'ready';
    },
  );
};

document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('#checkout');
  const buy = document.querySelector('#buy');
  const message = document.querySelector('#klarna-message');

  const address = (use) => {
    const data = new FormData(form);
    const of = (part) => data.get(`${use}_${part}`) || undefined;
    return {
      email: of('email'),
      given_name: of('given-name'),
      family_name: of('family-name'),
      street_address: of('street-address'),
      street_address2: of('address-line2'),
      postal_code: of('postal-code'),
      city: of('address-level2'),
      country: of('country'),
      phone: of('tel'),
    };
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const order = JSON.parse(document.querySelector('#order').textContent);
    buy.disabled = true;
    message.textContent = 'Please wait …';
    Klarna.Payments.authorize(
      { payment_method_category: 'pay_later' },
      { ...order, billing_address: address('billing'), shipping_address: address('shipping') },
      ({ approved, show_form, authorization_token }) => {
        buy.disabled = false;
        message.textContent = approved ? 'Thank you.' : 'Please choose another way to pay.';
        if (!approved && !show_form) document.querySelector('#klarna').hidden = true;
        if (approved) document.documentElement.dataset.klarna = 'approved';
        window.authorizationToken = authorization_token;
      },
    );
  });
});
