import { expect } from '@open-wc/testing';
import * as first from '../../../src/klarna/lane.js';

/** Another copy of the code on the same page, as a second bundle would bring it. */
const COPY = '/src/klarna/lane.ts?copy';
const second = (await import(COPY)) as typeof first;

const { enterToLoad, enterToPay, isLaneFree, isLaneStuck, isSomeonePaying, onLaneChange } = first;

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
        const pay = enterToPay();
        expect(other.isSomeonePaying()).to.equal(true);
        expect(other.isLaneFree()).to.equal(false);
        expect(other.enterToPay()).to.equal(undefined);
        pay?.leave();
        expect(other.isSomeonePaying()).to.equal(false);
        expect(other.isLaneFree()).to.equal(true);
        const next = other.enterToPay();
        expect(next).to.not.equal(undefined);
        pay?.leave();
        expect(isSomeonePaying(), 'leaving twice frees nobody else').to.equal(true);
        next?.leave();
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
        const pay = enterToPay();
        let end: (() => void) | undefined;
        other.enterToLoad((over) => {
          end = over;
        });
        expect(end).to.equal(undefined);
        pay?.leave();
        expect(end, 'starts by itself').to.be.a('function');
        expect(isLaneFree()).to.equal(false);
        end?.();
        expect(isLaneFree()).to.equal(true);
      });
    });
  }

  it('forgets a load that gives up waiting', () => {
    const pay = enterToPay();
    let started = 0;
    const giveUp = enterToLoad(() => {
      started += 1;
    });
    giveUp();
    pay?.leave();
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
    const pay = enterToPay();
    const end = enterToLoad(() => undefined);
    pay?.leave();
    expect(isLaneFree()).to.equal(false);
    end();
    expect(isLaneFree()).to.equal(true);
  });

  it('starts a waiting load once', () => {
    let started = 0;
    const pay = enterToPay();
    const end = enterToLoad(() => {
      started += 1;
    });
    pay?.leave();
    end();
    enterToPay()?.leave();
    expect(started).to.equal(1);
  });

  it('tells everybody of every change, in every copy, until they no longer listen', () => {
    const heard: string[] = [];
    const listening = new AbortController();
    onLaneChange(() => heard.push('first'), listening.signal);
    second.onLaneChange(() => heard.push('second'), listening.signal);
    const pay = enterToPay();
    expect(heard).to.deep.equal(['first', 'second']);
    pay?.leave();
    expect(heard.length).to.equal(4);
    const end = enterToLoad(() => undefined);
    expect(heard.length).to.equal(6);
    end();
    expect(heard.length).to.equal(8);
    listening.abort();
    enterToPay()?.leave();
    expect(heard.length).to.equal(8);
  });

  describe('after a payment was given up', () => {
    it('stays taken, for every copy, until Klarna answers all the same', () => {
      const pay = enterToPay();
      expect(second.isLaneStuck(), 'somebody waits for the answer').to.equal(false);
      pay?.giveUp(() => false);
      expect(second.isLaneStuck()).to.equal(true);
      expect(second.enterToPay()).to.equal(undefined);
      let started = 0;
      const end = second.enterToLoad(() => {
        started += 1;
      });
      expect(started).to.equal(0);
      pay?.leave();
      expect(second.isLaneStuck()).to.equal(false);
      expect(started).to.equal(1);
      end();
    });

    it('is free once the answer can no longer come, and what waited starts before the next payment', () => {
      let isLost = false;
      const pay = enterToPay();
      pay?.giveUp(() => isLost);
      let started = 0;
      const end = second.enterToLoad(() => {
        started += 1;
      });
      isLost = true;
      expect(isLaneStuck()).to.equal(false);
      expect(isLaneFree()).to.equal(true);
      expect(enterToPay(), 'the load comes first').to.equal(undefined);
      expect(started).to.equal(1);
      end();
      const next = enterToPay();
      pay?.leave();
      expect(isSomeonePaying(), 'a late answer after all frees nobody else').to.equal(true);
      next?.leave();
    });

    it('lets a load go where a lost payment was left', () => {
      const pay = enterToPay();
      pay?.giveUp(() => true);
      let started = 0;
      enterToLoad((leave) => {
        started += 1;
        leave();
      });
      expect(started).to.equal(1);
      expect(isLaneFree()).to.equal(true);
      pay?.leave();
    });

    it('tells everybody', () => {
      let heard = 0;
      const listening = new AbortController();
      const pay = enterToPay();
      second.onLaneChange(() => (heard += 1), listening.signal);
      pay?.giveUp(() => false);
      expect(heard).to.equal(1);
      listening.abort();
      pay?.leave();
    });
  });
});
