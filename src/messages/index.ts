/**
 * The texts of the element, one file per language, each with what is said differently in a country.
 *
 * English is part of the bundle; every other language is a file of its own, fetched when it is needed.
 */
import { broughtLanguage, messagesFile } from '../configuration.js';
import * as english from './en.js';
import type { LanguageFile, Messages } from './en.js';

/** One entry per language besides English. The literal `import()`s are what a bundler splits at. */
const LOADERS = {
  cs: () => import('./cs.js'),
  da: () => import('./da.js'),
  de: () => import('./de.js'),
  el: () => import('./el.js'),
  es: () => import('./es.js'),
  fi: () => import('./fi.js'),
  fr: () => import('./fr.js'),
  hu: () => import('./hu.js'),
  it: () => import('./it.js'),
  nb: () => import('./nb.js'),
  nl: () => import('./nl.js'),
  pl: () => import('./pl.js'),
  pt: () => import('./pt.js'),
  ro: () => import('./ro.js'),
  sk: () => import('./sk.js'),
  sv: () => import('./sv.js'),
} as const satisfies Record<string, () => Promise<LanguageFile>>;

/** ISO 639-1 code of a language that there are texts for. */
export type Language = 'en' | keyof typeof LOADERS;

export const LANGUAGES: readonly Language[] = ['en', ...(Object.keys(LOADERS) as Language[])];

/**
 * The texts of a language, as they are in a country; English for a language that there are none for.
 *
 * @param country ISO 3166-1 alpha-2
 * @throws when the file of the language cannot be fetched; what is shown meanwhile is up to the caller.
 */
export async function loadMessages(
  language: string,
  country: string | undefined,
): Promise<Messages> {
  const { messages, countries }: LanguageFile =
    broughtLanguage(language) ??
    (hasFile(language)
      ? await (fromNamedFolder(language) ?? LOADERS[language]())
      : { messages: english.en, countries: english.countries });
  return { ...messages, ...(country && countries?.[country]) };
}

function fromNamedFolder(language: string): Promise<LanguageFile> | undefined {
  const url = messagesFile(language);
  if (url === undefined) return undefined;
  return import(/* @vite-ignore */ /* webpackIgnore: true */ url) as Promise<LanguageFile>;
}

function hasFile(language: string): language is keyof typeof LOADERS {
  return Object.hasOwn(LOADERS, language);
}
