/** What tests expect of answers that are problems. */
import assert from 'node:assert/strict';
import { readProblem } from '../../../src/endpoint/checks.js';
import { json } from './shop.js';

export const codeOf = async (response: Response): Promise<unknown> =>
  (await json(response))['code'];

/** Holds the answer against the contract's shape of a problem, as the element would read it. */
export async function expectProblem(
  response: Response,
  status: number,
  code: string,
  action: string,
): Promise<Record<string, unknown>> {
  const body = await json(response);
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  assert.deepEqual([response.status, body['code'], body['action']], [status, code, action]);
  assert.equal(body['status'], status);
  assert.match(String(body['instance']), /^urn:uuid:/);
  assert.equal(readProblem(status, body).action, action);
  return body;
}
