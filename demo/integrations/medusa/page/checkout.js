/** A checkout over Medusa's Store API: cart, address and shipping, then the payment. */

const key = document.querySelector('[name=publishable-key]').content;

/** Asks the Store API; what Medusa refuses is thrown. */
async function shop(path, body) {
  const response = await fetch(`/store/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', 'x-publishable-api-key': key },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

async function cart() {
  const id = /(?:^|; )cart=(\w+)/.exec(document.cookie)?.[1];
  const known = id && (await shop(`carts/${id}`)).cart;
  if (known && !known.completed_at) return known;
  const { regions } = await shop('regions');
  const { products } = await shop('products');
  const made = await shop('carts', {
    region_id: regions[0].id,
    items: [{ variant_id: products[0].variants[0].id, quantity: 1 }],
  });
  // The token endpoint knows the shopper by it.
  document.cookie = `cart=${made.cart.id}; path=/; samesite=lax`;
  return made.cart;
}

const euros = (amount) => amount.toLocaleString('en', { style: 'currency', currency: 'EUR' });

function show({ items, shipping_methods: methods = [], total }) {
  const rows = [
    ...items.map(
      (item) =>
        `${item.quantity} × ${item.product_title}: ${euros(item.quantity * item.unit_price)}`,
    ),
    ...methods.map((method) => `${method.name ?? 'Shipping'}: ${euros(method.amount)}`),
  ];
  document
    .querySelector('#cart ul')
    .replaceChildren(
      ...rows.map((text) => Object.assign(document.createElement('li'), { textContent: text })),
    );
  document.querySelector('#cart strong').textContent = euros(total);
}

/** Klarna's session follows the cart by `cart-version`. */
async function oneMore() {
  const { id, items } = await cart();
  const changed = await shop(`carts/${id}/line-items/${items[0].id}`, {
    quantity: items[0].quantity + 1,
  });
  show(changed.cart);
  document.querySelector('klarna-checkout').setAttribute('cart-version', changed.cart.total);
}

async function toPayment(form) {
  const field = (name) => form.elements[name].value;
  const { id } = await cart();
  await shop(`carts/${id}`, {
    email: field('email'),
    shipping_address: {
      first_name: field('given-name'),
      last_name: field('family-name'),
      address_1: field('street'),
      postal_code: field('postcode'),
      city: field('city'),
      country_code: 'de',
    },
  });
  const { shipping_options: options } = await shop(`shipping-options?cart_id=${id}`);
  const shipped = await shop(`carts/${id}/shipping-methods`, { option_id: options[0].id });
  show(shipped.cart);
  document.querySelector('klarna-checkout').purchase = {
    billing_address: {
      given_name: field('given-name'),
      family_name: field('family-name'),
      email: field('email'),
      street_address: field('street'),
      postal_code: field('postcode'),
      city: field('city'),
      country: 'DE',
    },
  };
  form.hidden = true;
  document.querySelector('#payment').hidden = false;
}

const report = (error) => (document.querySelector('[role=alert]').textContent = error.message);

document.querySelector('#cart button').addEventListener('click', () => oneMore().catch(report));
document.querySelector('#address').addEventListener('submit', (event) => {
  event.preventDefault();
  toPayment(event.target).catch(report);
});
await cart().then(show, report);
