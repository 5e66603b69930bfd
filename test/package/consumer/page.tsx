/** A React page in a shop. Compiled against the packed package, never run. */
import { useRef } from 'react';
import type { KlarnaCheckout, Purchase } from 'klarna-checkout-element';
import type {} from 'klarna-checkout-element/react';

export function Page({ purchase }: { readonly purchase: Purchase }) {
  const checkout = useRef<KlarnaCheckout>(null);
  return (
    <>
      <klarna-checkout
        ref={checkout}
        key="klarna"
        id="klarna"
        className="card"
        endpoint="/klarna"
        cart-version="7"
        customer-type="organization"
        auto-finalize="false"
        place-order
        disabled={false}
        purchase={purchase}
        headers={{ 'x-shop': '1' }}
        onklarna-authorized={(event) => {
          event.currentTarget.cancelAuthorization();
          console.log(event.detail.authorizationToken.length);
        }}
        onklarna-state={({ detail }) => console.log(detail.previous)}
        onClick={(event) => console.log(event.currentTarget.state)}
      >
        <klarna-checkout-consent />
        <klarna-checkout-widget className="widget" />
      </klarna-checkout>
      <button type="button" onClick={() => void checkout.current?.authorize()}>
        Buy now
      </button>
    </>
  );
}

export const switched = (
  <>
    <klarna-checkout place-order={false} />
    <klarna-checkout place-order="false" auto-finalize="true" />
  </>
);

export const refused = (
  <>
    {/* @ts-expect-error not one of the two */}
    <klarna-checkout consent="yes" />
    {/* @ts-expect-error no such attribute */}
    <klarna-checkout sdk-url="https://shop.example/api.js" />
    {/* @ts-expect-error in JSX attributes are spelt as in HTML */}
    <klarna-checkout cartVersion="7" />
    {/* @ts-expect-error React would take the attribute away, which means true */}
    <klarna-checkout auto-finalize={false} />
    {/* @ts-expect-error the detail has no such member */}
    <klarna-checkout onklarna-authorized={(event) => console.log(event.detail.token)} />
    {/* @ts-expect-error no such event */}
    <klarna-checkout onklarna-done={() => undefined} />
    {/* @ts-expect-error no such element */}
    <klarna-checkout-button />
  </>
);
