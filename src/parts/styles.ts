import { css, unsafeCSS, type CSSResultOrNative } from 'lit';

/**
 * The styles as the browser can read them. Where it has no `light-dark()` (before Chrome 123, Firefox 120,
 * Safari 17.5) they have the colours of the scheme that the page has now.
 */
export function readable(styles: readonly CSSResultOrNative[]): CSSResultOrNative[] {
  // A server has no `CSS`.
  if (typeof CSS === 'undefined' || CSS.supports('color:light-dark(red,red)')) return [...styles];
  const { colorScheme } = getComputedStyle(document.documentElement);
  const isDark = colorScheme.includes('dark') && matchMedia('(prefers-color-scheme:dark)').matches;
  return styles.map((style) =>
    // What `css` makes; a sheet of the platform's own has no text to read.
    style instanceof CSSStyleSheet
      ? style
      : unsafeCSS(style.cssText.replaceAll(/light-dark\((.*?), ?(.*?)\)/g, isDark ? '$2' : '$1')),
  );
}

/**
 * The look that all parts share. Colours follow the page's `color-scheme`; every value that a shop
 * may want to change is a custom property, documented at the element.
 */
export const sharedStyles = css`
  :host {
    display: block;
    color: var(--klarna-checkout-text, light-dark(#1d1d1f, #f2f2f4));
    font: inherit;
    line-height: 1.5;
    text-align: start;
    overflow-wrap: anywhere;
  }
  /* The page lays out from the right; our sentences still read from the left, full stop last. */
  :host(:dir(rtl)) {
    text-align: right;
  }
  p,
  a,
  button,
  legend,
  .sentence {
    unicode-bidi: plaintext;
  }
  :host([hidden]),
  :host([data-empty]),
  [hidden] {
    display: none !important;
  }
  /* By itself: a browser without custom states drops the whole rule. */
  :host(:state(empty)) {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  p,
  fieldset,
  ul {
    margin: 0;
    padding: 0;
    border: 0;
  }
  a,
  .link {
    color: inherit;
    text-underline-offset: 0.15em;
  }
  :focus-visible {
    outline: 2px solid var(--klarna-checkout-focus, light-dark(#0b57d0, #a8c7fa));
    outline-offset: 2px;
  }
  .quiet {
    color: var(--klarna-checkout-muted, light-dark(#56565c, #b4b4bb));
    font-size: 0.875em;
  }
`;

/** Buttons inside our own shadow roots. Where colours are forced, their transparent borders show. */
export const buttonStyles = css`
  button {
    min-block-size: 2.75rem;
    padding: 0.5rem 1.25rem;
    border: 1px solid transparent;
    border-radius: var(--klarna-checkout-radius, 0.5rem);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .primary {
    background: var(--klarna-checkout-accent, light-dark(#1d1d1f, #f2f2f4));
    color: var(--klarna-checkout-accent-text, light-dark(#ffffff, #1d1d1f));
  }
  .secondary {
    border-color: var(--klarna-checkout-border, #8a8a92);
    background: none;
    color: inherit;
  }
  button.link {
    min-block-size: 1.5rem;
    padding: 0;
    background: none;
    border: 0;
    font-weight: inherit;
    text-align: inherit;
    text-decoration: underline;
  }
`;

/** How the checkout arranges its parts. */
export const arrangement = css`
  .base {
    display: flex;
    flex-direction: column;
    gap: var(--klarna-checkout-gap, 1rem);
  }
`;
