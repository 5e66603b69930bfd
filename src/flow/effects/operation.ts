/**
 * Runs authorize, finalize and reauthorize: the lane, and the watchdog that offers a way out when
 * Klarna stays silent.
 */
import { configuration } from '../../configuration.js';
import { enterToPay, type LanePlace } from '../../klarna/lane.js';
import { releaseScrollLock, watchOverlay } from '../../klarna/overlay.js';

/** Klarna's overlay closed and nothing came: after this many milliseconds something is wrong. */
const SILENCE_AFTER_OVERLAY = 10_000;

export class Operations {
  #place: LanePlace | undefined;
  #isLost: () => boolean = () => false;
  #stopWatching: (() => void) | undefined;
  #isOverlayOpen = false;

  /** Takes the lane ahead of the press, so that nothing stands between the press and Klarna. */
  enter(): boolean {
    this.#isLost = () => false;
    this.#place = enterToPay();
    return this.#place !== undefined;
  }

  /** Whether the lane is taken by this element, be it for a payment that was given up. */
  get isInLane(): boolean {
    return this.#place !== undefined;
  }

  /** Klarna is asked by `call`, which gets a function for the moment of the answer and says whether one can still come. */
  ask(call: (answered: () => void) => () => boolean): void {
    const place = this.#place;
    const answered = (): void => {
      place?.leave();
      if (this.#place === place) this.#place = undefined;
    };
    this.#isLost = call(answered);
  }

  /** Klarna was not asked after all. */
  leave(): void {
    this.#place?.leave();
    this.#place = undefined;
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

  /** Nobody waits any more. Without an answer Klarna may still decide, and nobody else may ask it meanwhile. */
  unwatch(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#place?.giveUp(this.#isLost);
  }

  /** Klarna's frames may have gone: an answer that can no longer come keeps nobody waiting. */
  leaveIfLost(): void {
    if (this.#isLost()) this.leave();
  }

  /** What Klarna leaves behind when its container goes away under an open overlay. */
  cleanUp(): void {
    if (this.#isOverlayOpen) releaseScrollLock();
    this.#isOverlayOpen = false;
  }
}
