/** Text as PAYONE takes it. Its replies and logs are made of lines, so no value may hold a line break. */

/** C0 and C1 control characters, and Unicode's two line separators. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** One line, without control characters, trimmed. */
export function oneLine(text: string): string {
  return text.replace(CONTROL, ' ').trim();
}

/** At most `limit` characters; never half a character. */
export function cut(text: string, limit: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > limit) break;
    kept += character;
  }
  return kept;
}
