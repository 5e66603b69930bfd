import { expect } from '@open-wc/testing';
import * as first from '../../src/klarna/lane.js';

/** Another copy of the code on the same page, as a second bundle would bring it. */
const COPY = '/src/klarna/lane.ts?copy';
const second = (await import(COPY)) as typeof first;

const { enterToLoad, enterToPay, isLaneFree, isSomeonePaying, onLaneChange } = first;

describe('the lane', () => {
  it('is another copy of the code, to begin with', () => {
    expect(second.enterToPay).to.not.equal(enterToPay);
  });

  for (const [name, other] of [
    ['two elements of one copy', first],
    ['two copies of the code', second],
  ] as const) {
    describe(`between ${name}`, () => {
      it('lets one pay at a time', () => {
        const leave = enterToPay();
        expect(other.isSomeonePaying()).to.equal(true);
        expect(other.isLaneFree()).to.equal(false);
        expect(other.enterToPay()).to.equal(undefined);
        leave?.();
        expect(other.isSomeonePaying()).to.equal(false);
        expect(other.isLaneFree()).to.equal(true);
        const next = other.enterToPay();
        expect(next).to.be.a('function');
        leave?.();
        expect(isSomeonePaying(), 'leaving twice frees nobody else').to.equal(true);
        next?.();
      });

      it('lets nobody pay while anybody loads', () => {
        const ends: (() => void)[] = [];
        enterToLoad((leave) => ends.push(leave));
        other.enterToLoad((leave) => ends.push(leave));
        expect(ends.length, 'loads go side by side').to.equal(2);
        expect(other.isLaneFree()).to.equal(false);
        expect(other.isSomeonePaying()).to.equal(false);
        expect(other.enterToPay()).to.equal(undefined);
        ends[0]?.();
        ends[0]?.();
        expect(isLaneFree(), 'the same load ends once').to.equal(false);
        ends[1]?.();
        expect(isLaneFree()).to.equal(true);
      });

      it('lets no load start while anybody pays', () => {
        const leave = enterToPay();
        let end: (() => void) | undefined;
        other.enterToLoad((over) => {
          end = over;
        });
        expect(end).to.equal(undefined);
        leave?.();
        expect(end, 'starts by itself').to.be.a('function');
        expect(isLaneFree()).to.equal(false);
        end?.();
        expect(isLaneFree()).to.equal(true);
      });
    });
  }

  it('forgets a load that gives up waiting', () => {
    const leave = enterToPay();
    let started = 0;
    const giveUp = enterToLoad(() => {
      started += 1;
    });
    giveUp();
    leave?.();
    expect(started).to.equal(0);
    expect(isLaneFree()).to.equal(true);
  });

  it('ends a load from outside', () => {
    const end = enterToLoad(() => undefined);
    expect(isLaneFree()).to.equal(false);
    end();
    end();
    expect(isLaneFree()).to.equal(true);
  });

  it('ends a load that waited, too', () => {
    const leave = enterToPay();
    const end = enterToLoad(() => undefined);
    leave?.();
    expect(isLaneFree()).to.equal(false);
    end();
    expect(isLaneFree()).to.equal(true);
  });

  it('starts a waiting load once', () => {
    let started = 0;
    const leave = enterToPay();
    const end = enterToLoad(() => {
      started += 1;
    });
    leave?.();
    end();
    enterToPay()?.();
    expect(started).to.equal(1);
  });

  it('tells everybody of every change, in every copy, until they no longer listen', () => {
    const heard: string[] = [];
    const listening = new AbortController();
    onLaneChange(() => heard.push('first'), listening.signal);
    second.onLaneChange(() => heard.push('second'), listening.signal);
    const leave = enterToPay();
    expect(heard).to.deep.equal(['first', 'second']);
    leave?.();
    expect(heard.length).to.equal(4);
    const end = enterToLoad(() => undefined);
    expect(heard.length).to.equal(6);
    end();
    expect(heard.length).to.equal(8);
    listening.abort();
    enterToPay()?.();
    expect(heard.length).to.equal(8);
  });
});
