import { expect } from '@open-wc/testing';
import { toRegion } from '../../../../src/shop-page/fields/region.js';

describe('toRegion', () => {
  const cases: readonly (readonly [string | undefined, readonly string[], string | undefined])[] = [
    ['US', ['ny'], 'NY'],
    ['US', ['US-NY'], 'NY'],
    ['US', ['CA-NY'], undefined],
    ['US', ['New York'], undefined],
    ['US', ['43', 'NY'], 'NY'],
    ['US', ['NYC'], undefined],
    ['CA', ['bc'], 'BC'],
    ['AU', ['qld'], 'QLD'],
    ['AU', ['sa'], 'SA'],
    ['AU', ['Queensland'], undefined],
    ['MX', ['cdmx'], 'CDMX'],
    ['MX', ['jal'], 'JAL'],
    ['IT', ['rm'], 'RM'],
    ['IT', ['Roma'], undefined],
    ['IE', ['Co. Cork'], 'Co. Cork'],
    ['IE', ['7', 'Cork'], 'Cork'],
    ['NZ', ['Mount Wellington'], 'Mount Wellington'],
    ['RO', ['Sectorul 6'], 'Sectorul 6'],
    ['RO', ['6'], undefined],
    ['DE', ['Bayern'], ''],
    ['FR', ['75'], ''],
    [undefined, ['NY'], 'NY'],
    [undefined, ['12', 'Ohio'], 'Ohio'],
  ];
  for (const [country, readings, expected] of cases)
    it(`${country ?? 'no country'}: ${readings.join(', ')} is ${expected ?? 'none'}`, () => {
      expect(toRegion(readings, country)).to.equal(expected);
    });
});
