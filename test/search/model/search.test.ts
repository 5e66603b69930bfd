import { expect } from '@open-wc/testing';
import { Clock } from './clock.js';
import { search, type SearchSettings } from './search.js';

/** What the command line asks for; empty in an ordinary test run. */
const wanted = (await (await fetch('/search-settings.json')).json()) as Partial<SearchSettings>;

/** As many sequences as fit into the time that a test run has for them. */
const SHARE = /Chrome/.test(navigator.userAgent) ? 300 : 100;

describe('the element, searched', () => {
  const { runs = SHARE, seed = 20_261_121, path } = wanted;

  it(`keeps its rules through ${runs} sequences of whatever can happen`, async function () {
    this.timeout(0);
    const clock = new Clock();
    const settings = { runs, seed, ...(path !== undefined && { path }) };
    const { report } = await search(clock, settings).finally(() => clock.restore());
    expect(report, report).to.equal('');
  });
});
