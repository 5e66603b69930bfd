import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { onDeadline } from '../../../src/shop-page/deadline.js';

describe('onDeadline', () => {
  let clock: sinon.SinonFakeTimers;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => clock.restore());

  it('calls once, at the moment and not before', () => {
    let calls = 0;
    onDeadline(1_060_000, () => (calls += 1));
    clock.tick(59_999);
    expect(calls).to.equal(0);
    clock.tick(1);
    expect(calls).to.equal(1);
    clock.tick(60_000);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).to.equal(1);
  });

  it('notices when it wakes that the moment passed while the machine slept', () => {
    let calls = 0;
    onDeadline(1_060_000, () => (calls += 1));
    // Sleep: the wall clock goes on, the timers stand still.
    clock.setSystemTime(2_000_000);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).to.equal(1);
  });

  it('waits on where it wakes too early', () => {
    let calls = 0;
    onDeadline(1_060_000, () => (calls += 1));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).to.equal(0);
    clock.tick(60_000);
    expect(calls).to.equal(1);
  });

  it('can wait longer than a timer can', () => {
    let calls = 0;
    const month = 31 * 24 * 60 * 60 * 1000;
    onDeadline(1_000_000 + month, () => (calls += 1));
    clock.tick(month - 1);
    expect(calls).to.equal(0);
    clock.tick(1);
    expect(calls).to.equal(1);
  });

  it('says nothing after it was stopped', () => {
    let calls = 0;
    const stop = onDeadline(1_060_000, () => (calls += 1));
    stop();
    clock.tick(120_000);
    dispatchEvent(new Event('pageshow'));
    expect(calls).to.equal(0);
    expect(clock.countTimers()).to.equal(0);
  });
});
