import { expect } from '@open-wc/testing';
import { guardUnload, redirectFault } from '../../../src/shop-page/navigate.js';

describe('redirectFault', () => {
  const here = location.origin;
  for (const [url, hosts, isAllowed] of [
    ['/thanks', [], true],
    [`${here}/thanks`, [], true],
    ['https://klarna.com/x', [], true],
    ['https://pay.klarna.com/x', [], true],
    ['https://evil-klarna.com/x', [], false],
    ['https://klarna.com.evil.example/x', [], false],
    ['https://evil.example/x', [], false],
    ['https://bank.example/x', ['bank.example'], true],
    ['//evil.example/x', [], false],
    ['javascript:alert(1)', [], false],
    ['data:text/html,x', ['data'], false],
    ['https://', [], false],
  ] as const) {
    it(`${url} with [${hosts.join()}] is ${isAllowed ? 'allowed' : 'refused'}`, () => {
      expect(redirectFault(url, hosts)?.code).to.equal(isAllowed ? undefined : 'redirect-refused');
    });
  }
});

describe('guardUnload', () => {
  const leave = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));

  it('asks before the page is left, until it is told to stop', () => {
    const stop = guardUnload();
    expect(leave()).to.be.false;
    stop();
    expect(leave()).to.be.true;
  });
});
