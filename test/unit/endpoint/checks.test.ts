import { expect } from '@open-wc/testing';
import {
  checkOrderAnswer,
  checkSessionAnswer,
  checkUpdateAnswer,
  isClientToken,
  readProblem,
  type Checked,
} from '../../../src/endpoint/checks.js';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln';
const NOTHING = { update: 'none', order: false, cancel: false };

const value = <T>(checked: Checked<T>): T => {
  if (!checked.ok) throw new Error(checked.fault);
  return checked.value;
};
const fault = (checked: Checked<unknown>): string | undefined =>
  checked.ok ? undefined : checked.fault;

describe('a session answer', () => {
  const session = (more: object = {}) => checkSessionAnswer({ client_token: TOKEN, ...more });

  it('needs a client token and nothing else', () => {
    expect(value(session())).to.deep.equal({ client_token: TOKEN, capabilities: NOTHING });
  });

  it('keeps what it knows and drops the rest', () => {
    const answer = {
      session_id: 's',
      expires_at: '2026-11-23T12:00:00Z',
      capabilities: { update: 'in_place', order: true, cancel: true },
      payment_method_categories: [
        {
          identifier: 'pay_later',
          name: 'Pay later',
          asset_urls: {
            descriptive: 'https://x.example/a.svg',
            standard: 'https://x.example/b.svg',
          },
        },
      ],
      order: { status: 'redirect', redirect_url: '/thanks', order_id: '1' },
    };
    expect(value(session({ ...answer, unheard_of: true }))).to.deep.equal({
      client_token: TOKEN,
      ...answer,
    });
  });

  for (const body of [undefined, null, [], 'text', 7]) {
    it(`is refused when it is ${JSON.stringify(body)}`, () => {
      expect(fault(checkSessionAnswer(body))).to.equal('the answer is no object');
    });
  }

  for (const token of [
    undefined,
    null,
    '',
    'abc',
    'a.b',
    'a b.c.d',
    7,
    `${TOKEN}.x`,
    `x ${TOKEN}`,
  ]) {
    it(`is refused when the client token is ${JSON.stringify(token)}`, () => {
      expect(isClientToken(token)).to.equal(false);
      expect(fault(checkSessionAnswer({ client_token: token }))).to.equal(
        '"client_token" is missing or no token of Klarna',
      );
    });
  }

  it('may have a client token without a signature', () => {
    expect(isClientToken('a.b.')).to.equal(true);
  });

  for (const [more, about] of [
    [{ session_id: 7 }, '"session_id" is no string'],
    [{ expires_at: 'soon' }, '"expires_at" is no date'],
    [{ expires_at: 7 }, '"expires_at" is no string'],
    [{ payment_method_categories: 'pay_later' }, '"payment_method_categories" is no list'],
    [{ payment_method_categories: ['pay_later'] }, 'payment_method_categories[0] is no object'],
    [
      { payment_method_categories: [{ identifier: 'a' }, { name: 'x' }] },
      'payment_method_categories[1].identifier is missing',
    ],
    [
      { payment_method_categories: [{ identifier: '' }] },
      'payment_method_categories[0].identifier is missing',
    ],
    [
      { capabilities: { update: 'always' } },
      '"capabilities.update" is none of in_place, new_session, none',
    ],
    [{ order: { status: 'done' } }, '"status" is none of completed, pending, redirect'],
    [{ order: { status: 'redirect' } }, '"redirect_url" is missing with status "redirect"'],
  ] as const) {
    it(`is refused with the reason ${about} when it contains ${JSON.stringify(more)}`, () => {
      expect(fault(session(more))).to.equal(about);
    });
  }

  for (const more of [
    { session_id: null, expires_at: null, payment_method_categories: null, order: null },
    { session_id: '', expires_at: '', capabilities: null },
    { capabilities: [], order: [] },
    { capabilities: { order: 'yes', cancel: 1 } },
  ]) {
    it(`is read as if the member were absent when it contains ${JSON.stringify(more)}`, () => {
      expect(value(session(more))).to.deep.equal({ client_token: TOKEN, capabilities: NOTHING });
    });
  }

  it('is understood when a PHP array became an object with numbers as keys', () => {
    const list = { '1': { identifier: 'a' }, '3': { identifier: 'b', name: 'B' } };
    expect(
      value(session({ payment_method_categories: list })).payment_method_categories,
    ).to.deep.equal([
      { identifier: 'a', name: 'Klarna', asset_urls: {} },
      { identifier: 'b', name: 'B', asset_urls: {} },
    ]);
  });

  it('keeps a logo only when its address is https', () => {
    const urls = (asset_urls: unknown) =>
      value(session({ payment_method_categories: [{ identifier: 'a', asset_urls }] }))
        .payment_method_categories?.[0]?.asset_urls;
    expect(urls({ standard: 'HTTPS://x.example/a.svg' })).to.deep.equal({
      standard: 'HTTPS://x.example/a.svg',
    });
    for (const bad of [
      'http://x.example/a',
      'javascript:https://x',
      'https://',
      'https://a b',
      7,
    ]) {
      expect(urls({ standard: bad, descriptive: bad })).to.deep.equal({});
    }
    expect(urls('https://x.example/a.svg')).to.deep.equal({});
  });
});

describe('an update answer', () => {
  it('says what to load', () => {
    expect(value(checkUpdateAnswer({ reload: 'load' }))).to.deep.equal({ reload: 'load' });
    expect(value(checkUpdateAnswer({ reload: 'none', client_token: null }))).to.deep.equal({
      reload: 'none',
    });
    expect(
      value(
        checkUpdateAnswer({
          reload: 'init',
          client_token: TOKEN,
          expires_at: '2026-11-23',
          payment_method_categories: [],
        }),
      ),
    ).to.deep.equal({
      reload: 'init',
      client_token: TOKEN,
      expires_at: '2026-11-23',
      payment_method_categories: [],
    });
  });

  for (const [body, about] of [
    [undefined, 'the answer is no object'],
    [{}, '"reload" is none of load, init, none'],
    [{ reload: 'init' }, '"client_token" is missing with reload "init"'],
    [{ reload: 'init', client_token: null }, '"client_token" is missing with reload "init"'],
    [{ reload: 'load', client_token: 'x' }, '"client_token" is missing or no token of Klarna'],
  ] as const) {
    it(`is refused with the reason ${about} when it is ${JSON.stringify(body)}`, () => {
      expect(fault(checkUpdateAnswer(body))).to.equal(about);
    });
  }
});

describe('an order answer', () => {
  it('is checked like the order of a session', () => {
    expect(value(checkOrderAnswer({ status: 'pending', order_id: null }))).to.deep.equal({
      status: 'pending',
    });
    expect(fault(checkOrderAnswer({ status: 'redirect', redirect_url: '' }))).to.equal(
      '"redirect_url" is missing with status "redirect"',
    );
    expect(fault(checkOrderAnswer([]))).to.equal('the answer is no object');
  });
});

describe('a problem', () => {
  it('keeps what it knows', () => {
    const known = {
      code: 'address_wrong',
      action: 'fix',
      title: 'T',
      detail: 'D',
      invalid_fields: ['locale'],
      customer_message: 'M',
      support_reference: 'R',
    };
    expect(readProblem(422, { ...known, type: 'about:blank' })).to.deep.equal({
      status: 422,
      ...known,
    });
  });

  it('is read leniently', () => {
    const bare = { status: 400, code: 'unspecified', action: 'contact' };
    for (const body of [undefined, null, [], 'text', { code: '', title: 7, invalid_fields: [7] }]) {
      expect(readProblem(400, body)).to.deep.equal(bare);
    }
    expect(readProblem(400, { invalid_fields: ['a', 7] }).invalid_fields).to.deep.equal(['a']);
  });

  for (const action of ['retry', 'fix', 'recreate', 'reauthorize', 'other_method', 'contact']) {
    it(`has the action ${action}, whatever its status, when it names it`, () => {
      expect(readProblem(500, { action }).action).to.equal(action);
    });
  }

  for (const [status, action] of [
    [400, 'contact'],
    [404, 'contact'],
    [408, 'retry'],
    [429, 'retry'],
    [499, 'contact'],
    [500, 'retry'],
    [503, 'retry'],
  ] as const) {
    it(`has the action ${action} when it names none that exists and the status is ${status}`, () => {
      expect(readProblem(status, { action: 'dance' }).action).to.equal(action);
    });
  }
});
