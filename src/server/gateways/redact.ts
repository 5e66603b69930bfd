/** Takes out of upstream text what may be personal or secret, so that the rest can be logged. */

const MASKS: readonly RegExp[] = [
  // A request that is quoted back: the values of a form, of JSON, of XML.
  /(?<=[\w\]]=)[^\s&]+/g,
  /(?<="\s{0,3}:\s{0,3})"[^"]*"?/g,
  /(?<=<[\w:]{1,60}>)[^<]+/g,
  // Addresses of mail.
  /[^\s@<>"',;:()[\]]+@[^\s@<>"',;:()[\]]+/g,
  // Tokens: JWTs, UUIDs, anything long without a break.
  /\b[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /\b(?=[\w+/-]*\d)[\w+/-]{24,}={0,2}/g,
  // Numbers of phones, persons, accounts and dates of birth.
  /\+?\d[\d\s/.-]{4,}\d/g,
];

/** At most 300 characters on one line. */
export function redact(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 2000);
  return MASKS.reduce((masked, pattern) => masked.replace(pattern, '…'), line).slice(0, 300);
}
