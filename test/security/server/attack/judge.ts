/** What holds of every answer, whatever was asked. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type ProblemCode, PROBLEM_KINDS } from '../../../../src/server/index.js';
import { COOKIE } from '../../../server/support/shop.js';
import { AUTHORIZATION_TOKEN, PERSON } from './hostile-requests.js';
import { UPSTREAM_MARK } from './hostile-upstreams.js';
import type { Target } from './targets.js';

const openApi = JSON.parse(
  readFileSync(new URL('../../../../src/endpoint/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, unknown> };
const ajv = new Ajv2020({ strict: false });
(formats as unknown as typeof formats.default)(ajv);
ajv.addSchema(openApi, 'contract');

const ANSWERS: Readonly<Record<string, string>> = {
  session: 'SessionAnswer',
  'session/update': 'UpdateAnswer',
  order: 'OrderAnswer',
};

function expectShape(name: string, body: unknown): void {
  const validate = ajv.getSchema(`contract#/components/schemas/${name}`);
  assert.ok(validate, name);
  assert.ok(validate(body), `${name}: ${ajv.errorsText(validate.errors)}`);
}

/** The path below the endpoint, as the platform reads it. */
const callOf = (request: Request): string => new URL(request.url).pathname.replace('/klarna/', '');

/** @throws AssertionError naming what the answer, or a log line, should not have said. */
export async function judge(
  { secrets }: Pick<Target, 'secrets'>,
  request: Request,
  response: Response,
  log: readonly string[],
): Promise<void> {
  const text = await response.text();
  const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n');
  expectStatus(request, response, text);
  expectHeaders(response);

  const own = headers.replaceAll(new RegExp(`${COOKIE}=[^;]*`, 'g'), '');
  for (const said of [text, own, ...log]) {
    for (const secret of secrets) assert.ok(!said.includes(secret), `A secret in: ${said}`);
    assert.ok(!said.includes(AUTHORIZATION_TOKEN), `The authorization token in: ${said}`);
    assert.ok(!said.includes(PERSON), `A name in: ${said}`);
  }
  for (const said of [text, own]) {
    assert.ok(!said.includes(UPSTREAM_MARK), `Upstream text in: ${said}`);
    assert.doesNotMatch(said, /\bat .+:\d+:\d+|node_modules|file:\/\//);
  }
}

function expectStatus(request: Request, response: Response, text: string): void {
  const { status } = response;
  const type = response.headers.get('Content-Type');
  if (status === 204) {
    assert.equal(text, '');
    return;
  }
  if (status === 303) {
    const { origin } = new URL(response.headers.get('Location') ?? '');
    assert.equal(origin, 'https://shop.example');
    return;
  }
  if (status === 200) {
    assert.equal(type, 'application/json');
    const shape = ANSWERS[callOf(request)];
    assert.ok(shape, `200 to ${request.method} ${request.url}`);
    expectShape(shape, JSON.parse(text));
    return;
  }
  assert.equal(type, 'application/problem+json');
  const body = JSON.parse(text) as { code: string; status: number };
  expectShape('Problem', body);
  assert.ok(Object.hasOwn(PROBLEM_KINDS, body.code), `An unknown code: ${body.code}`);
  assert.equal(PROBLEM_KINDS[body.code as ProblemCode].status, status);
  assert.equal(body.status, status);
  // Nothing in this attack makes the shop's own functions throw.
  assert.notEqual(body.code, 'internal');
}

function expectHeaders({ headers }: Response): void {
  assert.equal(headers.get('Cache-Control'), 'no-store');
  assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
  assert.equal(headers.get('Referrer-Policy'), 'no-referrer');
  assert.equal(headers.get('Access-Control-Allow-Origin'), null);
  for (const cookie of headers.getSetCookie()) {
    assert.match(
      cookie,
      /^__Host-klarna_checkout\.klarna=[\w.-]*; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    );
    assert.ok(cookie.length < 4_096, 'A browser drops cookies of this length');
  }
}
