/** Whether Klarna's widget and its window over the page can be used where the widget is shown. */
import type { Fault } from '../errors.js';
import { shadowHostOf } from '../shadow-host.js';

/** Least width of Klarna's frame, in CSS pixels, whatever the width of its container. */
const LEAST_WIDTH = 280;

/** The ancestors as they are drawn: through slots and shadow roots. */
function ancestorsOf(node: Element): readonly Element[] {
  const parent = node.assignedSlot ?? node.parentElement ?? shadowHostOf(node);
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}

/** What keeps Klarna's window from being used. */
export function fitFault(mount: HTMLElement): Fault | undefined {
  // It is a child of body: a modal dialog or popover would lie above it.
  // Within `:is()` a selector that the browser does not know yet matches nothing; elsewhere it throws.
  const isCovered = ancestorsOf(mount).some((node) =>
    node.matches(':is(dialog:modal, :popover-open)'),
  );
  return isCovered ? { code: 'inside-modal', phase: 'load' } : undefined;
}

/** Advice for a place that is too narrow: there the widget sticks out of it. */
export function narrowness(part: HTMLElement): string | undefined {
  const { width } = part.getBoundingClientRect();
  // Not drawn at all, such as in a closed section: measured by the page when it is.
  if (width === 0 || width >= LEAST_WIDTH) return undefined;
  return (
    `Klarna's widget needs ${LEAST_WIDTH} px and has ${Math.floor(width)} px, so it sticks out. ` +
    'Give it less padding, or fewer columns on small screens.'
  );
}
