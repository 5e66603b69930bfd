/** Shipping and tracking data of a capture, which Klarna shows the shopper in its app. */
import { problem } from '../../problems.js';
import { oneLine } from './text.js';

export interface Shipment {
  /** As specific as possible, such as `DHL US`; at most 100 characters. */
  readonly company?: string;
  readonly method?: 'PickUpStore' | 'Home' | 'BoxReg' | 'BoxUnreg' | 'PickUpPoint' | 'Own';
  /** At most 100 characters. */
  readonly trackingNumber?: string;
  /** At most 1024 characters. */
  readonly trackingUri?: string;
  /** At most 100 characters. */
  readonly returnCompany?: string;
  /** At most 1024 characters. */
  readonly returnTrackingUri?: string;
}

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
