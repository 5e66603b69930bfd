/** Whether Klarna's widget can work where it is shown, and how it gets the width that it needs. */
import type { Fault } from '../errors.js';
import { shadowHostOf } from '../shadow-host.js';

/** Klarna draws its frame at least this wide, in CSS pixels, whatever the container says. */
const LEAST_WIDTH = 280;

/** The ancestors as they are drawn: through slots and shadow roots. */
function ancestorsOf(node: Element): readonly Element[] {
  const parent = node.assignedSlot ?? node.parentElement ?? shadowHostOf(node);
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}

/**
 * What keeps the widget from working here. A narrow place is widened where the page leaves room on
 * both sides: `widen` is called with true, and the mount measured again.
 */
export function fitFault(mount: HTMLElement, widen: (isWider: boolean) => void): Fault | undefined {
  // Klarna's overlay is a child of body: a modal dialog or popover would lie above it.
  const isCovered = ancestorsOf(mount).some((node) =>
    node.matches('dialog:modal, [popover]:popover-open'),
  );
  if (isCovered) return { code: 'inside-modal', phase: 'load' };

  widen(false);
  const width = widthOf(mount);
  // Not drawn at all, such as in a closed section: Klarna loads there too and is measured by the page.
  if (width === 0 || width >= LEAST_WIDTH) return undefined;
  widen(true);
  if (widthOf(mount) >= LEAST_WIDTH && !isCutOff(mount)) return undefined;
  widen(false);
  return { code: 'container-too-narrow', phase: 'load', about: `${Math.floor(width)} px` };
}

const widthOf = (mount: HTMLElement): number => mount.getBoundingClientRect().width;

/** Whether the window or an ancestor that clips would show less than the whole of it. */
function isCutOff(mount: HTMLElement): boolean {
  const { left, right } = mount.getBoundingClientRect();
  if (left < 0 || right > document.documentElement.clientWidth) return true;
  return ancestorsOf(mount).some((node) => {
    if (getComputedStyle(node).overflowX === 'visible' || node === document.documentElement)
      return false;
    const box = node.getBoundingClientRect();
    return node !== document.body && (left < box.left || right > box.right);
  });
}
