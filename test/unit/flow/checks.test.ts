import { expect } from '@open-wc/testing';
import type { Session } from '../../../src/flow/machine/model.js';
import { SESSION } from '../../search/machine/samples.js';
import { starting } from './purchase.js';

const UNKNOWN: Session = { ...SESSION, placed: { status: 'unknown' } };
const PLACED: Session = { ...SESSION, placed: { status: 'completed' } };

describe('an earlier attempt without a known end', () => {
  it('sells nothing, and is asked about again later', () => {
    const purchase = starting().session(UNKNOWN);
    expect(purchase.state).to.equal('unknown');
    expect(purchase.asked).to.deep.equal(['save', 'report', 'check-later']);
    purchase.on({ type: 'check-due' });
    expect(purchase.asked).to.deep.equal(['request-session']);
  });

  it('is reported once, however often it is asked about', () => {
    const purchase = starting().session(UNKNOWN).on({ type: 'check-due' }).session(UNKNOWN);
    expect(purchase.asked).to.not.include('report');
    expect(purchase.effects).to.deep.include({ type: 'check-later', checks: 1 });
  });

  it('is placed when the endpoint says so', () => {
    const purchase = starting().session(UNKNOWN).on({ type: 'check-due' }).session(PLACED);
    expect(purchase.state).to.equal('placed');
  });

  it('lets the purchase begin when the endpoint knows that nothing was placed', () => {
    const purchase = starting()
      .on({ type: 'sdk-ready' })
      .session(UNKNOWN)
      .on({ type: 'check-due' })
      .session(SESSION);
    expect(purchase.state).to.equal('loading');
    expect(purchase.model.checks).to.equal(undefined);
  });

  it('is asked about again when the endpoint does not answer', () => {
    const purchase = starting().session(UNKNOWN).on({ type: 'check-due' });
    const { run } = purchase.model;
    purchase.on({
      type: 'session-failed',
      run,
      fault: { code: 'endpoint-timeout', phase: 'session' },
    });
    expect(purchase.state).to.equal('unknown');
    expect(purchase.asked).to.deep.equal(['check-later']);
  });

  it('is asked about thirteen times, then only when the shopper asks', () => {
    const purchase = starting().session(UNKNOWN);
    for (let check = 0; check < 13; check += 1) purchase.on({ type: 'check-due' }).session(UNKNOWN);
    expect(purchase.asked).to.not.include('check-later');
    expect(purchase.model.retryAt).to.equal('check');
    purchase.on({ type: 'retried' });
    expect(purchase.asked).to.deep.equal(['request-session']);
    expect(purchase.session(UNKNOWN).asked).to.include('check-later');
  });

  it('is asked about again when the element returns to the page', () => {
    const purchase = starting()
      .session(UNKNOWN)
      .on({ type: 'disconnected' }, { type: 'connected' });
    expect(purchase.asked).to.include('check-later');
  });
});
