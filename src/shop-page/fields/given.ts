/** Where the shop says its fields are: the attribute and property `fields`, and the JSON in a child. */
import { isFieldName, type FieldName } from './names.js';
import { isPreset, PRESETS, type FieldPreset } from './presets.js';

/** A selector for each field; the values of several that are separated by commas are joined by spaces. */
export type FieldSelectors = Readonly<Partial<Record<FieldName, string>>>;

export interface Given {
  readonly preset: FieldPreset | undefined;
  readonly selectors: readonly (readonly [FieldName, string])[];
}

/** What comes from outside may be anything; what is of no use is warned of and left out. */
export function checkGiven(given: readonly unknown[], warnings: string[]): Given {
  let preset: FieldPreset | undefined;
  const selectors: [FieldName, string][] = [];
  for (const one of given) {
    if (typeof one === 'string' && isPreset(one)) preset = one;
    else if (one && typeof one === 'string')
      warnings.push(`fields: "${one}" is none of ${PRESETS.join(', ')}`);
    else if (typeof one === 'object' && one !== null)
      for (const [name, selector] of Object.entries(one as Record<string, unknown>))
        if (isFieldName(name) && typeof selector === 'string') selectors.push([name, selector]);
        else warnings.push(`fields: "${name}" is no field of Klarna with a selector`);
  }
  return { preset, selectors };
}
