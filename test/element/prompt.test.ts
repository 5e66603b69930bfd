import { expect } from '@open-wc/testing';
import { LANGUAGES } from '../../src/messages/index.js';
import { part, mount, reach, useHarness } from '../harness/checkout.js';

describe('<klarna-checkout> prompt', () => {
  useHarness();

  for (const language of LANGUAGES) {
    it(`is no higher than 320 px on a phone, with both buttons (${language})`, async () => {
      // A phone of 320 px with the usual margins, and a widespread font of the broader kind.
      const checkout = await mount(
        `<div style="inline-size: 288px; font: 16px/1.5 Verdana, 'DejaVu Sans', sans-serif" lang="${language}">
          <input type="radio" name="payment" value="klarna" checked />
          <klarna-checkout endpoint="/klarna" choice="[value=klarna]"></klarna-checkout>
        </div>`,
      );
      await reach(checkout, 'consent');
      const prompt = part(checkout, 'consent');
      // Portuguese without a country would be read out as Brazilian.
      expect(prompt.shadowRoot?.querySelector('[lang]')?.getAttribute('lang')).to.equal(
        language === 'pt' ? 'pt-PT' : language,
      );
      expect(prompt.getBoundingClientRect().height).to.be.at.most(320);
    });
  }
});
