/** As attribute: Firefox has the property from 119. */
const DISABLED = 'aria-disabled';

/**
 * Tells assistive technology that the shop's own order buttons do nothing now; they stay focusable, and the shop
 * styles them by the attribute.
 *
 * @returns a function that puts them back as they were, except where the page has changed the attribute itself
 */
export function disableOrderButtons(buttons: readonly Element[]): () => void {
  const before = buttons.map((button) => [button, button.getAttribute(DISABLED)] as const);
  for (const button of buttons) button.setAttribute(DISABLED, 'true');
  return () => {
    for (const [button, value] of before) {
      if (button.getAttribute(DISABLED) !== 'true') continue;
      if (value === null) button.removeAttribute(DISABLED);
      else button.setAttribute(DISABLED, value);
    }
  };
}
