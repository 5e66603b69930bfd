/** The lock alone, on a page of ten thousand nodes: what the page's own script would call. */
import { lockPage } from '../../src/shop-page/lock.js';

declare global {
  interface Window {
    lockPage: typeof lockPage;
  }
}

window.lockPage = lockPage;
