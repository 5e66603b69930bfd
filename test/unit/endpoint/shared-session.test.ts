import { expect } from '@open-wc/testing';
import type { CallResult } from '../../../src/endpoint/client.js';
import type { SessionAnswer } from '../../../src/endpoint/contract.js';
import {
  releaseSession,
  retireSession,
  shareSession,
} from '../../../src/endpoint/shared-session.js';

type Result = CallResult<SessionAnswer>;

let pages = 0;

interface Request {
  readonly answer: (result: Result) => void;
}

/** A backend that answers when it is told to. */
class Backend {
  readonly requests: Request[] = [];
  readonly request = (): Promise<Result> =>
    new Promise((answer) => {
      this.requests.push({ answer });
    });
}

const answered = (client_token: string): Result => ({
  type: 'answered',
  value: { client_token, capabilities: { update: 'none', order: false, cancel: false } },
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('shareSession', () => {
  let users: object[] = [];
  let backend: Backend;
  let url = '';

  const user = (): object => {
    const one = {};
    users.push(one);
    return one;
  };
  const ask = (by: object, question = 'q'): Promise<Result> =>
    shareSession(url, question, by, backend.request);

  beforeEach(() => {
    backend = new Backend();
    url = `/klarna-${(pages += 1)}/session`;
  });
  afterEach(() => {
    users.forEach(releaseSession);
    users = [];
  });

  it('asks in the task of the call when nobody waits', () => {
    void ask(user());
    expect(backend.requests).to.have.length(1);
    backend.requests[0]!.answer(answered('a'));
  });

  it('gives one answer to all who ask the same question', async () => {
    const both = Promise.all([ask(user()), ask(user())]);
    backend.requests[0]!.answer(answered('a'));
    expect(await both).to.deep.equal([answered('a'), answered('a')]);
    expect(await ask(user())).to.deep.equal(answered('a'));
    expect(backend.requests).to.have.length(1);
  });

  it('asks different questions one after the other', async () => {
    const first = ask(user(), 'SE');
    const second = ask(user(), 'DE');
    await settled();
    expect(backend.requests).to.have.length(1);
    backend.requests[0]!.answer(answered('a'));
    await first;
    await settled();
    backend.requests[1]!.answer(answered('b'));
    expect(await second).to.deep.equal(answered('b'));
  });

  it('asks again when an element that has this session asks once more', async () => {
    const one = user();
    const first = ask(one);
    backend.requests[0]!.answer(answered('a'));
    await first;
    const second = ask(one);
    await settled();
    backend.requests[1]!.answer(answered('b'));
    expect(await second).to.deep.equal(answered('b'));
  });

  it('asks for itself when the request of the other element was aborted', async () => {
    const first = ask(user());
    const second = ask(user());
    backend.requests[0]!.answer({ type: 'aborted' });
    expect(await first).to.deep.equal({ type: 'aborted' });
    await settled();
    backend.requests[1]!.answer(answered('b'));
    expect(await second).to.deep.equal(answered('b'));
  });

  it('asks anew when the first answer was a failure', async () => {
    const failed: Result = { type: 'failed', fault: { code: 'endpoint-status', phase: 'session' } };
    const first = ask(user());
    backend.requests[0]!.answer(failed);
    await first;
    void ask(user());
    await settled();
    expect(backend.requests).to.have.length(2);
    backend.requests[1]!.answer(answered('b'));
  });

  for (const [what, end] of [
    ['is used up', retireSession],
    ['is used by no element any more', releaseSession],
  ] as const) {
    it(`asks anew when the session ${what}`, async () => {
      const one = user();
      const first = ask(one);
      backend.requests[0]!.answer(answered('a'));
      await first;
      end(one);
      void ask(user());
      await settled();
      expect(backend.requests).to.have.length(2);
      backend.requests[1]!.answer(answered('b'));
    });
  }
});
