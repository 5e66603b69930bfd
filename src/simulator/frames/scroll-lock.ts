/**
 * Holds the page still while Klarna's overlay is open: a class on `html` and `body`, and rules for it.
 *
 * The SDK keeps its rules in a `<style>` in the widget's container. Here that element is an empty mark of another
 * type and the rules are an adopted stylesheet, which a strict CSP allows.
 */
import { createStyleMark } from './iframe.js';

const OPEN = 'klarna-payments-fso-open';

export class ScrollLock {
  readonly mark = createStyleMark();
  #sheet: CSSStyleSheet | undefined;
  #scroll = 0;

  /** One mark for the page: it moves to the container that was loaded last. */
  markContainer(container: Element): void {
    container.append(this.mark);
  }

  lock(): void {
    if (this.#sheet) return;
    this.#scroll = window.scrollY;
    this.#sheet = new CSSStyleSheet();
    this.#sheet.replaceSync(
      `html.${OPEN}, body.${OPEN} { overflow: hidden }
       body.${OPEN} { position: fixed; top: ${-this.#scroll}px; left: 0; right: 0 }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
    document.documentElement.classList.add(OPEN);
    document.body.classList.add(OPEN);
  }

  unlock(): void {
    document.documentElement.classList.remove(OPEN);
    document.body.classList.remove(OPEN);
    if (this.#dropRules()) window.scrollTo(0, this.#scroll);
  }

  /** The container went away with the overlay open: the rules go with it, the class stays behind. */
  abandon(): void {
    this.#dropRules();
  }

  remove(): void {
    this.unlock();
    this.mark.remove();
  }

  #dropRules(): boolean {
    if (!this.#sheet) return false;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== this.#sheet);
    this.#sheet = undefined;
    return true;
  }
}
