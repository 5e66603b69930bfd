/** Fires the events that follow from the flow alone. */
import type { DetailOf } from '../../events.js';
import type { Announcement } from '../machine/model.js';
import type { EffectContext } from '../ports.js';
import { SHOP_CONSENT } from '../settings.js';
import { mark } from './performance-marks.js';

export function announce({ element, page, model }: EffectContext, what: Announcement): void {
  const { name, ...given } = what;
  if ('granted' in given && given.granted) mark('consent');
  if (name === 'klarna-ready') mark('ready');
  const detail = {
    ...given,
    ...(name === 'klarna-ready' && { categories: model.offered }),
    ...('source' in given && {
      textVersion: given.source === 'shop' ? SHOP_CONSENT : element.text().consentVersion,
    }),
  };
  const isWanted = element.emit(name, detail as DetailOf<typeof name>);
  if (isWanted && name === 'klarna-finalize-required') page.sendFinalizeRequired();
}
