/** The language of the element: resolved from `locale`, the page and the country; its texts are loaded when needed. */
import type { ReactiveController } from 'lit';
import type { Fault } from '../errors.js';
import { en, type Messages } from '../messages/en.js';
import { loadMessages } from '../messages/index.js';
import { resolveLocale, type ResolvedLocale } from '../messages/locale.js';
import { documentParsed, languageAround } from '../shop-page/document.js';
import { nextTask } from '../task.js';
import type { CheckoutHost } from './host.js';

/** How long the start waits for a language file before English is shown, in milliseconds. */
const LONGEST_WAIT = 1000;

interface Options {
  /** Country of the purchase, ISO 3166-1 alpha-2. */
  readonly country: () => string | undefined;
  readonly report: (fault: Fault) => void;
}

export class LanguageController implements ReactiveController {
  readonly #host: CheckoutHost;
  readonly #options: Options;
  #texts: Messages = en;
  /** Of the texts: BCP 47 and ISO 3166-1 alpha-2. */
  #language = 'en';
  #country: string | undefined;
  /** The attributes that the last update has seen. */
  #seen: string | undefined;

  constructor(host: CheckoutHost, options: Options) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Of the texts that are shown, BCP 47. Without its country, Portuguese is read out as Brazilian. */
  get language(): string {
    return this.#language === 'pt' ? 'pt-PT' : this.#language;
  }

  get text(): Messages {
    return { ...this.#texts, ...this.#host.messages };
  }

  get resolved(): ResolvedLocale {
    const { locale } = this.#host;
    return resolveLocale({
      requested: locale || undefined,
      pageLanguage: languageAround(this.#host),
      country: this.#options.country(),
    });
  }

  hostUpdate(): void {
    const { locale, country } = this.#host;
    const attributes = `${locale} ${country}`;
    if (attributes !== this.#seen) void this.load();
    this.#seen = attributes;
  }

  /** Loads the texts; resolves after a second at the latest, with English until the file arrives. */
  async load(): Promise<void> {
    const { language, country, isKnown } = this.resolved;
    if (!isKnown) {
      const about = this.#host.locale;
      this.#options.report({ code: 'locale-unknown', phase: 'configuration', about });
    }
    if (language === this.#language && country === this.#country) return;
    const loaded = loadTwice(language, country).then((texts) => {
      const wanted = this.resolved;
      // Another language or country may be wanted by now.
      if (wanted.language !== language || wanted.country !== country) return;
      this.#texts = texts;
      this.#language = language;
      this.#country = country;
      this.#host.requestUpdate();
    });
    const shown = loaded.catch((cause: unknown) =>
      this.#options.report({
        code: 'language-missing',
        phase: 'configuration',
        about: language,
        cause,
      }),
    );
    await Promise.race([shown, wait(LONGEST_WAIT)]);
  }
}

/** The script that names the folder of the texts may come after the element: then the first try fails. */
async function loadTwice(...which: Parameters<typeof loadMessages>): Promise<Messages> {
  try {
    return await loadMessages(...which);
  } catch {
    await documentParsed();
    await nextTask();
    return loadMessages(...which);
  }
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
