/** A checkout over Vendure's Shop API: cart, address and shipping, then the payment. */

const ORDER = `code state totalWithTax lines { id quantity linePriceWithTax productVariant { name } }
  shippingLines { priceWithTax shippingMethod { name } }`;

/** Asks the Shop API; what Vendure refuses is thrown. */
async function shop(query, variables = {}) {
  const response = await fetch('/shop-api', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  const [result] = Object.values(data);
  if (result?.errorCode) throw Object.assign(new Error(result.message), { code: result.errorCode });
  return result;
}

const refused = '... on ErrorResult { errorCode message }';

async function cart() {
  const order = await shop(`{ activeOrder { ${ORDER} } }`);
  if (order) return order;
  const { items } = await shop('{ products { items { variants { id } } } }');
  return shop(
    `mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) { ... on Order { ${ORDER} } ${refused} } }`,
    { id: items[0].variants[0].id },
  );
}

const goTo = (state) =>
  shop(
    `mutation ($state: String!) { transitionOrderToState(state: $state) {
       ... on Order { ${ORDER} } ... on OrderStateTransitionError { errorCode message: transitionError } } }`,
    { state },
  );

const euros = (cents) => (cents / 100).toLocaleString('en', { style: 'currency', currency: 'EUR' });

function show({ lines, shippingLines, totalWithTax }) {
  const rows = [
    ...lines.map(
      (line) => `${line.quantity} × ${line.productVariant.name}: ${euros(line.linePriceWithTax)}`,
    ),
    ...shippingLines.map((line) => `${line.shippingMethod.name}: ${euros(line.priceWithTax)}`),
  ];
  document
    .querySelector('#cart ul')
    .replaceChildren(
      ...rows.map((text) => Object.assign(document.createElement('li'), { textContent: text })),
    );
  document.querySelector('#cart strong').textContent = euros(totalWithTax);
}

/** The cart can be changed only before the payment is arranged; Klarna's session follows it by `cart-version`. */
async function oneMore() {
  const order = await cart();
  const isArranging = order.state === 'ArrangingPayment';
  if (isArranging) await goTo('AddingItems');
  const [{ id, quantity }] = order.lines;
  let changed = await shop(
    `mutation ($id: ID!, $quantity: Int!) { adjustOrderLine(orderLineId: $id, quantity: $quantity) { ... on Order { ${ORDER} } ${refused} } }`,
    { id, quantity: quantity + 1 },
  );
  if (isArranging) changed = await goTo('ArrangingPayment');
  show(changed);
  document.querySelector('klarna-checkout').setAttribute('cart-version', changed.totalWithTax);
}

async function toPayment(form) {
  // Another device, or the page before a reload, has come so far already.
  if ((await cart()).state === 'ArrangingPayment') await goTo('AddingItems');
  const field = (name) => form.elements[name].value;
  const [given, family, street, postcode, city] = [
    'given-name',
    'family-name',
    'street',
    'postcode',
    'city',
  ].map(field);
  await shop(
    `mutation ($input: CreateCustomerInput!) { setCustomerForOrder(input: $input) { ... on Order { code } ${refused} } }`,
    { input: { emailAddress: field('email'), firstName: given, lastName: family } },
  ).catch((error) => {
    // A customer who is logged in is the customer of the order.
    if (error.code !== 'ALREADY_LOGGED_IN_ERROR') throw error;
  });
  const input = {
    fullName: `${given} ${family}`,
    streetLine1: street,
    postalCode: postcode,
    city,
    countryCode: 'DE',
  };
  await shop(
    `mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) { ... on Order { code } ${refused} } }`,
    { input },
  );
  const [method] = await shop('{ eligibleShippingMethods { id } }');
  await shop(
    `mutation ($ids: [ID!]!) { setOrderShippingMethod(shippingMethodId: $ids) { ... on Order { code } ${refused} } }`,
    { ids: [method.id] },
  );
  show(await goTo('ArrangingPayment'));
  document.querySelector('klarna-checkout').purchase = {
    billing_address: {
      given_name: given,
      family_name: family,
      email: field('email'),
      street_address: street,
      postal_code: postcode,
      city,
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
