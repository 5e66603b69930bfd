/** The privacy notices that the consent prompt links. */

/**
 * Klarna's privacy notice for a country and in a language of it.
 *
 * @param locale one of Klarna's: the address needs both
 */
export const klarnaPrivacyUrl = (locale: string): string =>
  `https://cdn.klarna.com/1.0/shared/content/legal/terms/0/${locale.toLowerCase().replace('-', '_')}/privacy`;

/** A link to `javascript:` is no privacy notice. */
export function safeUrl(url: string): string | undefined {
  if (!url) return undefined;
  try {
    const { href } = new URL(url, document.baseURI);
    return /^https?:/.test(href) ? href : undefined;
  } catch {
    return undefined;
  }
}
