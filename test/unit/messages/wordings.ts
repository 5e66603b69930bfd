/**
 * SHA-256 of what the consent prompt says in each version of its wording, shortened to 16 digits. A version is never
 * said of other words: whoever keeps the record of a consent keeps the version alone.
 */
export const WORDINGS: Readonly<Partial<Record<string, string>>> = {
  '2026-11-25-cs': 'be3e57478a9b51f0',
  '2026-11-25-da': '24515aa2ed03e6fe',
  '2026-11-25-de': '5a28b6be09210830',
  '2026-11-25-el': 'f0cc1c8c7c8e0cac',
  '2026-11-25-en': '2835e691653c1e66',
  '2026-11-25-es': '5b296d56ab1d043d',
  '2026-11-25-fi': '15479f0f413234b6',
  '2026-11-25-fr': '774820f8d0b5eefd',
  '2026-11-25-hu': '5c040a8acf6db42c',
  '2026-11-25-it': '437d6eb581fe2542',
  '2026-11-25-nb': 'df1d87d236cf38a5',
  '2026-11-25-nl': '307c15b6ab73a464',
  '2026-11-25-pl': '59c76e8ece830ba3',
  '2026-11-25-pt': 'ee4d0939c625ece8',
  '2026-11-25-ro': '870b03f7ff8a73a6',
  '2026-11-25-sk': '5591472f44a8291f',
  '2026-11-25-sv': 'a817cff23deecc1b',
};
