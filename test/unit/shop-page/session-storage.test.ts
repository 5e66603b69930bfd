import { expect } from '@open-wc/testing';
import {
  forget,
  recall,
  remember,
  type Remembered,
} from '../../../src/shop-page/session-storage.js';

const ENTRY: Remembered = {
  clientToken: 'a.b.c',
  sessionId: 'session-1',
  category: 'pay_later',
  stage: 'finalize-required',
  consentVersion: '2026-11-en',
  expiresAt: 2000,
};

describe('memory', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => sessionStorage.clear());

  it('returns what was stored when asked for the same endpoint', () => {
    expect(remember('/klarna', ENTRY)).to.be.true;
    expect(recall('/klarna', 1000)).to.deep.equal(ENTRY);
    expect(recall('/other', 1000)).to.equal(undefined);
    expect(localStorage.length).to.equal(0);
  });

  it('returns nothing when an entry is too old or was removed', () => {
    remember('/klarna', ENTRY);
    expect(recall('/klarna', 2000)).to.equal(undefined);
    expect(sessionStorage.length).to.equal(0);
    remember('/klarna', ENTRY);
    forget('/klarna');
    expect(sessionStorage.length).to.equal(0);
  });

  for (const text of ['', 'null', '[]', '"x"', '{', '{"clientToken":1}', '{"stage":"paid"}']) {
    it(`takes no notice of "${text}" in the storage`, () => {
      remember('/klarna', ENTRY);
      const key = sessionStorage.key(0) ?? '';
      sessionStorage.setItem(key, text);
      expect(recall('/klarna', 1000)).to.equal(undefined);
    });
  }
});
