/**
 * Runs authorize, finalize and reauthorize: the lane, and the watchdog that offers a way out when
 * Klarna stays silent.
 */
import { configuration } from '../configuration.js';
import { enterToPay } from '../klarna/lane.js';
import { releaseScrollLock, watchOverlay } from '../klarna/overlay.js';

/** Klarna's overlay closed and nothing came: after this many milliseconds something is wrong. */
const SILENCE_AFTER_OVERLAY = 10_000;

export class Operations {
  #leaveLane: (() => void) | undefined;
  #stopWatching: (() => void) | undefined;
  #isOverlayOpen = false;

  /** Takes the lane ahead of the press, so that nothing stands between the press and Klarna. */
  enter(): boolean {
    this.#leaveLane = enterToPay();
    return this.#leaveLane !== undefined;
  }

  leave(): void {
    this.#leaveLane?.();
    this.#leaveLane = undefined;
  }

  /** Counts Klarna's silence; not while its overlay is open, since then the shopper is busy. */
  watch(overdue: () => void): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (milliseconds: number): void => {
      clearTimeout(timer);
      timer = setTimeout(overdue, milliseconds);
    };
    const stopOverlay = watchOverlay({
      shown: () => {
        this.#isOverlayOpen = true;
        clearTimeout(timer);
      },
      hidden: () => {
        this.#isOverlayOpen = false;
        wait(SILENCE_AFTER_OVERLAY);
      },
    });
    wait(configuration().timeouts.watchdog);
    this.#stopWatching = () => {
      clearTimeout(timer);
      stopOverlay();
    };
  }

  unwatch(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.leave();
  }

  /** What Klarna leaves behind when its container goes away under an open overlay. */
  cleanUp(): void {
    if (this.#isOverlayOpen) releaseScrollLock();
    this.#isOverlayOpen = false;
  }
}
