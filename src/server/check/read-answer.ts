/** Reads one answer the way the element does, and names what would make it stumble. */
import type { Checked } from '../../endpoint/checks.js';
import { PROBLEM_ACTIONS } from '../../endpoint/contract.js';
import { isObject } from '../../json.js';
import type { Finding } from './findings.js';
import { SAMPLES } from './samples.js';
import type { Visit } from './visit.js';

/** The value of a 2xx answer, if the element would understand it; findings are added on the way. */
export function readAnswer<T>(
  call: string,
  visit: Visit,
  check: (body: unknown) => Checked<T>,
  findings: Finding[],
): T | undefined {
  const json = readJson(call, visit, findings);
  if (json === undefined) return undefined;
  const checked = check(json);
  if (checked.ok) {
    findings.push({ call, verdict: 'conforms', what: 'the answer has what the element reads' });
    return checked.value;
  }
  findings.push({
    call,
    verdict: 'breaks',
    what: checked.fault,
    cure: 'See the schema of this answer in klarna-checkout-element/openapi.json',
  });
  return undefined;
}

function readJson(call: string, visit: Visit, findings: Finding[]): unknown {
  const type = visit.headers.get('Content-Type') ?? 'none';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    findings.push({
      call,
      verdict: 'advice',
      what: `the Content-Type is ${type}`,
      cure: 'Send Content-Type: application/json',
      sample: SAMPLES['json-type'],
    });
  }
  if (!/\bno-store\b/i.test(visit.headers.get('Cache-Control') ?? '')) {
    findings.push({
      call,
      verdict: 'advice',
      what: 'the answer may be cached',
      cure: 'Send Cache-Control: no-store',
      sample: SAMPLES['no-store'],
    });
  }
  if (visit.hadMark) {
    findings.push({
      call,
      verdict: 'advice',
      what: 'a byte order mark stands before the JSON',
      cure: 'Save the source files of the backend as UTF-8 without a byte order mark',
    });
  }
  const json = parse(visit.text);
  if (json !== undefined) return json;
  const start = visit.text.search(/[[{]/);
  const isBehindText = start > 0 && parse(visit.text.slice(start)) !== undefined;
  findings.push({
    call,
    verdict: 'breaks',
    what: isBehindText ? 'text stands before the JSON' : 'the answer is not JSON',
    cure: isBehindText
      ? 'Send nothing else with the answer; in PHP turn display_errors off'
      : 'Answer with one JSON object',
  });
  return undefined;
}

/** Holds an answer that is not 2xx against the shape of a problem. `undefined` when it has none. */
export function readRefusal(
  call: string,
  visit: Visit,
  findings: Finding[],
): { readonly code: string; readonly action: string } | undefined {
  const json = parse(visit.text);
  const body = isObject(json) ? json : {};
  const { code, action } = body;
  const isComplete =
    typeof code === 'string' &&
    typeof action === 'string' &&
    PROBLEM_ACTIONS.some((known) => known === action);
  if (!isComplete) {
    findings.push({
      call,
      verdict: 'breaks',
      what: `the ${visit.status} answer is no problem of the contract`,
      cure: `Send application/problem+json with "code" and "action" (${PROBLEM_ACTIONS.join(', ')})`,
    });
    return undefined;
  }
  if (!/^application\/problem\+json\b/i.test(visit.headers.get('Content-Type') ?? '')) {
    findings.push({
      call,
      verdict: 'advice',
      what: 'a problem without its Content-Type',
      cure: 'Send Content-Type: application/problem+json',
      sample: SAMPLES.problem,
    });
  }
  return { code, action };
}

/** `undefined` where the text is not JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
