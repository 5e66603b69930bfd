import { expect } from '@open-wc/testing';
import * as first from '../../../src/klarna/lane.js';

/** Another copy of the code on the same page, as a second bundle would bring it. */
const COPY = '/src/klarna/lane.ts?copy';
const second = (await import(COPY)) as typeof first;

const { queueLoad, takeLane, isLaneFree, isLaneStuck, isSomeonePaying, onLaneChange } = first;

describe('the lane', () => {
  it('is another copy of the code, to begin with', () => {
    expect(second.takeLane).to.not.equal(takeLane);
  });

  for (const [name, other] of [
    ['two elements of one copy', first],
    ['two copies of the code', second],
  ] as const) {
    describe(`between ${name}`, () => {
      it('lets one pay at a time', () => {
        const pay = takeLane();
        expect(other.isSomeonePaying()).to.equal(true);
        expect(other.isLaneFree()).to.equal(false);
        expect(other.takeLane()).to.equal(undefined);
        pay?.release();
        expect(other.isSomeonePaying()).to.equal(false);
        expect(other.isLaneFree()).to.equal(true);
        const next = other.takeLane();
        expect(next).to.not.equal(undefined);
        pay?.release();
        expect(isSomeonePaying(), 'leaving twice frees nobody else').to.equal(true);
        next?.release();
      });

      it('lets nobody pay while anybody loads', () => {
        const ends: (() => void)[] = [];
        queueLoad((leave) => ends.push(leave));
        other.queueLoad((leave) => ends.push(leave));
        expect(ends.length, 'loads go side by side').to.equal(2);
        expect(other.isLaneFree()).to.equal(false);
        expect(other.isSomeonePaying()).to.equal(false);
        expect(other.takeLane()).to.equal(undefined);
        ends[0]?.();
        ends[0]?.();
        expect(isLaneFree(), 'the same load ends once').to.equal(false);
        ends[1]?.();
        expect(isLaneFree()).to.equal(true);
      });

      it('lets no load start while anybody pays', () => {
        const pay = takeLane();
        let end: (() => void) | undefined;
        other.queueLoad((over) => {
          end = over;
        });
        expect(end).to.equal(undefined);
        pay?.release();
        expect(end, 'starts by itself').to.be.a('function');
        expect(isLaneFree()).to.equal(false);
        end?.();
        expect(isLaneFree()).to.equal(true);
      });
    });
  }

  it('forgets a load that gives up waiting', () => {
    const pay = takeLane();
    let started = 0;
    const giveUp = queueLoad(() => {
      started += 1;
    });
    giveUp();
    pay?.release();
    expect(started).to.equal(0);
    expect(isLaneFree()).to.equal(true);
  });

  it('is free when a load is ended, once or twice', () => {
    const end = queueLoad(() => undefined);
    expect(isLaneFree()).to.equal(false);
    end();
    end();
    expect(isLaneFree()).to.equal(true);
  });

  it('is free when a load that waited and started is ended', () => {
    const pay = takeLane();
    const end = queueLoad(() => undefined);
    pay?.release();
    expect(isLaneFree()).to.equal(false);
    end();
    expect(isLaneFree()).to.equal(true);
  });

  it('starts a waiting load once', () => {
    let started = 0;
    const pay = takeLane();
    const end = queueLoad(() => {
      started += 1;
    });
    pay?.release();
    end();
    takeLane()?.release();
    expect(started).to.equal(1);
  });

  it('tells everybody of every change, in every copy, until they no longer listen', () => {
    const heard: string[] = [];
    const listening = new AbortController();
    onLaneChange(() => heard.push('first'), listening.signal);
    second.onLaneChange(() => heard.push('second'), listening.signal);
    const pay = takeLane();
    expect(heard).to.deep.equal(['first', 'second']);
    pay?.release();
    expect(heard.length).to.equal(4);
    const end = queueLoad(() => undefined);
    expect(heard.length).to.equal(6);
    end();
    expect(heard.length).to.equal(8);
    listening.abort();
    takeLane()?.release();
    expect(heard.length).to.equal(8);
  });

  describe('after a payment was given up', () => {
    it('stays taken, for every copy, until Klarna answers all the same', () => {
      const pay = takeLane();
      expect(second.isLaneStuck(), 'somebody waits for the answer').to.equal(false);
      pay?.giveUp(() => false);
      expect(second.isLaneStuck()).to.equal(true);
      expect(second.takeLane()).to.equal(undefined);
      let started = 0;
      const end = second.queueLoad(() => {
        started += 1;
      });
      expect(started).to.equal(0);
      pay?.release();
      expect(second.isLaneStuck()).to.equal(false);
      expect(started).to.equal(1);
      end();
    });

    it('is free once the answer can no longer come, and what waited starts before the next payment', () => {
      let isLost = false;
      const pay = takeLane();
      pay?.giveUp(() => isLost);
      let started = 0;
      const end = second.queueLoad(() => {
        started += 1;
      });
      isLost = true;
      expect(isLaneStuck()).to.equal(false);
      expect(isLaneFree()).to.equal(true);
      expect(takeLane(), 'the load comes first').to.equal(undefined);
      expect(started).to.equal(1);
      end();
      const next = takeLane();
      pay?.release();
      expect(isSomeonePaying(), 'a late answer after all frees nobody else').to.equal(true);
      next?.release();
    });

    it('lets a load go where a lost payment was left', () => {
      const pay = takeLane();
      pay?.giveUp(() => true);
      let started = 0;
      queueLoad((leave) => {
        started += 1;
        leave();
      });
      expect(started).to.equal(1);
      expect(isLaneFree()).to.equal(true);
      pay?.release();
    });

    it('notifies all listeners when a payment is given up', () => {
      let heard = 0;
      const listening = new AbortController();
      const pay = takeLane();
      second.onLaneChange(() => (heard += 1), listening.signal);
      pay?.giveUp(() => false);
      expect(heard).to.equal(1);
      listening.abort();
      pay?.release();
    });
  });
});
