import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { encodeForm } from '../../../../src/server/gateways/payone/envelope.js';
import { readReply } from '../../../../src/server/gateways/payone/reply.js';
import { oneLine } from '../../../../src/server/gateways/payone/text.js';

const value = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/);
const names = fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => name !== 'status');

describe('PAYONE replies', () => {
  it('split at the first "=", keep "+" and "%" as they are, whatever the line end', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(names, value), { selector: ([name]) => name }),
        fc.constantFrom('\n', '\r\n'),
        (pairs, end) => {
          const lines = ['status=ok', ...pairs.map(([name, text]) => `${name}=${text}`)];
          const reply = readReply(lines.join(end) + end);
          assert.equal(reply.status, 'OK');
          for (const [name, text] of pairs) assert.equal(reply.get(name), text);
        },
      ),
    );
  });

  it('say the same in lines and in JSON', () => {
    fc.assert(
      fc.property(value, value, (token, id) => {
        const lines = readReply(`status=OK\nworkorderid=${id}\nadd_paydata[client_token]=${token}`);
        const json = readReply(
          JSON.stringify({ Status: 'OK', WorkorderId: id, AddPayData: { client_token: token } }),
        );
        for (const reply of [lines, json]) {
          assert.equal(reply.get('workorderid'), id);
          assert.equal(reply.data('client_token'), token);
        }
      }),
    );
  });

  it('without a status are no replies', () => {
    for (const text of ['', ' \n', 'txid=1', 'status=', '{}', '{"Status":', '[]', '<html>'])
      assert.throws(() => readReply(text));
  });

  it('never throw anything but an Error, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        try {
          assert.ok(readReply(text).status);
        } catch (failure) {
          assert.ok(failure instanceof Error);
        }
      }),
    );
  });
});

describe('PAYONE forms', () => {
  it('carry any text through, on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, text) => {
        const form = encodeForm({ [`x${name}`]: text, next: 'untouched' });
        assert.ok(!/[\r\n]/.test(form));
        const read = new URLSearchParams(form);
        assert.equal(read.get('next'), 'untouched');
        const expected = Buffer.from(oneLine(text), 'utf8').toString('utf8');
        if (expected) assert.equal(read.get(Buffer.from(`x${name}`).toString('utf8')), expected);
        assert.equal([...read].length, expected ? 2 : 1);
      }),
    );
  });
});
