/** Undefined where the text is no address. Not `URL.canParse`: Chrome has it from 120, Safari from 17. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
