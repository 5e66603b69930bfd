/** Klarna's iframes: same id, name, attributes and style as measured, but empty and of the page's own origin. */
import type { Session } from '../sdk/session.js';

/** Countries in which the frame may use the camera (to read identity papers). */
const CAMERA = new Set(['ES', 'IT', 'GB', 'IE', 'PT', 'MX', 'GR', 'CZ', 'US']);
const SANDBOX = 'allow-forms allow-modals allow-popups allow-same-origin allow-scripts';

export function createIframe(id: string, title: string, session: Session): HTMLIFrameElement {
  const iframe = document.createElement('iframe');
  iframe.id = id;
  iframe.name = id;
  iframe.title = title;
  iframe.setAttribute('scrolling', 'no');
  iframe.setAttribute('frameborder', '0');
  if (CAMERA.has(session.country) && id.endsWith('-main')) iframe.allow = 'camera';
  if (session.experiments.get('sandbox_iframes') === 'variate-1') {
    iframe.setAttribute('sandbox', SANDBOX);
  }
  return iframe;
}

/** Sets inline styles one by one, which a strict CSP allows. */
export function setStyles(element: HTMLElement, styles: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value);
}

/**
 * An empty `<script>` where the SDK appends one to `body`. Of a type that is not script: nothing is requested or run.
 */
export function createScriptMark(): HTMLScriptElement {
  const mark = document.createElement('script');
  mark.setAttribute('type', 'text/plain');
  return mark;
}

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/**
 * An empty `style` element where the SDK puts one with rules. It is of a namespace in which `style` is not CSS, so a
 * strict CSP does not look at it; the simulator's rules are adopted stylesheets.
 */
export function createStyleMark(): Element {
  const mark = document.createElementNS(MATHML, 'style');
  mark.style.display = 'none';
  return mark;
}
