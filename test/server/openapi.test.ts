/** The OpenAPI description, the types and the checks on both sides say the same. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import {
  type Checked,
  checkOrderAnswer,
  checkSessionAnswer,
  checkUpdateAnswer,
  readProblem,
} from '../../src/endpoint/checks.js';
import {
  type Address,
  CALL_PATHS,
  type CancelRequest,
  type Capabilities,
  type ConsentRecord,
  type Customer,
  type OrderAnswer,
  type OrderRequest,
  type PaymentMethodCategory,
  type PersonalData,
  type Problem,
  type HeldSessionAnswer,
  type SessionAnswer,
  type SessionRequest,
  type UpdateAnswer,
  type UpdateRequest,
} from '../../src/endpoint/contract.js';
import { PROBLEM_KINDS, simulated } from '../../src/server/index.js';
import {
  readAuthorizationToken,
  readPersonalData,
  readSessionRequest,
} from '../../src/server/contract/requests.js';
import { CONSENT, openShop, TestBrowser } from './support/shop.js';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: readonly string[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  then?: { required: readonly string[] };
  examples?: readonly string[];
}
interface OpenApi {
  openapi: string;
  paths: Record<string, { post: { operationId: string } }>;
  components: { schemas: Record<string, Schema> };
}

const openApi = JSON.parse(
  readFileSync(new URL('../../src/endpoint/openapi.json', import.meta.url), 'utf8'),
) as OpenApi;
const { schemas } = openApi.components;
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false });
(formats as unknown as typeof formats.default)(ajv);
ajv.addVocabulary(['openapi', 'info', 'jsonSchemaDialect', 'servers', 'paths', 'components']);
ajv.addSchema(openApi, 'contract');

function schemaOf(name: string): ValidateFunction {
  const validate = ajv.getSchema(`contract#/components/schemas/${name}`);
  assert.ok(validate, name);
  return validate;
}

/** Values that a schema allows, grown from the schema itself. */
function grow(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return grow(schemas[schema.$ref.split('/').at(-1)!]!);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date-time') {
        return fc
          .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
          .map((date) => date.toISOString());
      }
      return schema.pattern === undefined
        ? fc.string({ minLength: schema.minLength ?? 0 })
        : fc
            .stringMatching(new RegExp(schema.pattern))
            .filter((text) => text.length <= (schema.maxLength ?? Infinity));
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(grow(schema.items!), { maxLength: 3 });
    default: {
      const members = Object.entries(schema.properties!).map(
        ([name, member]) => [name, grow(member)] as const,
      );
      // What a condition asks for is simply always there: the other half is covered by mutation.
      const required = [...(schema.required ?? []), ...(schema.then?.required ?? [])];
      return fc.record(Object.fromEntries(members), { requiredKeys: required });
    }
  }
}

const ANSWERS: Readonly<Record<string, (body: unknown) => Checked<unknown>>> = {
  OpenSessionAnswer: checkSessionAnswer,
  HeldSessionAnswer: checkSessionAnswer,
  UpdateAnswer: checkUpdateAnswer,
  OrderAnswer: checkOrderAnswer,
};
type Body = Readonly<Record<string, unknown>>;
const REQUESTS: Readonly<Record<string, (body: Body) => unknown>> = {
  SessionRequest: readSessionRequest,
  UpdateRequest: readSessionRequest,
  OrderRequest: (body) => [readAuthorizationToken(body), readPersonalData(body)],
  CancelRequest: readAuthorizationToken,
};

describe('the OpenAPI description', () => {
  it('is 3.1 and has the calls of the contract', () => {
    assert.match(openApi.openapi, /^3\.1\./);
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(openApi.paths).map(([path, { post }]) => [post.operationId, path.slice(1)]),
      ),
      CALL_PATHS,
    );
  });

  it('lists the codes that this server sends', () => {
    assert.deepEqual(
      schemas['Problem']?.properties?.['code']?.examples,
      Object.keys(PROBLEM_KINDS),
    );
  });

  for (const [name, check] of Object.entries(ANSWERS)) {
    it(`allows no ${name} that the element would not understand`, () => {
      const validate = schemaOf(name);
      fc.assert(
        fc.property(grow(schemas[name]!), (answer) => {
          assert.equal(validate(answer), true, ajv.errorsText(validate.errors));
          const checked = check(answer);
          assert.ok(checked.ok, JSON.stringify(checked));
        }),
      );
    });
  }

  for (const [name, read] of Object.entries(REQUESTS)) {
    it(`allows no ${name} that the server would refuse`, () => {
      const validate = schemaOf(name);
      fc.assert(
        fc.property(grow(schemas[name]!), (request) => {
          assert.equal(validate(request), true, ajv.errorsText(validate.errors));
          read(request as Body);
        }),
      );
    });
  }

  /** One member of a valid body is taken away or spoiled. */
  const SPOILED = [undefined, 7, true, 'no such word', {}] as const;
  const isAccepted = (run: () => unknown): boolean => {
    try {
      const result = run();
      return typeof result === 'object' && result !== null && 'ok' in result
        ? result.ok === true
        : true;
    } catch {
      return false;
    }
  };
  for (const [name, check] of Object.entries<(body: Body) => unknown>({
    ...ANSWERS,
    ...REQUESTS,
  })) {
    it(`refuses with both what cannot be a ${name}`, () => {
      const validate = schemaOf(name);
      const required = new Set([
        ...(schemas[name]?.required ?? []),
        ...(schemas[name]?.then?.required ?? []),
      ]);
      let refused = 0;
      fc.assert(
        fc.property(
          grow(schemas[name]!),
          fc.constantFrom(...required),
          fc.constantFrom(...SPOILED),
          (body, member, spoiled) => {
            const mutated = { ...(body as Body), [member]: spoiled };
            if (spoiled === undefined) Reflect.deleteProperty(mutated, member);
            const allowed = validate(mutated);
            if (!allowed) refused += 1;
            assert.equal(
              isAccepted(() => check(mutated)),
              allowed,
              JSON.stringify(mutated),
            );
          },
        ),
      );
      assert.ok(refused > 10);
    });
  }

  it('is read as a problem with the action that it names', () => {
    const validate = schemaOf('Problem');
    fc.assert(
      fc.property(grow(schemas['Problem']!), (body) => {
        assert.equal(validate(body), true, ajv.errorsText(validate.errors));
        const { action, code } = body as { action: string; code: string };
        const problem = readProblem(422, body);
        assert.deepEqual([problem.action, problem.code], [action, code]);
      }),
    );
  });
});

describe('the types', () => {
  const address: Required<Address> = {
    given_name: 'a',
    family_name: 'a',
    email: 'a',
    title: 'a',
    street_address: 'a',
    street_address2: 'a',
    postal_code: 'a',
    city: 'a',
    region: 'a',
    phone: 'a',
    country: 'DE',
    organization_name: 'a',
    attention: 'a',
  };
  const customer: Required<Customer> = {
    date_of_birth: '2000-01-01',
    gender: 'male',
    national_identification_number: '1',
    title: 'Mr',
    type: 'person',
    organization_registration_id: '1',
    organization_entity_type: 'OTHER',
    vat_id: '1',
  };
  const personal: Required<PersonalData> = {
    customer,
    billing_address: address,
    shipping_address: address,
  };
  const consent: Required<ConsentRecord> = CONSENT;
  const session: Required<SessionRequest> = {
    locale: 'de-DE',
    country: 'DE',
    currency: 'EUR',
    category: 'klarna',
    customer_type: 'person',
    consent,
    ...personal,
  };
  const update: Required<UpdateRequest> = { ...session, cart_version: '1' };
  const order: Required<OrderAnswer> = {
    status: 'completed',
    order_id: '1',
    redirect_url: 'https://shop.example',
  };
  const category: Required<PaymentMethodCategory> = {
    identifier: 'klarna',
    name: 'Klarna',
    asset_urls: { descriptive: 'https://x.klarnacdn.net/a', standard: 'https://x.klarnacdn.net/b' },
  };
  const capabilities: Required<Capabilities> = { update: 'in_place', order: true, cancel: true };
  const answer: Required<Omit<SessionAnswer, 'order'>> = {
    client_token: 'a.b.c',
    session_id: '1',
    payment_method_categories: [category],
    expires_at: '2026-11-21T00:00:00Z',
    capabilities,
  };
  const held: Required<HeldSessionAnswer> = { capabilities, order };
  const updated: Required<UpdateAnswer> = {
    reload: 'init',
    client_token: 'a.b.c',
    payment_method_categories: [category],
    expires_at: '2026-11-21T00:00:00Z',
  };
  const orderRequest: Required<OrderRequest> & PersonalData = {
    authorization_token: 't',
    ...personal,
  };
  const cancel: Required<CancelRequest> = { authorization_token: 't' };
  const problem: Required<Problem> & { type: string; instance: string } = {
    type: 'urn:x',
    instance: 'urn:uuid:1',
    status: 422,
    code: 'declined',
    action: 'other_method',
    title: 't',
    detail: 'd',
    invalid_fields: ['billing_address.email'],
    customer_message: 'm',
    support_reference: 's',
  };

  // The compiler holds each sample against its type, this test against its schema.
  const samples = {
    SessionRequest: session,
    UpdateRequest: update,
    OrderRequest: orderRequest,
    CancelRequest: cancel,
    OpenSessionAnswer: answer,
    HeldSessionAnswer: held,
    SessionOrder: order,
    UpdateAnswer: updated,
    OrderAnswer: order,
    Capabilities: capabilities,
    PaymentMethodCategory: category,
    Consent: consent,
    Address: address,
    Customer: customer,
    Problem: problem,
  };
  it('are those that the description has', () => {
    // One of the two others, so that it has no members of its own.
    const named = [...Object.keys(samples), 'SessionAnswer'];
    assert.deepEqual(named.sort(), Object.keys(schemas).sort());
  });
  for (const [name, sample] of Object.entries(samples)) {
    it(`${name} has the members of its schema`, () => {
      const validate = schemaOf(name);
      assert.equal(validate(sample), true, ajv.errorsText(validate.errors));
      assert.deepEqual(
        Object.keys(sample).sort(),
        Object.keys(schemas[name]?.properties ?? {}).sort(),
      );
    });
  }
});

describe('what the server answers', () => {
  const hold = async (name: string, response: Response): Promise<void> => {
    const validate = schemaOf(name);
    assert.equal(validate(await response.json()), true, ajv.errorsText(validate.errors));
  };

  it('is what the description says, call by call', async () => {
    const shop = openShop({ gateway: simulated() });
    const browser = new TestBrowser(shop.handler);
    await hold('SessionAnswer', await browser.session());
    await hold('UpdateAnswer', await browser.update());
    shop.order = { ...shop.order!, country: 'CH', currency: 'CHF' };
    await hold('UpdateAnswer', await browser.update());
    await hold('OrderAnswer', await browser.order());
    await hold('SessionAnswer', await browser.session());
    await hold('Problem', await browser.cancel());
    await hold('Problem', await browser.post('session', '{'));
  });
});
