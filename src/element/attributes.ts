/** How attributes with two values are read. Frameworks write what is false as the text `false`. */
import type { ComplexAttributeConverter } from 'lit';

/** True without the attribute. */
export const trueUnlessFalse: ComplexAttributeConverter<boolean> = {
  fromAttribute: (value) => value !== 'false',
  toAttribute: (value) => String(value),
};

/** False without the attribute. */
export const presentUnlessFalse: ComplexAttributeConverter<boolean> = {
  fromAttribute: (value) => value !== null && value !== 'false',
};
