import { expect } from '@open-wc/testing';
import type { Session } from '../../../src/flow/machine/model.js';
import { SESSION, WRONG_PAGE } from '../../search/machine/samples.js';
import { abandoned, starting } from './purchase.js';

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

  it('is reported as an order whose end is unknown', () => {
    const fault = { code: 'order-unknown', phase: 'session' };
    const purchase = starting().session(UNKNOWN);
    expect(purchase.effects).to.deep.include({ type: 'report', fault });
    expect(purchase.model.fault).to.deep.equal(fault);
  });

  it('is asked about by nobody while the element is away', () => {
    const purchase = starting().session(UNKNOWN).on({ type: 'disconnected' });
    expect(purchase.on({ type: 'check-due' }).effects).to.deep.equal([]);
  });

  it('is asked about by nobody while the page is set up wrongly', () => {
    const purchase = starting()
      .session(UNKNOWN)
      .on({ type: 'misconfigured', fault: WRONG_PAGE }, { type: 'check-due' });
    expect(purchase.effects).to.deep.equal([]);
  });

  it('waits for the shopper, also after a return to the page, once it was asked about thirteen times', () => {
    const purchase = starting().session(UNKNOWN);
    for (let check = 0; check < 13; check += 1) purchase.on({ type: 'check-due' }).session(UNKNOWN);
    purchase.on({ type: 'disconnected' }, { type: 'connected' });
    expect(purchase.asked).to.not.include('check-later');
    expect(purchase.on({ type: 'retried' }).model.retryAt).to.equal('nowhere');
  });

  it('is no matter of the endpoint when Klarna was given up', () => {
    const purchase = abandoned();
    const { model } = purchase;
    expect(purchase.on({ type: 'check-due' }).effects).to.deep.equal([]);
    expect(purchase.session(PLACED).model).to.equal(model);
    purchase.on({ type: 'disconnected' }, { type: 'connected' });
    expect(purchase.asked).to.not.include('check-later');
  });
});
