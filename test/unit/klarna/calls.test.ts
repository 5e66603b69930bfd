import { expect } from '@open-wc/testing';
import { useFakeTimers } from 'sinon';
import { callLoad, callOperation, type OperationCall } from '../../../src/klarna/calls.js';
import type { Operation, Purchase, SdkCallback, Settlement } from '../../../src/klarna/types.js';

type Method = 'load' | Operation;
type Behaviour = (callback: SdkCallback) => void;

const METHODS: readonly Method[] = ['load', 'authorize', 'finalize', 'reauthorize'];
const REFUSAL = { show_form: false };

interface Seen {
  readonly method: 'init' | Method;
  readonly args: readonly unknown[];
}

/** A `Klarna.Payments` that behaves as the test says and writes down what it is given. */
function install(behave: Behaviour, init: () => void = () => undefined): readonly Seen[] {
  const seen: Seen[] = [];
  const method =
    (name: Method) =>
    (options: unknown, data: unknown, callback: SdkCallback): void => {
      seen.push({ method: name, args: [options, data] });
      behave(callback);
    };
  window.Klarna = {
    Payments: {
      init: (options) => {
        seen.push({ method: 'init', args: [options] });
        init();
      },
      load: method('load'),
      authorize: method('authorize'),
      finalize: method('finalize'),
      reauthorize: method('reauthorize'),
    },
  };
  return seen;
}

let container: HTMLElement;

const PURCHASE: Purchase = {
  purchase_country: 'DE',
  purchase_currency: 'EUR',
  locale: 'de-DE',
  order_amount: 1000,
  order_tax_amount: 190,
  order_lines: [{ name: 'Tea', quantity: 1, unit_price: 1000, total_amount: 1000 }],
  billing_address: { given_name: 'Ada', email: 'ada@example.com' },
  shipping_address: { city: 'Berlin' },
  customer: { date_of_birth: '1970-01-01' },
  merchant_reference1: 'order of Ada',
  merchant_reference2: '2',
};

function call(method: Method, more: Partial<OperationCall> = {}): Settlement[] {
  const settlements: Settlement[] = [];
  const settle = (settlement: Settlement): void => void settlements.push(settlement);
  const common = { clientToken: 'a.b.c', category: 'pay_later', purchase: PURCHASE };
  if (method === 'load') callLoad({ ...common, container }, settle);
  else callOperation({ ...common, kind: method, container, autoFinalize: true, ...more }, settle);
  return settlements;
}

/** A message to oneself, which comes in a task of its own. */
const message = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

/** A later task. WebKit delivers what was posted in one task in any order: the second one is later. */
const nextTask = async (): Promise<void> => {
  await message();
  await message();
};

describe("calls of Klarna's SDK", () => {
  beforeEach(() => {
    container = document.createElement('div');
    document.body.append(container);
  });

  afterEach(() => {
    container.remove();
    delete window.Klarna;
  });

  for (const method of METHODS) {
    const failure = method === 'load' ? 'load-failed' : 'operation-failed';

    describe(`${method} settles once`, () => {
      it('as answered when the answer comes in a later task', async () => {
        let say: SdkCallback = () => undefined;
        install((callback) => {
          say = callback;
        });
        const settlements = call(method);
        await nextTask();
        expect(settlements).to.deep.equal([]);
        say(REFUSAL);
        expect(settlements).to.deep.equal([
          { type: 'answered', answer: REFUSAL, undecided: false },
        ]);
        say({ approved: true });
        expect(settlements.length, 'answered twice').to.equal(1);
      });

      it('as answered but undecided when the answer comes in the same task', () => {
        install((callback) => callback(REFUSAL));
        expect(call(method)).to.deep.equal([
          { type: 'answered', answer: REFUSAL, undecided: true },
        ]);
      });

      it('with the first answer when two come in the same task', () => {
        install((callback) => {
          callback(REFUSAL);
          callback({ show_form: true });
        });
        expect(call(method)).to.deep.equal([
          { type: 'answered', answer: REFUSAL, undecided: true },
        ]);
      });

      it('as answered but undecided when the answer comes in a microtask', async () => {
        install((callback) => queueMicrotask(() => callback(REFUSAL)));
        const settlements = call(method);
        await Promise.resolve();
        expect(settlements).to.deep.equal([{ type: 'answered', answer: REFUSAL, undecided: true }]);
      });

      it('as answered with undefined when the callback is called without an answer', () => {
        install((callback) => callback());
        expect(call(method)).to.deep.equal([
          { type: 'answered', answer: undefined, undecided: true },
        ]);
      });

      it('as failed when an exception follows the answer in the same task', () => {
        const cause = new Error('Container missing');
        install((callback) => {
          callback(REFUSAL);
          throw cause;
        });
        expect(call(method)).to.deep.equal([
          {
            type: 'failed',
            fault: { code: failure, phase: method, about: 'Container missing', cause },
          },
        ]);
      });

      it('as failed when an exception is thrown and an answer follows later', async () => {
        let say: SdkCallback = () => undefined;
        install((callback) => {
          say = callback;
          throw new TypeError('Unexpected');
        });
        const settlements = call(method);
        await nextTask();
        say({ approved: true });
        expect(settlements.map(({ type }) => type)).to.deep.equal(['failed']);
      });

      it('not before Klarna calls back', async () => {
        install(() => undefined);
        const settlements = call(method);
        await nextTask();
        await nextTask();
        expect(settlements).to.deep.equal([]);
      });

      it('as failed, without the call itself, when init throws', () => {
        const seen = install(
          () => undefined,
          () => {
            throw new Error('The client token is invalid');
          },
        );
        expect(call(method)).to.have.nested.property('[0].fault.code', 'client-token-invalid');
        expect(seen.map((one) => one.method)).to.deep.equal(['init']);
      });

      it('as failed when the SDK is gone', () => {
        expect(call(method)).to.deep.equal([
          {
            type: 'failed',
            fault: { code: 'operation-failed', phase: method, about: 'Klarna.Payments is gone' },
          },
        ]);
      });
    });

    describe(`${method} fails`, () => {
      const named = (name: string, message: string): Error =>
        Object.assign(new Error(message), { name });
      const rows: readonly (readonly [unknown, string, string])[] = [
        [named('InvalidClientTokenError', 'Bad'), 'client-token-invalid', 'Bad'],
        [
          named('Error', 'clientToken is malformed'),
          'client-token-invalid',
          'clientToken is malformed',
        ],
        [
          named('Error', 'The Client Token has expired'),
          'client-token-invalid',
          'The Client Token has expired',
        ],
        [named('Error', 'bad client_token'), 'client-token-invalid', 'bad client_token'],
        [named('Error', 'The token of the client'), failure, 'The token of the client'],
        [named('Error', 'not yet been initialized'), failure, 'not yet been initialized'],
        [named('NotInvalidClientToken', 'Other'), failure, 'Other'],
        ['just words', failure, 'just words'],
        [undefined, failure, 'undefined'],
      ];
      for (const [error, code, about] of rows) {
        it(`with ${code} when it throws ${String(error)}`, () => {
          install(() => {
            throw error;
          });
          expect(call(method)).to.deep.equal([
            { type: 'failed', fault: { code, phase: method, about, cause: error } },
          ]);
        });
      }
    });
  }

  describe('the arguments of the SDK', () => {
    it('are those of init and load, in one task, without name and address, when the widget loads', () => {
      const seen = install(() => undefined);
      call('load');
      expect(seen).to.deep.equal([
        { method: 'init', args: [{ client_token: 'a.b.c' }] },
        {
          method: 'load',
          args: [
            { container, payment_method_category: 'pay_later' },
            {
              purchase_country: 'DE',
              purchase_currency: 'EUR',
              locale: 'de-DE',
              order_amount: 1000,
              order_tax_amount: 190,
              order_lines: PURCHASE.order_lines,
            },
          ],
        },
      ]);
      const [options] = seen[1]?.args as [{ container: HTMLElement }];
      expect(options.container, 'the node itself').to.equal(container);
    });

    it('contain the instance id and its category when the widget has an instance id', () => {
      const seen = install(() => undefined);
      const one = { clientToken: 'a.b.c', container, category: 'pay_later', instanceId: 'second' };
      callLoad({ ...one, purchase: {} }, () => undefined);
      call('authorize', { instanceId: 'second' });
      const options = { payment_method_categories: ['pay_later'], instance_id: 'second' };
      expect(seen[1]?.args[0]).to.deep.equal({ container, ...options });
      expect(seen[3]?.args[0]).to.deep.equal(options);
    });

    it('contain no member that the shop has not given when the widget loads', () => {
      const seen = install(() => undefined);
      callLoad({ clientToken: 'a.b.c', container, category: '', purchase: {} }, () => undefined);
      expect(seen[1]?.args).to.deep.equal([{ container }, {}]);
    });

    for (const kind of ['authorize', 'finalize', 'reauthorize'] as const) {
      it(`are those of init and ${kind}, in one task, with all data, when ${kind} is called`, () => {
        const seen = install(() => undefined);
        call(kind);
        expect(seen).to.deep.equal([
          { method: 'init', args: [{ client_token: 'a.b.c' }] },
          { method: kind, args: [{ payment_method_category: 'pay_later' }, PURCHASE] },
        ]);
        expect(seen[1]?.args[1], 'the very object').to.equal(PURCHASE);
      });

      it(`${kind === 'authorize' ? 'contain' : 'omit'} auto_finalize when ${kind} is called without auto-finalize`, () => {
        const seen = install(() => undefined);
        call(kind, { autoFinalize: false, category: '' });
        expect(seen[1]?.args[0]).to.deep.equal(
          kind === 'authorize' ? { auto_finalize: false } : {},
        );
      });
    }
  });

  describe('an answer that is not a decision', () => {
    const answerLater = async (
      kind: Method,
      before: () => void,
      more?: Partial<OperationCall>,
    ): Promise<unknown> => {
      let say: SdkCallback = () => undefined;
      install((callback) => {
        say = callback;
      });
      const settlements = call(kind, more);
      await nextTask();
      before();
      say(REFUSAL);
      const [settlement] = settlements;
      return settlement?.type === 'answered' ? settlement.undecided : undefined;
    };
    const withFrame = (id = 'klarna-pay-later-main'): HTMLIFrameElement => {
      const frame = document.createElement('iframe');
      frame.id = id;
      container.append(frame);
      return frame;
    };

    it("is lost when Klarna's frame was there and is gone", async () => {
      const frame = withFrame();
      expect(await answerLater('authorize', () => frame.remove())).to.equal(true);
    });

    it("is lost when Klarna's frame went with its container", async () => {
      withFrame();
      expect(await answerLater('authorize', () => container.remove())).to.equal(true);
    });

    it("is not lost while Klarna's frame is there", async () => {
      withFrame();
      expect(await answerLater('authorize', () => undefined)).to.equal(false);
    });

    it('is not lost when another frame of Klarna’s is gone', async () => {
      const frame = withFrame('');
      expect(await answerLater('authorize', () => frame.remove())).to.equal(false);
    });

    it('is not lost when there never was a frame, or a container', async () => {
      expect(await answerLater('authorize', () => container.remove())).to.equal(false);
      expect(await answerLater('authorize', () => undefined, { container: undefined })).to.equal(
        false,
      );
    });

    for (const kind of ['finalize', 'reauthorize'] as const) {
      it(`is not lost when ${kind} removes Klarna's frame itself`, async () => {
        const frame = withFrame();
        expect(await answerLater(kind, () => frame.remove())).to.equal(false);
      });
    }

    describe('the wait for an answer', () => {
      const ask = (kind: OperationCall['kind'] = 'authorize'): (() => boolean) => {
        install(() => undefined);
        return callOperation(
          {
            kind,
            clientToken: 'token',
            container,
            category: 'pay_later',
            purchase: {},
            autoFinalize: true,
          },
          () => undefined,
        );
      };

      it("ends when Klarna's frame is removed", () => {
        const frame = withFrame();
        const isLost = ask();
        expect(isLost()).to.equal(false);
        frame.remove();
        expect(isLost()).to.equal(true);
      });

      it('goes on when the frame was not there at the call, or is not that of authorize', () => {
        const isLost = ask();
        container.remove();
        expect(isLost()).to.equal(false);
        const frame = withFrame();
        const isFinalizeLost = ask('finalize');
        frame.remove();
        expect(isFinalizeLost()).to.equal(false);
      });

      it('ends when the SDK is removed or replaced', () => {
        const isLost = ask();
        const isOtherLost = ask();
        expect(isLost()).to.equal(true);
        expect(isOtherLost()).to.equal(false);
        delete window.Klarna;
        expect(isOtherLost()).to.equal(true);
      });
    });

    for (const [milliseconds, undecided] of [
      [29_999, false],
      [30_000, true],
    ] as const) {
      it(`takes a refusal of load after ${milliseconds} ms for ${undecided ? 'the SDK that gave up' : 'Klarna’s own'}`, async () => {
        const clock = useFakeTimers({ toFake: ['performance'] });
        clock.tick(60_000);
        try {
          const answer = answerLater('load', () => clock.tick(milliseconds));
          expect(await answer).to.equal(undecided);
        } finally {
          clock.restore();
        }
      });
    }
  });
});
