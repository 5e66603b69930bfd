/** Marks the page as a test, so that it is not mistaken for a real shop. */

const TEXT = 'TEST: this is a simulator, not Klarna. No money moves.';

/**
 * Generated content of an adopted stylesheet: no node of the page, nothing that a strict policy forbids, and it stands
 * whatever the page draws afterwards. It takes no clicks.
 */
const STRIP = `html::after { content: '${TEXT}'; position: fixed; inset: auto 0 0 0; z-index: 2147483646;
  padding: 2px 12px; background: #fff3c4; color: #5c4400; border-top: 1px solid #e0c65a;
  font: 600 13px/1.4 system-ui, sans-serif; text-align: center; pointer-events: none }`;

/** Marks page and console as a test. @returns a function that removes the mark from the page */
export function markAsTest(): () => void {
  console.warn(
    "The Klarna simulator is installed in the place of Klarna's script: no money moves on this page. " +
      'It must not be in a shop that sells.',
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STRIP);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
