import { expect } from '@open-wc/testing';
import { readLoad, readOperation, tokenOf } from '../../../src/flow/machine/outcome.js';
import type { Operation, Settlement } from '../../../src/klarna/types.js';
import { fault, OPERATIONS } from '../../search/machine/samples.js';

const TOKEN = 'b4bd3423-24e3';
const answered = (answer: unknown, undecided = false): Settlement => ({
  type: 'answered',
  answer,
  undecided,
});
const FIELDS = { invalid_fields: ['billing_address.email', 'billing_address.phone'] };
const NAMED = [...FIELDS.invalid_fields];

/** [what Klarna says, what it means, for which operations (default: all)] */
type Row = readonly [unknown, string, (readonly Operation[])?];

const ROWS: readonly Row[] = [
  [{ show_form: true, approved: true, authorization_token: TOKEN }, 'approved'],
  [{ approved: true, authorization_token: TOKEN }, 'approved'],
  [{ show_form: false, approved: true, authorization_token: TOKEN }, 'approved'],
  [{ approved: true, authorization_token: TOKEN, finalize_required: false }, 'approved'],
  [{ approved: true, authorization_token: TOKEN, unheard_of: 1 }, 'approved'],
  [{ show_form: true, approved: true }, 'failed token-missing'],
  [{ show_form: true, approved: true, authorization_token: '' }, 'failed token-missing'],
  [{ show_form: true, approved: true, authorization_token: 7 }, 'failed token-missing'],
  [{ approved: true, finalize_required: true }, 'finalize-required', ['authorize', 'reauthorize']],
  [
    { approved: true, finalize_required: true, authorization_token: TOKEN },
    'finalize-required',
    ['authorize', 'reauthorize'],
  ],
  [{ show_form: true, finalize_required: true }, 'finalize-required', ['authorize', 'reauthorize']],
  [{ finalize_required: true, approved: true }, 'failed answer-malformed', ['finalize']],
  [{ show_form: true, approved: false, error: FIELDS }, 'invalid'],
  [{ show_form: true, error: FIELDS }, 'invalid'],
  [{ show_form: true, approved: false }, 'cancelled'],
  [{ show_form: true }, 'cancelled'],
  [{ show_form: true, approved: false, error: {} }, 'cancelled'],
  [{ show_form: true, approved: false, error: { invalid_fields: [] } }, 'cancelled'],
  [{ show_form: true, approved: false, error: { invalid_fields: [7, null] } }, 'cancelled'],
  [{ show_form: true, approved: false, error: { invalid_fields: 'email' } }, 'cancelled'],
  [{ show_form: true, approved: 'true' }, 'cancelled'],
  [{ show_form: true, approved: false, error: 'no' }, 'cancelled'],
  [{ show_form: false, approved: false }, 'declined', ['authorize', 'reauthorize']],
  [{ show_form: false, approved: false }, 'cancelled', ['finalize']],
  [{ approved: false }, 'declined', ['authorize']],
  [{ approved: false }, 'cancelled', ['finalize', 'reauthorize']],
  [{}, 'declined', ['authorize']],
  [{}, 'cancelled', ['finalize', 'reauthorize']],
  [{ show_form: false, error: FIELDS }, 'declined', ['authorize']],
  [{ show_form: false, error: FIELDS }, 'cancelled', ['finalize']],
  [{ show_form: false, error: FIELDS }, 'invalid', ['reauthorize']],
  [{ approved: false, error: FIELDS }, 'invalid', ['reauthorize']],
  [undefined, 'failed answer-malformed'],
  [null, 'failed answer-malformed'],
  ['approved', 'failed answer-malformed'],
];

describe('what authorize, finalize and reauthorize answer', () => {
  for (const [answer, meaning, kinds = OPERATIONS] of ROWS) {
    for (const kind of kinds) {
      it(`reads ${JSON.stringify(answer)} of ${kind} as ${meaning}`, () => {
        const result = readOperation(kind, answered(answer));
        const [type, code] = meaning.split(' ');
        expect(result.type).to.equal(type);
        if (result.type === 'failed') {
          expect(result.fault.code).to.equal(code);
          expect(result.fault.phase).to.equal(kind);
        }
        if (result.type === 'invalid') expect(result.fields).to.deep.equal(NAMED);
      });
    }
  }

  it('takes only the names out of invalid_fields', () => {
    const error = { invalid_fields: ['locale', 7, undefined, 'order_lines'] };
    expect(readOperation('authorize', answered({ show_form: true, error }))).to.deep.equal({
      type: 'invalid',
      fields: ['locale', 'order_lines'],
    });
  });
});

describe('an answer that Klarna has not thought about', () => {
  for (const kind of OPERATIONS) {
    it(`takes a refusal of ${kind} for a failure, not a decline`, () => {
      const answer = { show_form: false, approved: false };
      expect(readOperation(kind, answered(answer, true))).to.deep.equal({
        type: 'failed',
        fault: {
          code: 'operation-failed',
          phase: kind,
          about: '{ show_form: false }',
          cause: answer,
        },
      });
    });

    it(`takes an approval of ${kind} for an approval`, () => {
      const answer = { approved: true, authorization_token: TOKEN };
      expect(readOperation(kind, answered(answer, true)).type).to.equal('approved');
    });
  }

  it('takes a refusal of load for a failure with retry', () => {
    const result = readLoad(answered({ show_form: false }, true));
    expect(result.type === 'failed' && result.fault.code).to.equal('load-failed');
    expect(result.type === 'failed' && result.fault.phase).to.equal('load');
  });
});

describe('what load answers', () => {
  const rows: readonly (readonly [unknown, object])[] = [
    [{ show_form: true }, { type: 'shown', invalidFields: [] }],
    [
      { show_form: true, error: FIELDS },
      { type: 'shown', invalidFields: NAMED },
    ],
    [{ show_form: false }, { type: 'refused' }],
    [{ show_form: false, error: FIELDS }, { type: 'refused' }],
    [{ show_form: 'true' }, { type: 'refused' }],
    [{}, { type: 'refused' }],
  ];
  for (const [answer, meaning] of rows) {
    it(`${JSON.stringify(answer)} is ${JSON.stringify(meaning)}`, () => {
      expect(readLoad(answered(answer))).to.deep.equal(meaning);
    });
  }

  for (const answer of [undefined, null, 'yes']) {
    it(`${String(answer)} cannot be read`, () => {
      const result = readLoad(answered(answer));
      expect(result.type === 'failed' && result.fault.code).to.equal('answer-malformed');
      expect(result.type === 'failed' && result.fault.phase).to.equal('load');
    });
  }
});

describe('a call that failed', () => {
  const failed: Settlement = { type: 'failed', fault: fault('client-token-invalid', 'authorize') };

  it('fails with the fault that the boundary saw', () => {
    expect(readOperation('authorize', failed)).to.equal(failed);
    expect(readLoad(failed)).to.equal(failed);
    expect(tokenOf(failed)).to.equal(undefined);
  });
});

describe('the authorization token', () => {
  it('is taken from an approval alone', () => {
    const token = (answer: unknown) => tokenOf(answered(answer));
    expect(token({ approved: true, authorization_token: TOKEN })).to.equal(TOKEN);
    expect(token({ approved: false, authorization_token: TOKEN })).to.equal(undefined);
    expect(token({ authorization_token: TOKEN })).to.equal(undefined);
    expect(token({ approved: true, authorization_token: '' })).to.equal(undefined);
    expect(token({ approved: true, authorization_token: 7 })).to.equal(undefined);
    expect(token({ approved: true, finalize_required: true, authorization_token: TOKEN })).to.equal(
      undefined,
    );
    expect(token(null)).to.equal(undefined);
  });

  it('never stands in the cause of a failure, while the rest does', () => {
    const answer = { finalize_required: true, authorization_token: TOKEN, session_id: 's' };
    const result = readOperation('finalize', answered(answer));
    expect(result.type === 'failed' && result.fault.cause).to.deep.equal({
      finalize_required: true,
      session_id: 's',
    });
    expect(answer.authorization_token, 'the answer itself stays as it was').to.equal(TOKEN);
  });
});
