/** The playground's backend: it lives in the page, and everything that is sent to it is shown. */
import type { Call } from '../../src/endpoint/contract.js';
import { callsOf } from '../../src/simulator/endpoint/address.js';
import { answerCall } from '../../src/simulator/endpoint/answer.js';
import { currentScenario } from '../scenarios.js';
import { ENDPOINTS } from './attributes.js';

/** What the session may offer. */
const CATEGORIES = {
  one: [{ identifier: 'klarna', name: 'Pay with Klarna' }],
  three: [
    { identifier: 'pay_now', name: 'Pay now' },
    { identifier: 'pay_later', name: 'Pay later' },
    { identifier: 'pay_over_time', name: 'Pay in parts' },
  ],
} as const;

export interface Exchange {
  readonly request: string;
  readonly result: string;
  readonly detail: unknown;
}

interface Wire {
  /** What the next session offers. */
  readonly categories: () => string;
  readonly report: (exchange: Exchange) => void;
}

const SLOW = 4000;

/** Answers `fetch` below the endpoint, and reports Klarna's script as well. */
export function connect({ categories, report }: Wire): void {
  const original = window.fetch.bind(window);
  const calls = ENDPOINTS.map((path) => callsOf(path, document.baseURI));
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const [call] = calls.map((callOf) => callOf(url)).filter((found) => found !== undefined);
    if (!call) return original(input, init);
    const started = performance.now();
    const sent: unknown = await request.json();
    const response = await play(call, sent, categories());
    const answered: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    report({
      request: `POST ${url.pathname}${url.search}`,
      result: `${response.status}, ${Math.round(performance.now() - started)} ms`,
      detail: { headers: ownHeaders(request), sent, answered },
    });
    return response;
  };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      const { pathname } = new URL(name);
      if (pathname !== '/simulator/api.js') continue;
      report({
        request: `GET ${pathname}`,
        result: `${Math.round(duration)} ms`,
        detail: undefined,
      });
    }
  }).observe({ type: 'resource', buffered: true });
}

/** Those of the page: a cross-site request forgery token, an idempotency key. */
const ownHeaders = ({ headers }: Request): Readonly<Record<string, string>> =>
  Object.fromEntries([...headers].filter(([name]) => !/^(?:accept|content-type)$/.test(name)));

async function play(call: Call | 'unknown', sent: unknown, offered: string): Promise<Response> {
  const { endpoint } = currentScenario();
  if (endpoint === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW));
  const isBroken = endpoint === 'error' || (endpoint === 'order-error' && call === 'order');
  if (isBroken) {
    const problem = {
      status: 503,
      code: 'upstream_unavailable',
      action: 'retry',
      title: 'As you wished',
    };
    return Response.json(problem, {
      status: 503,
      headers: { 'content-type': 'application/problem+json' },
    });
  }
  return answerCall(call, sent, {
    categories: offered === 'three' ? CATEGORIES.three : CATEGORIES.one,
    claims: { merchant_name: 'Playground', order_amount: 4900 },
  });
}
