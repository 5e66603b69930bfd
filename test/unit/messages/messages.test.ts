import { expect } from '@open-wc/testing';
import { en, type Messages } from '../../../src/messages/en.js';
import { LANGUAGES, loadMessages } from '../../../src/messages/index.js';

type Key = keyof Messages;
const KEYS = Object.keys(en) as Key[];

/** The words that are the same as in English, although they are translated. */
const SAME_AS_ENGLISH: Readonly<Partial<Record<Key, readonly string[]>>> = {
  email: ['cs', 'da', 'el', 'it', 'pl', 'pt', 'ro', 'sk'],
  postal_code: ['nl'],
};

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

describe('messages', () => {
  it('come in the languages of every market', () => {
    expect([...LANGUAGES].sort().join(' ')).to.equal(
      'cs da de el en es fi fr hu it nb nl pl pt ro sk sv',
    );
  });

  it('fetch a language only when it is needed', async () => {
    expect(requests('messages/de')).to.have.length(0);
    expect((await loadMessages('de')).retry).to.equal('Erneut versuchen');
    expect(requests('messages/de')).to.have.length(1);
  });

  it('are English for a language that there are no texts for', async () => {
    for (const language of ['en', 'tlh', '', 'toString', '__proto__']) {
      expect(await loadMessages(language), language).to.equal(en);
    }
  });

  for (const language of LANGUAGES) {
    describe(language, () => {
      let messages: Messages;
      before(async () => {
        messages = await loadMessages(language);
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

      it('names its wording of the consent', () => {
        expect(messages.consentVersion).to.equal(`2026-11-${language}`);
      });

      it('says in the consent who receives what', () => {
        expect(messages.consentIntro).to.include('Klarna Bank AB (publ)');
        expect(messages.consentData).to.match(/\bIP\b/);
      });

      it('labels the order button with more than "continue"', () => {
        expect(messages.payOrder).not.to.equal(messages.payContinue);
        expect(messages.payContinue).to.match(/Klarn/);
      });

      if (language !== 'en') {
        it('has no English left', () => {
          const same = KEYS.filter((key) => messages[key] === en[key]);
          const allowed = KEYS.filter((key) => SAME_AS_ENGLISH[key]?.includes(language));
          expect(same).to.deep.equal(allowed);
          for (const key of KEYS) {
            expect(messages[key], key).not.to.match(/\b(the|your|please|has been|could not)\b/i);
          }
        });
      }
    });
  }
});
