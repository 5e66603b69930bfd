/** Shipping and tracking data of a capture, which Klarna shows the shopper in its app. */
import { problem } from '../../problems.js';
import type { Shipment } from '../orders.js';
import { oneLine } from './text.js';

/** As PAYONE's document lists them. */
const METHODS: readonly unknown[] = [
  'PickUpStore',
  'Home',
  'BoxReg',
  'BoxUnreg',
  'PickUpPoint',
  'Own',
] satisfies Shipment['method'][];

/** PAYONE's names, and their longest values. */
const FIELDS = [
  ['company', 'shipping_company', 100],
  ['method', 'shipping_method', 20],
  ['trackingNumber', 'tracking_number', 100],
  ['trackingUri', 'tracking_uri', 1024],
  ['returnCompany', 'return_shipping_company', 100],
  ['returnTrackingUri', 'return_tracking_uri', 1024],
] as const;

/** Numbered from 1, like the positions. A value that is too long is refused: half a tracking number is none. */
export function shipmentParameters(shipments: readonly Shipment[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  shipments.forEach((shipment, index) => {
    if (shipment.method !== undefined && !METHODS.includes(shipment.method))
      throw problem('invalid_order', {
        detail: `shipments[${index}].method must be one of ${METHODS.join(', ')}.`,
      });
    for (const [member, name, limit] of FIELDS) {
      const value = oneLine(shipment[member] ?? '');
      if (value.length > limit)
        throw problem('invalid_order', {
          detail: `shipments[${index}].${member} is longer than ${limit}.`,
        });
      if (value) parameters[`add_paydata[shipping_info_${name}_${index + 1}]`] = value;
    }
  });
  return parameters;
}
