/** Which locale goes to the endpoint and which language the element speaks. */

export interface ResolvedLocale {
  readonly locale: string;
  readonly language: string;
  readonly isKnown: boolean;
}

export function resolveLocale({
  requested,
  pageLanguage,
}: {
  requested: string | undefined;
  pageLanguage: string;
  country: string | undefined;
}): ResolvedLocale {
  try {
    const locale = new Intl.Locale(requested ?? (pageLanguage || 'en')).toString();
    return { locale, language: 'en', isKnown: true };
  } catch {
    return { locale: 'en', language: 'en', isKnown: false };
  }
}
