import { expect } from '@open-wc/testing';
import { STATES, type State, type Traits } from '../../../src/flow/machine/states.js';

const ALL = Object.keys(STATES) as State[];

/** The states with such traits, in the order of a purchase. */
const statesWhere = (fits: (traits: Traits) => boolean): string =>
  ALL.filter((state) => fits(STATES[state])).join(' ');

const OF_THE_PURCHASE: Readonly<Record<string, readonly [(traits: Traits) => boolean, string]>> = {
  'can still be paid': [
    ({ purchase }) => purchase.stage === 'open',
    'idle consent starting loading ready authorized finalize-required unavailable declined failed',
  ],
  'is being decided': [
    ({ purchase }) => purchase.stage === 'deciding',
    'authorizing finalizing placing',
  ],
  'is over': [({ purchase }) => purchase.stage === 'over', 'placed pending'],
  'has an unknown end': [({ purchase }) => purchase.stage === 'unknown', 'unknown'],
  'is tried anew': [
    ({ purchase }) => purchase.isAttempt,
    'consent starting loading authorizing finalizing placing',
  ],
  'survives the removal of the element': [
    ({ purchase }) => purchase.isLasting,
    'authorized finalize-required placed pending unavailable declined unknown',
  ],
  'follows a changed cart': [
    ({ purchase }) => purchase.cart === 'now',
    'loading ready authorized finalize-required unavailable failed',
  ],
  'follows a changed cart later': [
    ({ purchase }) => purchase.cart === 'later',
    'idle starting authorizing finalizing placing',
  ],
  'never follows a changed cart': [
    ({ purchase }) => purchase.cart === 'never',
    'consent placed pending declined unknown',
  ],
  'asks Klarna for nothing': [
    ({ purchase }) => purchase.operations.length === 0,
    'idle consent starting loading authorizing finalizing placing placed pending unavailable declined unknown failed',
  ],
  'can be authorized': [
    ({ purchase }) => purchase.operations.includes('authorize'),
    'ready authorized',
  ],
  'can be finalized': [
    ({ purchase }) => purchase.operations.includes('finalize'),
    'finalize-required',
  ],
  'can be reauthorized': [
    ({ purchase }) => purchase.operations.includes('reauthorize'),
    'ready authorized',
  ],
};

const OF_THE_PAGE: typeof OF_THE_PURCHASE = {
  'disables the choice': [({ page }) => !page.isChoosable, 'unavailable declined'],
  'focuses the prompt after an early press': [
    ({ page }) => page.earlyPress === 'consent',
    'consent',
  ],
  'focuses the status after an early press': [
    ({ page }) => page.earlyPress === 'status',
    'idle starting loading ready finalize-required placed pending unavailable declined unknown failed',
  ],
};

const OF_THE_VIEW: typeof OF_THE_PURCHASE = {
  'hides everything': [({ view }) => view.base === 'hidden', 'idle'],
  "shows the shop's own content too": [
    ({ view }) => view.base === 'fallback',
    'unavailable declined failed',
  ],
  "hides the shop's own content": [
    ({ view }) => view.base === 'shown',
    'consent starting loading ready authorizing authorized finalize-required finalizing placing placed pending unknown',
  ],
  "shows nothing of Klarna's": [
    ({ view }) => view.content === 'none',
    'idle finalize-required finalizing placed pending unavailable declined unknown failed',
  ],
  'shows the prompt': [({ view }) => view.content === 'prompt', 'consent'],
  'reserves room for the widget': [({ view }) => view.content === 'loading', 'starting loading'],
  'shows the widget': [
    ({ view }) => view.content === 'widget',
    'ready authorizing authorized placing',
  ],
  'has no categories': [
    ({ view }) => view.methods === 'none',
    'idle consent finalize-required finalizing placing placed pending unavailable declined unknown failed',
  ],
  'shows the categories': [
    ({ view }) => view.methods === 'shown',
    'loading ready authorizing authorized',
  ],
  'reserves room for the categories': [({ view }) => view.methods === 'room', 'starting'],
  'has no button': [
    ({ view }) => view.button === 'none',
    'idle consent placed pending unavailable declined unknown failed',
  ],
  'shows the button': [
    ({ view }) => view.button === 'shown',
    'starting loading ready authorizing finalize-required finalizing',
  ],
  'reserves room for the button': [({ view }) => view.button === 'room', 'authorized placing'],
  'offers the withdrawal': [({ view }) => view.withdraw, 'ready'],
};

const OF_THE_STATUS: typeof OF_THE_PURCHASE = {
  'says nothing': [({ status }) => status.text === undefined, 'idle consent ready'],
  'says its own name': [
    ({ status }) => status.text !== undefined && status.text in STATES,
    'starting loading authorizing authorized finalizing placing placed pending unavailable declined unknown failed',
  ],
  'says what comes next': [({ status }) => status.text === 'finalizeRequired', 'finalize-required'],
  'is busy': [
    ({ status }) => status.tone === 'busy',
    'starting loading authorizing finalizing placing',
  ],
  'is good': [
    ({ status }) => status.tone === 'good',
    'idle consent ready authorized finalize-required placed pending',
  ],
  'is a problem': [
    ({ status }) => status.tone === 'problem',
    'unavailable declined unknown failed',
  ],
  'shows a notice instead': [
    ({ status }) => status.showsNotice,
    'idle consent starting loading ready finalize-required',
  ],
  'cannot go on while the SDK is stuck': [
    ({ status }) => status.needsKlarna,
    'loading ready finalize-required',
  ],
};

const GROUPS = {
  purchase: OF_THE_PURCHASE,
  page: OF_THE_PAGE,
  view: OF_THE_VIEW,
  status: OF_THE_STATUS,
};

for (const [group, traits] of Object.entries(GROUPS)) {
  describe(`a state, for the ${group},`, () => {
    for (const [title, [fits, states]] of Object.entries(traits)) {
      it(`${title} in ${states}`, () => {
        expect(statesWhere(fits)).to.equal(states);
      });
    }
  });
}

describe('what a state says', () => {
  it('is said in its own words unless something comes next', () => {
    for (const state of ALL) {
      const { text } = STATES[state].status;
      if (text !== undefined && text !== 'finalizeRequired') expect(text).to.equal(state);
    }
  });
});
