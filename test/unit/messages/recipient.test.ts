import { expect } from '@open-wc/testing';
import { en } from '../../../src/messages/en.js';
import { recipient } from '../../../src/messages/recipient.js';

const BANK = 'Klarna Bank AB (publ), Stockholm';

describe('recipient', () => {
  for (const [country, companies] of [
    ['DE', BANK],
    ['NO', BANK],
    ['CH', BANK],
    ['GB', `${BANK} and Klarna Financial Services UK Limited`],
    ['US', 'Klarna Inc.'],
    ['AU', 'Klarna Australia Pty Ltd'],
    ['NZ', 'Klarna New Zealand Limited'],
    ['CA', 'Klarna Canada Limited'],
  ] as const) {
    it(`is ${companies} in ${country}`, () => {
      expect(recipient(en, 'en', country)).to.equal(companies);
      expect(recipient(en, 'en', country.toLowerCase())).to.equal(companies);
    });
  }

  it('leaves the company open where it is not known', () => {
    const open = `${BANK}; outside the EU also Klarna’s company in your country`;
    for (const country of ['MX', 'JP', '', undefined]) {
      expect(recipient(en, 'en', country), country).to.equal(open);
    }
  });
});
