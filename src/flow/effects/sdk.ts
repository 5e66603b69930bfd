/** Loads Klarna's SDK. */
import { configuration, scriptNonce } from '../../configuration.js';
import { loadSdk } from '../../klarna/sdk.js';
import type { EffectContext } from '../ports.js';
import { timed } from './performance-marks.js';

/** Quiet tries after the first one failed. */
const RETRIES = 2;

export class Sdk {
  readonly #context: EffectContext;
  #stop: (() => void) | undefined;

  constructor(context: EffectContext) {
    this.#context = context;
  }

  load(): void {
    this.abort();
    const settings = configuration();
    const { sdkUrl: url, timeouts } = settings;
    const measure = timed('sdk');
    this.#stop = loadSdk(
      { url, nonce: scriptNonce(settings), timeout: timeouts.sdk, retries: RETRIES },
      (arrival) => {
        measure(arrival.type);
        this.#context.dispatch(
          arrival.type === 'failed'
            ? { type: 'sdk-failed', fault: arrival.fault }
            : { type: 'sdk-ready' },
        );
      },
    );
  }

  /** The SDK's arrival is no longer reported. */
  abort(): void {
    this.#stop?.();
  }
}
