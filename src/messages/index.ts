/**
 * The texts of the element, one file per language.
 *
 * English is part of the bundle; every other language is a file of its own, fetched when it is needed.
 */
import { en, type Messages } from './en.js';

/** One entry per language besides English. The literal `import()`s are what a bundler splits at. */
const LOADERS = {
  cs: async () => (await import('./cs.js')).cs,
  da: async () => (await import('./da.js')).da,
  de: async () => (await import('./de.js')).de,
  el: async () => (await import('./el.js')).el,
  es: async () => (await import('./es.js')).es,
  fi: async () => (await import('./fi.js')).fi,
  fr: async () => (await import('./fr.js')).fr,
  hu: async () => (await import('./hu.js')).hu,
  it: async () => (await import('./it.js')).it,
  nb: async () => (await import('./nb.js')).nb,
  nl: async () => (await import('./nl.js')).nl,
  pl: async () => (await import('./pl.js')).pl,
  pt: async () => (await import('./pt.js')).pt,
  ro: async () => (await import('./ro.js')).ro,
  sk: async () => (await import('./sk.js')).sk,
  sv: async () => (await import('./sv.js')).sv,
} as const satisfies Record<string, () => Promise<Messages>>;

/** ISO 639-1 code of a language that there are texts for. */
export type Language = 'en' | keyof typeof LOADERS;

export const LANGUAGES: readonly Language[] = ['en', ...(Object.keys(LOADERS) as Language[])];

/**
 * The texts of a language; English for one that there are none for.
 *
 * @throws when the file of the language cannot be fetched; what is shown meanwhile is up to the caller.
 */
export async function loadMessages(language: string): Promise<Messages> {
  return hasFile(language) ? LOADERS[language]() : en;
}

function hasFile(language: string): language is keyof typeof LOADERS {
  return Object.hasOwn(LOADERS, language);
}
