/** Stores the session in the browser for the next page, which uses it as far as the consent still covers it. */
import { forget, recall, remember, type Remembered } from '../../shop-page/session-storage.js';
import type { ConsentSource } from '../machine/model.js';
import type { EffectContext } from '../ports.js';
import { consentVersion, SHOP_CONSENT, withCustomer } from '../settings.js';

export interface Recalled extends Remembered {
  /** Source of the consent under which it was stored. */
  readonly source: ConsentSource;
  /** Whether that consent was also to sending name and address before the press. */
  readonly coversCustomer: boolean;
}

export class SessionMemory {
  readonly #context: EffectContext;
  /** The endpoint under whose name it was stored. */
  #writtenFor: string | undefined;

  constructor(context: EffectContext) {
    this.#context = context;
  }

  /** @returns what an earlier page, or this one before its reload, has stored under a consent that is still valid */
  recall(): Recalled | undefined {
    const { element } = this.#context;
    const { endpoint } = element.settings;
    const memory = recall(endpoint, Date.now());
    if (!memory) return undefined;
    const isByShop = memory.consentVersion === SHOP_CONSENT;
    const version = element.text().consentVersion;
    const coversCustomer = memory.consentVersion === withCustomer(version);
    if (!isByShop && !coversCustomer && memory.consentVersion !== version) return undefined;
    this.#writtenFor = endpoint;
    return { ...memory, source: isByShop ? 'shop' : 'prompt', coversCustomer };
  }

  save(what: Omit<Remembered, 'category' | 'consentVersion'>): void {
    const { element, model } = this.#context;
    const { endpoint } = element.settings;
    if (!what.clientToken || !model.consented) return;
    const other = recall(endpoint, Date.now());
    const isOthers = other?.stage === 'finalize-required' && other.clientToken !== what.clientToken;
    // Another element of the page waits for its last step under the same endpoint: its entry stays.
    if (what.stage === 'started' && isOthers) return;
    this.#writtenFor = endpoint;
    remember(endpoint, {
      ...what,
      category: model.selected ?? '',
      consentVersion: consentVersion(element),
    });
  }

  forget(): void {
    // Under the name it was stored, even if the attribute has changed since.
    forget(this.#writtenFor ?? this.#context.element.settings.endpoint);
  }
}
