/** The colours of a brand, as custom properties of the element. */
import type { Settings } from './settings.js';

/** Black or white, whichever can be read better on a colour. */
function textOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

/** None for the other themes. */
export function propertiesOf({
  theme,
  accent,
  radius,
}: Settings): readonly (readonly [string, string])[] {
  if (theme !== 'brand') return [];
  return [
    ['--klarna-checkout-accent', accent],
    ['--klarna-checkout-accent-text', textOn(accent)],
    ['--klarna-checkout-focus', accent],
    ['--klarna-checkout-radius', `${radius}px`],
  ];
}

/** The same as a style sheet. */
export function styleOf(settings: Settings): string {
  const lines = propertiesOf(settings).map(([name, value]) => `    ${name}: ${value};\n`);
  return lines.length ? `<style>\n  klarna-checkout {\n${lines.join('')}  }\n</style>\n\n` : '';
}
