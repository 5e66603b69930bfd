/** The start of the element: when it renders first, and when the purchase begins. */
import { documentParsed } from '../shop-page/document.js';
import { nextTask } from '../task.js';

/** After a first rendering that took longer, in milliseconds, the start continues in another task. */
const LONG_RENDERING = 8;

interface Startable {
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}

interface StartOptions {
  readonly host: Startable;
  /** Aborted when the element leaves the page. */
  readonly signal: AbortSignal;
  readonly loadLanguage: () => Promise<void>;
  /** The children are there and the first rendering is done: changes count from here on. */
  readonly rendered: () => void;
  readonly parts: () => readonly Startable[];
}

export class Start {
  #isSlow = false;

  /**
   * While the page loads, the first rendering is a task of its own, never later than the end of the document. A fast
   * machine does the rest at that end, before the page's first frame if it can; a slow one lets other tasks through.
   *
   * @param isLong - the first rendering, and there is something to render
   */
  async render(isLong: boolean, update: () => unknown): Promise<void> {
    const isFirst = isLong && document.readyState !== 'complete';
    if (isFirst) await Promise.race([nextTask(), documentParsed()]);
    const began = performance.now();
    await update();
    if (isFirst) this.#isSlow = performance.now() - began > LONG_RENDERING;
  }

  /** Waits for the children, the language and the first rendering, since Klarna's widget needs its container. */
  async run({ host, signal, loadLanguage, rendered, parts }: StartOptions): Promise<void> {
    await documentParsed();
    await loadLanguage();
    await host.updateComplete;
    if (signal.aborted) return;
    rendered();
    host.requestUpdate();
    await host.updateComplete;
    await Promise.all(parts().map((part) => part.updateComplete));
    if (this.#isSlow) await nextTask();
  }
}
