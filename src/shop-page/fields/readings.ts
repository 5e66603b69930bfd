/** The texts of a control: its value, and the text that the shopper reads in its place. */
export type Readings = readonly string[];

/** What the pattern catches first in the first reading that it matches. */
export function firstMatch(readings: Readings, pattern: RegExp): string | undefined {
  for (const reading of readings) {
    const match = pattern.exec(reading);
    if (match) return match[1];
  }
  return undefined;
}
