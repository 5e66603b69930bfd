/** The privacy notices that the consent prompt links. */

/** Klarna's privacy notice in the language of the purchase. */
export const klarnaPrivacyUrl = (locale: string): string => {
  const path = locale.toLowerCase().replace('-', '_');
  return `https://cdn.klarna.com/1.0/shared/content/legal/terms/0/${encodeURIComponent(path)}/privacy`;
};

/** A link to `javascript:` is no privacy notice. */
export function safeUrl(url: string): string | undefined {
  if (!url) return undefined;
  try {
    const { href, protocol } = new URL(url, document.baseURI);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
