import { expect } from '@open-wc/testing';
import { configure } from '../../../src/configuration.js';
import { en, type Messages } from '../../../src/messages/en.js';
import { LANGUAGES, loadMessages } from '../../../src/messages/index.js';
import { WORDINGS } from './wordings.js';

type Key = keyof Messages;
const KEYS = Object.keys(en) as Key[];

/** What the consent prompt says, in its order. */
const CONSENT: readonly Key[] = [
  'consentTitle',
  'consentIntro',
  'consentMore',
  'consentRecipient',
  'consentElsewhere',
  'consentData',
  'consentCustomer',
  'consentCustomerEarly',
  'consentPurpose',
  'consentAgree',
];

const BUTTONS: readonly Key[] = [
  'consentAgree',
  'consentOther',
  'consentWithdraw',
  'payOrder',
  'payContinue',
  'retry',
  'reload',
  'giveUp',
];

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

/** What the page has fetched of `file`; module requests appear in the resource timing. */
const requests = (file: string) =>
  performance.getEntriesByType('resource').filter(({ name }) => name.includes(`/${file}.`));

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes).slice(0, 8), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

describe('messages', () => {
  it('fetch a language only when it is needed', async () => {
    expect(requests('messages/de')).to.have.length(0);
    expect((await loadMessages('de', 'DE')).retry).to.equal('Erneut versuchen');
    expect(requests('messages/de')).to.have.length(1);
  });

  it('are English for a language that there are no texts for', async () => {
    for (const language of ['en', 'tlh', '', 'toString', '__proto__']) {
      expect(await loadMessages(language, undefined), language).to.deep.equal(en);
    }
  });

  it('are those of the language in a country where nothing is said differently', async () => {
    for (const country of [undefined, 'PL', 'ZZ', 'toString']) {
      expect(await loadMessages('en', country), country).to.deep.equal(en);
    }
  });

  it('name the fields of an address as its country does', async () => {
    const said = async (language: string, country: string, key: Key) =>
      (await loadMessages(language, country))[key];
    expect(await said('en', 'US', 'postal_code')).to.equal('ZIP code');
    expect(await said('en', 'GB', 'region')).to.equal('County');
    expect(await said('en', 'IE', 'postal_code')).to.equal('Eircode');
    expect(await said('en', 'AU', 'city')).to.equal('Suburb');
    expect(await said('fr', 'CA', 'email')).to.equal('Adresse courriel');
    expect(await said('de', 'AT', 'organization_registration_id')).to.equal('Firmenbuchnummer');
    expect(await said('nl', 'BE', 'organization_registration_id')).to.equal('Ondernemingsnummer');
    expect(await said('it', 'CH', 'postal_code')).to.equal('NPA');
    expect(await said('es', 'MX', 'region')).to.equal('Estado');
  });

  it('are those that the page has brought, as they are in a country', async () => {
    const retry = 'Los geht’s';
    configure({
      languages: { de: { messages: { ...en, retry }, countries: { AT: { retry: 'Gemma' } } } },
    });
    try {
      expect((await loadMessages('de', 'DE')).retry).to.equal(retry);
      expect((await loadMessages('de', 'AT')).retry).to.equal('Gemma');
      expect((await loadMessages('fr', 'FR')).retry).to.equal('Réessayer');
    } finally {
      configure({ languages: {} });
    }
  });

  it('ask a Finn for the Finnish number, in Swedish too', async () => {
    const { national_identification_number, organization_registration_id } = await loadMessages(
      'sv',
      'FI',
    );
    expect(national_identification_number).to.equal('Personbeteckning');
    expect(organization_registration_id).to.equal('FO-nummer');
  });

  it('have no ß in Switzerland and Liechtenstein', async () => {
    for (const country of ['CH', 'LI']) {
      const texts = Object.values(await loadMessages('de', country)).join();
      expect(texts).not.to.include('ß');
      expect(texts).to.include('Strasse und Hausnummer');
    }
  });

  for (const language of LANGUAGES) {
    describe(language, () => {
      let messages: Messages;
      before(async () => {
        messages = await loadMessages(language, undefined);
      });

      it('has every text and no other', () => {
        expect(Object.keys(messages).sort()).to.deep.equal([...KEYS].sort());
        for (const key of KEYS) expect(messages[key], key).to.match(/^\S(.*\S)?$/);
      });

      it('keeps the placeholders', () => {
        for (const key of KEYS) {
          expect(placeholders(messages[key]), key).to.deep.equal(placeholders(en[key]));
        }
      });

      it('has buttons that fit a small screen', () => {
        for (const key of BUTTONS) expect(messages[key].length, key).to.be.at.most(45);
      });

      it('names its wording of the consent, and names a changed one differently', async () => {
        const version = messages.consentVersion;
        expect(version).to.match(new RegExp(`^\\d{4}-\\d{2}-\\d{2}-${language}$`));
        const found = await digest(CONSENT.map((key) => messages[key]).join('\n'));
        expect(
          WORDINGS[version],
          `a new wording needs a new consentVersion, and wordings.ts '${version}': '${found}'`,
        ).to.equal(found);
      });

      it('says in the consent who receives what', () => {
        expect(messages.consentIntro).to.include('Klarna');
        expect(messages.consentElsewhere).to.include('Klarn');
        expect(messages.consentData).to.match(/\bIP\b/);
      });

      it('labels the order button with more than "continue"', () => {
        expect(messages.payOrder).not.to.equal(messages.payContinue);
        expect(messages.payContinue).to.match(/Klarn/);
      });

      if (language !== 'en') {
        it('has no English left', () => {
          const same = KEYS.filter((key) => messages[key] === en[key]);
          // A word or two may be the same in both languages.
          expect(same.filter((key) => en[key].includes(' '))).to.deep.equal([]);
          expect(same.length, same.join()).to.be.at.most(2);
          for (const key of KEYS) {
            expect(messages[key], key).not.to.match(/\b(the|your|please|has been|could not)\b/i);
          }
        });
      }
    });
  }
});
