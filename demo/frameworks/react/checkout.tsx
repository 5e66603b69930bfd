/** A checkout page in React 19: it sets attributes and properties and listens to events by itself. */
import { useState, useSyncExternalStore } from 'react';
import type { State } from 'klarna-checkout-element';
import type {} from 'klarna-checkout-element/react';
import { purchase } from '../cart.js';

/**
 * Only for pages that a server rendered: while React hydrates them it gives custom elements neither listeners nor
 * properties. It does so with the next rendering, which follows at once.
 */
const useHydrated = (): boolean =>
  useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );

export function Checkout() {
  const isHydrated = useHydrated();
  const [state, setState] = useState<State>('idle');
  const [order, setOrder] = useState<string>();
  return (
    <form method="post" action="/order">
      <label>
        E-mail{' '}
        <input name="email" type="email" autoComplete="email" defaultValue="ada@example.com" />
      </label>
      <klarna-checkout
        endpoint="/klarna-simulated"
        country="DE"
        currency="EUR"
        place-order
        {...(isHydrated && {
          purchase,
          'onklarna-state': (event) => setState(event.detail.state),
          'onklarna-placed': (event) => {
            event.preventDefault(); // stay on the page
            setOrder(event.detail.orderId);
          },
        })}
      />
      <button disabled={state === 'placed'}>Buy now</button>
      <p role="status">{order ? `Thank you. Your order is ${order}.` : `State: ${state}`}</p>
    </form>
  );
}
