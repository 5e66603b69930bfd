import { expect } from '@open-wc/testing';
import { stub } from 'sinon';
import { installKlarnaSimulator } from '../../../src/simulator/index.js';
import { install, tearDown } from './stage.js';

const mark = (): string => getComputedStyle(document.documentElement, '::after').content;

describe('the mark of a test', () => {
  afterEach(tearDown);

  for (const frameless of [false, true]) {
    it(`stands on the page until the simulator goes, ${frameless ? 'without' : 'with'} frames`, () => {
      const nodes = document.querySelectorAll('*').length;
      const simulator = install({ frameless });
      expect(mark()).to.contain('TEST: this is a simulator, not Klarna.');
      document.body.replaceChildren(...document.body.childNodes);
      expect(mark()).to.contain('TEST');
      expect(document.querySelectorAll('*').length).to.equal(nodes);
      simulator.uninstall();
      expect(mark()).to.equal('none');
    });
  }

  it('takes no clicks and moves nothing', () => {
    const { scrollHeight } = document.documentElement;
    install();
    const at = getComputedStyle(document.documentElement, '::after');
    expect(at.position).to.equal('fixed');
    expect(at.pointerEvents).to.equal('none');
    expect(document.documentElement.scrollHeight).to.equal(scrollHeight);
  });

  it('warns in the console, once for each simulator', () => {
    const warn = stub(console, 'warn');
    try {
      install();
      installKlarnaSimulator();
      expect(warn.args.map(([text]) => String(text))).to.have.length(1);
      expect(warn.args[0]![0]).to.match(/simulator is installed.*no money moves/);
    } finally {
      warn.restore();
    }
  });
});
