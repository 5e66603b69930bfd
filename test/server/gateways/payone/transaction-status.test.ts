import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { payone } from '../../../../src/server/gateways/payone/index.js';
import { context, problemOf } from '../shop.js';
import { KEY, options } from './platform.js';

const gateway = payone(options);
const md5 = createHash('md5').update(KEY).digest('hex');
const sha384 = createHash('sha384').update(KEY).digest('hex');

/** A form as PAYONE posts it: every byte above 127 percent-encoded as ISO-8859-1. */
function latin1Form(fields: Record<string, string>): string {
  const encode = (text: string) =>
    [...Buffer.from(text, 'latin1')]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join('');
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
}

const fields = {
  key: sha384,
  txtime: '1732186800',
  notify_version: '7.6',
  txaction: 'appointed',
  transaction_status: 'pending',
  portalid: '1234512',
  aid: '12345',
  mode: 'test',
  txid: '30343747',
  reference: 'R-1001',
  sequencenumber: '0',
  price: '85.40',
  balance: '85.40',
  receivable: '85.40',
  currency: 'EUR',
  lastname: 'Müller',
  street: 'Hellersbergstraße 14',
};

const read = (body: BodyInit, own = context()) =>
  gateway.readNotification(
    new Request('https://shop.example/klarna/hooks/payone', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    }),
    own,
  );

describe('PAYONE TransactionStatus', () => {
  it('is answered with TSOK and nothing else', async () => {
    const { answer } = await read(latin1Form(fields));
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), 'TSOK');
    assert.match(answer.headers.get('content-type')!, /^text\/plain/);
  });

  it('tells reference, action and the figures, but no personal data', async () => {
    const { notification } = await read(latin1Form(fields));
    assert.deepEqual(notification, {
      type: 'status',
      reference: 'R-1001',
      status: 'appointed',
      outcome: 'pending',
      upstream: {
        txid: '30343747',
        sequencenumber: '0',
        transaction_status: 'pending',
        price: '85.40',
        balance: '85.40',
        receivable: '85.40',
        currency: 'EUR',
        mode: 'test',
        txtime: '1732186800',
        notify_version: '7.6',
      },
    });
  });

  it('reads ISO-8859-1 byte for byte, percent-encoded and raw', async () => {
    const odd = 'M\u00fcller\u0080\u009f+ %';
    const encoded = await read(latin1Form({ ...fields, reference: odd }));
    assert.equal(encoded.notification.type === 'status' && encoded.notification.reference, odd);
    const raw = Buffer.from(
      latin1Form({ ...fields, reference: 'X' }).replace('reference=%58', 'reference=Stra\u00dfe+1'),
      'latin1',
    );
    const { notification } = await read(raw);
    assert.equal(notification.type === 'status' && notification.reference, 'Straße 1');
  });

  it('gets the same TSOK when the notification comes again after a lost answer', async () => {
    const [first, second] = [await read(latin1Form(fields)), await read(latin1Form(fields))];
    assert.deepEqual(first.notification, second.notification);
    assert.equal(await second.answer.text(), 'TSOK');
  });

  it('takes the key hashed as it is configured, and in no other way', async () => {
    const asMd5 = payone({ ...options, hash: 'md5' });
    const post = (key: string) =>
      new Request('https://shop.example/klarna/hooks/payone', {
        method: 'POST',
        body: latin1Form({ ...fields, key }),
      });
    const { answer } = await asMd5.readNotification(post(md5), context());
    assert.equal(await answer.text(), 'TSOK');
    const weaker = await problemOf(gateway.readNotification(post(md5), context()));
    assert.equal(weaker.code, 'forbidden');
    const other = await problemOf(asMd5.readNotification(post(sha384), context()));
    assert.equal(other.code, 'forbidden');
  });

  for (const [txaction, transaction_status, outcome] of [
    ['appointed', 'pending', 'pending'],
    ['appointed', 'completed', 'completed'],
    ['appointed', '', 'completed'],
    ['capture', '', 'completed'],
    ['paid', '', 'completed'],
    ['failed', '', 'rejected'],
    ['reminder', '', undefined],
    ['tomorrow', '', undefined],
  ] as const)
    it(`says ${outcome ?? 'nothing'} of the attempt when the action is ${txaction} ${transaction_status}`, async () => {
      const { notification } = await read(latin1Form({ ...fields, txaction, transaction_status }));
      assert.equal(notification.type === 'status' && notification.outcome, outcome);
    });

  for (const [name, change] of [
    ['a wrong key', { key: sha384.replace(/^./, (c) => (c === '0' ? '1' : '0')) }],
    ['the key in clear', { key: KEY }],
    ['no key', { key: '' }],
    ['the other mode', { mode: 'live' }],
    ['another sub-account', { aid: '99999' }],
    ['another portal', { portalid: '7654321' }],
    ['no reference', { reference: '' }],
    ['no action', { txaction: '' }],
  ] as const)
    it(`refuses ${name}`, async () => {
      const own = context();
      const problem = await problemOf(read(latin1Form({ ...fields, ...change }), own));
      assert.equal(problem.code, 'forbidden');
      assert.equal(problem.status, 403);
      assert.ok(!JSON.stringify([own.logged, problem.message]).includes(KEY));
    });

  it('refuses a body that is too large, and an empty one', async () => {
    const large = `${latin1Form(fields)}&note=${'x'.repeat(100_000)}`;
    assert.equal((await problemOf(read(large))).code, 'forbidden');
    assert.equal((await problemOf(read(''))).code, 'forbidden');
  });
});
