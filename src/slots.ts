/** Slots in the shadow roots of the view, through which nodes of the light DOM are shown. */

/** Klarna's containers, in the widget part. */
export const WIDGET_SLOT = 'klarna-widget';

/** The element's own pay button. */
export const PAY_SLOT = 'klarna-pay';
