/** Text as PAYONE takes it. Its replies and logs are made of lines, so no value may hold a line break. */

/** C0 and C1 control characters, and Unicode's two line separators. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** One line, without control characters, trimmed. */
export function oneLine(text: string): string {
  return text.replace(CONTROL, ' ').trim();
}

/** `YYYYMMDD` for a day that exists, written so or as `YYYY-MM-DD`. */
export function dateParameter(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text.trim()) ?? [];
  if (!year || !month || !day) return undefined;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const exists =
    !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
  return exists ? `${year}${month}${day}` : undefined;
}

/** One address of version 4 or 6, in at most 39 characters. */
export function isIpAddress(text: string): boolean {
  if (text.length > 39) return false;
  if (text.includes(':')) return URL.canParse(`http://[${text}]/`);
  return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
}
